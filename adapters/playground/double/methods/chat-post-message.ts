import { post } from '../messages.js';
import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { metadata, newContent } from './content.js';
import { type Method, text } from './method.js';
import { postable } from './reach.js';

export const chatPostMessage: Method = {
  scope: 'chat:write',
  limit: limits.post,
  limitBy: (args) => text(args, 'channel') ?? '',
  run: (core, args) => {
    const conversation = postable(core, text(args, 'channel'));
    const thread = text(args, 'thread_ts');
    if (thread !== undefined && !conversation.messages.some(({ ts }) => ts === thread)) throw new SlackError('thread_not_found');
    const { text: words, blocks } = newContent(core, args);
    const { message } = post(core, conversation, { user: core.workspace.ids.botUser, text: words, ...(blocks && { blocks }), ...(thread !== undefined && { thread }), metadata: metadata(args) });
    return { channel: conversation.id, ts: message.ts, message };
  },
};
