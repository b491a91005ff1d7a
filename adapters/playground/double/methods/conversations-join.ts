import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { type Method, text } from './method.js';
import { channelObject, visible } from './reach.js';

export const conversationsJoin: Method = {
  scope: 'channels:join',
  limit: limits.tier3,
  run: (core, args) => {
    const conversation = visible(core, text(args, 'channel'));
    if (conversation.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type');
    if (conversation.archived) throw new SlackError('is_archived');
    const { botUser } = core.workspace.ids;
    if (!conversation.members.includes(botUser)) conversation.members.push(botUser);
    core.workspace.changed();
    return { channel: channelObject(core, conversation) };
  },
};
