import { limits } from '../rate-limit.js';
import { type Method, flag, text } from './method.js';
import { channelObject, visible } from './reach.js';

export const conversationsInfo: Method = {
  scope: 'channels:read',
  limit: limits.tier3,
  run: (core, args) => {
    const conversation = visible(core, text(args, 'channel'));
    return { channel: { ...channelObject(core, conversation), ...(flag(args, 'include_num_members') && { num_members: conversation.members.length }) } };
  },
};
