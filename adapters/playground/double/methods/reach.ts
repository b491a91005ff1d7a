import type { Core } from '../core.js';
import { SlackError } from '../slack-error.js';
import type { Message } from '../types.js';
import { type Conversation, directMessages } from '../workspace.js';

const isMember = ({ workspace }: Core, { members }: Conversation) => members.includes(workspace.ids.botUser);

/** What the bot may know of: public channels, and private ones and DMs that it is in. Throws `channel_not_found`. */
export const visible = (core: Core, channel: string | undefined): Conversation => {
  const { conversations } = core.workspace;
  const name = channel?.replace(/^#/, '');
  const found = conversations.get(channel ?? '') ?? [...conversations.values()].find((one) => one.kind === 'channel' && one.name === name);
  if (!found || (found.kind !== 'channel' && !isMember(core, found))) throw new SlackError('channel_not_found');
  return found;
};

/** What the bot may read or write. Throws `channel_not_found` or `not_in_channel`. */
export const joined = (core: Core, channel: string | undefined): Conversation => {
  const conversation = visible(core, channel);
  if (!isMember(core, conversation)) throw new SlackError('not_in_channel');
  return conversation;
};

/** Where a post goes: a conversation, or a user id, which stands for the DM with that person. Throws `is_archived` as well. */
export const postable = (core: Core, channel: string | undefined): Conversation => {
  const { workspace } = core;
  if (channel !== undefined && workspace.people.has(channel)) return directMessages(workspace, workspace.ids.botUser, channel).conversation;
  const conversation = joined(core, channel);
  if (conversation.archived) throw new SlackError('is_archived');
  return conversation;
};

/** A message that the bot itself wrote. Throws `message_not_found`, or `refusal` where it is another's. */
export const ownMessage = (core: Core, conversation: Conversation, ts: string, refusal: string): Message => {
  const message = conversation.messages.find((one) => one.ts === ts);
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== core.workspace.ids.botUser) throw new SlackError(refusal);
  return message;
};

/** https://docs.slack.dev/reference/objects/conversation-object */
export const channelObject = (core: Core, conversation: Conversation): Record<string, unknown> => {
  const { id, name, kind, topic, created, archived, shared, members } = conversation;
  const { ids } = core.workspace;
  if (kind === 'im') return { id, created, is_im: true, is_archived: false, is_org_shared: false, user: members.find((member) => member !== ids.botUser), context_team_id: ids.team };
  return {
    id,
    name,
    name_normalized: name,
    created,
    is_channel: kind === 'channel',
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: kind === 'private',
    is_archived: archived,
    is_general: name === 'general',
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_member: isMember(core, conversation),
    context_team_id: ids.team,
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
};
