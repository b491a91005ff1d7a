import { remove } from '../messages.js';
import { limits } from '../rate-limit.js';
import { type Method, required, text } from './method.js';
import { joined, ownMessage } from './reach.js';

export const chatDelete: Method = {
  scope: 'chat:write',
  limit: limits.tier3,
  run: (core, args) => {
    const conversation = joined(core, text(args, 'channel'));
    const message = ownMessage(core, conversation, required(args, 'ts'), 'cant_delete_message');
    void remove(core, conversation, message);
    return { channel: conversation.id, ts: message.ts };
  },
};
