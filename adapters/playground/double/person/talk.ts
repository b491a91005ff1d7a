import { tell } from '../events.js';
import { change, post, remove } from '../messages.js';
import type { Block, Message } from '../types.js';
import { type Conversation, directMessages } from '../workspace.js';
import { type Seat, conversationOf } from './asking.js';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What is typed becomes mrkdwn and rich text: control characters turn to letters, `@Full Name` to a mention. */
const typed = ({ core }: Seat, text: string): { text: string; blocks: Block[] } => {
  const { workspace } = core;
  const names = new Map([...[...workspace.people.values()].map(({ id, name }) => [name, id] as const), ['Rounds', workspace.ids.botUser] as const]);
  const pattern = new RegExp(`@(${[...names.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
  const parts = text.split(pattern).map((part, index) => (index % 2 === 1 ? { type: 'user', user_id: names.get(part) ?? '' } : { type: 'text', text: part }));
  const elements = parts.filter((part) => part.text !== '');
  return {
    text: parts.map((part) => (part.type === 'user' ? `<@${part.user_id ?? ''}>` : escaped(part.text ?? ''))).join(''),
    blocks: [{ type: 'rich_text', block_id: workspace.newId('b'), elements: [{ type: 'rich_text_section', elements }] }],
  };
};

/** Posts as the person; resolves when the app has taken the event or given up. */
export const says = async (seat: Seat, channel: string, words: string, thread?: string): Promise<string> => {
  const { core, person } = seat;
  const conversation = conversationOf(seat, channel);
  const content = typed(seat, words);
  const { message, told } = post(core, conversation, { user: person.id, ...content, ...(thread !== undefined && { thread }) });
  await told;
  const { botUser } = core.workspace.ids;
  if (message.text.includes(`<@${botUser}>`) && conversation.kind !== 'im' && conversation.members.includes(botUser)) {
    await tell(core, { ...message, type: 'app_mention', channel, event_ts: message.ts }, { shared: conversation.shared });
  }
  return message.ts;
};

const ownMessage = ({ person }: Seat, { messages, id }: Conversation, ts: string): Message => {
  const found = messages.find((one) => one.ts === ts);
  if (found?.user !== person.id) throw new Error(`${ts} in ${id} is not a message of ${person.name}.`);
  return found;
};

export const edits = async (seat: Seat, channel: string, ts: string, words: string): Promise<void> => {
  const conversation = conversationOf(seat, channel);
  await change(seat.core, conversation, ownMessage(seat, conversation, ts), typed(seat, words)).told;
};

export const deletes = async (seat: Seat, channel: string, ts: string): Promise<void> => {
  const conversation = conversationOf(seat, channel);
  await remove(seat.core, conversation, ownMessage(seat, conversation, ts));
};

export const joins = async ({ core, person }: Seat, channel: string): Promise<void> => {
  const conversation = core.workspace.conversations.get(channel);
  if (conversation?.kind !== 'channel') throw new Error(`${channel} is no public channel.`);
  if (conversation.members.includes(person.id)) return;
  conversation.members.push(person.id);
  core.workspace.changed();
  await tellMember(core, conversation, 'member_joined_channel', person.id);
};

/** Somebody came or went, the bot included; the app hears of it where its bot is, or was. */
export const tellMember = async (core: Seat['core'], conversation: Conversation, type: 'member_joined_channel' | 'member_left_channel', user: string): Promise<void> => {
  const { ids } = core.workspace;
  const concerns = conversation.members.includes(ids.botUser) || user === ids.botUser;
  if (concerns) await tell(core, { type, user, channel: conversation.id, channel_type: conversation.kind === 'private' ? 'G' : 'C', team: ids.team, event_ts: core.workspace.newTs() }, { shared: conversation.shared });
};

const opened = async ({ core, person }: Seat, tab: 'home' | 'messages', channel: string): Promise<void> => {
  const view = core.workspace.homes.get(person.id);
  await tell(core, { type: 'app_home_opened', user: person.id, channel, tab, event_ts: core.workspace.newTs(), ...(tab === 'home' && view && { view }) });
};

export const opensHome = async (seat: Seat): Promise<void> => {
  const { workspace } = seat.core;
  await opened(seat, 'home', directMessages(workspace, workspace.ids.botUser, seat.person.id).conversation.id);
};

export const opensDm = async (seat: Seat, user?: string): Promise<string> => {
  const { workspace } = seat.core;
  const { conversation } = directMessages(workspace, user ?? workspace.ids.botUser, seat.person.id);
  workspace.changed();
  if (user === undefined) await opened(seat, 'messages', conversation.id);
  return conversation.id;
};

