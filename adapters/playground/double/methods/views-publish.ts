import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { publishHome } from '../views.js';
import { type Method, required, text } from './method.js';
import { viewArgument } from './views-open.js';

export const viewsPublish: Method = {
  limit: limits.tier4,
  limitBy: (args) => text(args, 'user_id') ?? '',
  run: (core, args) => {
    const user = required(args, 'user_id');
    const draft = viewArgument(core, args, 'home');
    const person = core.workspace.people.get(user);
    if (!person) throw new SlackError('user_not_found');
    if (person.strangerFrom) throw new SlackError('not_enabled');
    return { view: publishHome(core.workspace, user, draft, text(args, 'hash')) };
  },
};
