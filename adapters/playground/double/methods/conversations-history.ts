import { limits } from '../rate-limit.js';
import { type Args, type Method, flag, page, text } from './method.js';
import { joined } from './reach.js';

/** Whether a ts lies between `oldest` and `latest`; the ends count only with `inclusive`. */
export const within = (args: Args) => {
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Infinity);
  const inclusive = flag(args, 'inclusive');
  return (ts: string) => (inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest);
};

export const conversationsHistory: Method = {
  scope: 'channels:history',
  limit: limits.tier3,
  run: (core, args) => {
    const inRange = within(args);
    const roots = joined(core, text(args, 'channel')).messages.filter(({ ts, thread_ts }) => (thread_ts === undefined || thread_ts === ts) && inRange(ts));
    const { items, response_metadata } = page(roots.reverse(), args);
    return { messages: items, has_more: response_metadata.next_cursor !== '', response_metadata };
  },
};
