import { postEphemeral } from '../messages.js';
import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { newContent } from './content.js';
import { type Method, required, text } from './method.js';
import { postable } from './reach.js';

export const chatPostEphemeral: Method = {
  scope: 'chat:write',
  limit: limits.tier4,
  run: (core, args) => {
    const conversation = postable(core, text(args, 'channel'));
    const user = required(args, 'user');
    if (!conversation.members.includes(user)) throw new SlackError('user_not_in_channel');
    const { text: words, blocks = [] } = newContent(core, args);
    const thread = text(args, 'thread_ts');
    const { ts } = postEphemeral(core, { channel: conversation.id, user, text: words, blocks, ...(thread !== undefined && { thread }) });
    return { message_ts: ts };
  },
};
