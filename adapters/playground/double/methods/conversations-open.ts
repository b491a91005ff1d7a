import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { directMessages } from '../workspace.js';
import { type Method, flag, text } from './method.js';
import { channelObject } from './reach.js';

export const conversationsOpen: Method = {
  scope: 'im:write',
  limit: limits.tier3,
  run: (core, args) => {
    const { workspace } = core;
    const users = text(args, 'users')?.split(',') ?? [];
    const [user] = users;
    if (user === undefined) throw new SlackError('users_list_not_supplied');
    // Group DMs need a scope (mpim:write) that Rounds does not ask for.
    if (users.length > 1) throw new SlackError('missing_scope', [], { needed: 'mpim:write' });
    const person = workspace.people.get(user);
    if (!person) throw new SlackError('user_not_found');
    if (person.deactivated) throw new SlackError('user_disabled');
    const { conversation, existed } = directMessages(workspace, workspace.ids.botUser, user);
    return { ...(existed && { no_op: true, already_open: true }), channel: flag(args, 'return_im') ? channelObject(core, conversation) : { id: conversation.id } };
  },
};
