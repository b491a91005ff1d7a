import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { within } from './conversations-history.js';
import { type Method, page, required, text } from './method.js';
import { joined } from './reach.js';

export const conversationsReplies: Method = {
  scope: 'channels:history',
  limit: limits.tier3,
  run: (core, args) => {
    const { messages } = joined(core, text(args, 'channel'));
    const asked = required(args, 'ts');
    const root = messages.find(({ ts }) => ts === asked)?.thread_ts ?? asked;
    if (!messages.some(({ ts }) => ts === root)) throw new SlackError('thread_not_found');
    const inRange = within(args);
    const thread = messages.filter(({ ts, thread_ts }) => ts === root || (thread_ts === root && inRange(ts)));
    const { items, response_metadata } = page(thread, args);
    return { messages: items, has_more: response_metadata.next_cursor !== '', response_metadata };
  },
};
