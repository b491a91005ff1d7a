import { limits } from '../rate-limit.js';
import { type Method, flag, page, text } from './method.js';
import { channelObject } from './reach.js';

const kinds = { channel: 'public_channel', private: 'private_channel', im: 'im' } as const;

export const conversationsList: Method = {
  scope: 'channels:read',
  limit: limits.tier2,
  run: (core, args) => {
    const { workspace } = core;
    const types = (text(args, 'types') ?? 'public_channel').split(',');
    const listed = [...workspace.conversations.values()].filter(
      ({ kind, members, archived }) => types.includes(kinds[kind]) && (kind === 'channel' || members.includes(workspace.ids.botUser)) && !(archived && flag(args, 'exclude_archived')),
    );
    const { items, ...rest } = page(listed, args);
    return { channels: items.map((one) => channelObject(core, one)), ...rest };
  },
};
