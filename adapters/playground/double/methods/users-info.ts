import type { Core } from '../core.js';
import { botUserObject, userObject } from '../people.js';
import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { type Method, required } from './method.js';

/** E-mail addresses are a scope of their own: `users:read.email`. */
export const showsEmail = ({ app }: Core): boolean => app.scopes?.includes('users:read.email') ?? true;

export const usersInfo: Method = {
  scope: 'users:read',
  limit: limits.tier4,
  run: (core, args) => {
    const { workspace } = core;
    const user = required(args, 'user');
    if (user === workspace.ids.botUser) return { user: botUserObject(workspace) };
    const person = workspace.people.get(user);
    if (!person) throw new SlackError('user_not_found');
    return { user: userObject(person, workspace, showsEmail(core)) };
  },
};
