import { change } from '../messages.js';
import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { content, metadata } from './content.js';
import { type Method, required, text } from './method.js';
import { joined, ownMessage } from './reach.js';

export const chatUpdate: Method = {
  scope: 'chat:write',
  limit: limits.tier3,
  run: (core, args) => {
    const conversation = joined(core, text(args, 'channel'));
    const message = ownMessage(core, conversation, required(args, 'ts'), 'cant_update_message');
    const given = content(core, args);
    if (given.text === undefined && given.blocks === undefined) throw new SlackError('no_text');
    const extra = metadata(args);
    // Slack keeps the blocks of a message where `blocks` is left out, and drops them for an empty list.
    change(core, conversation, message, { text: given.text ?? '', ...(given.blocks && { blocks: given.blocks }), ...(extra !== undefined && { metadata: extra }) });
    return { channel: conversation.id, ts: message.ts, text: message.text, message };
  },
};
