import { limits } from '../rate-limit.js';
import { type Method, page, text } from './method.js';
import { visible } from './reach.js';

export const conversationsMembers: Method = {
  scope: 'channels:read',
  limit: limits.tier4,
  run: (core, args) => {
    const { items, ...rest } = page(visible(core, text(args, 'channel')).members, args);
    return { members: items, ...rest };
  },
};
