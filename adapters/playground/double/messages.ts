import type { Core } from './core.js';
import type { AppAnswer } from './dispatch.js';
import { tellChanged, tellDeleted, tellMessage } from './events.js';
import type { Block, Ephemeral, Message } from './types.js';
import type { Conversation } from './workspace.js';

export type Draft = { user: string; text: string; blocks?: Block[]; thread?: string; metadata?: unknown };
type Told<T> = { message: T; told: Promise<AppAnswer> };

const author = ({ workspace: { ids } }: Core, user: string) => (user === ids.botUser ? { user, bot_id: ids.bot, app_id: ids.app } : { user });

/** The root of a thread counts its replies; what hangs on a reply hangs on its root, as in Slack. */
const joinThread = (conversation: Conversation, thread: string, reply: Message): void => {
  const root = conversation.messages.find(({ ts }) => ts === thread);
  if (!root) return;
  root.thread_ts = root.ts;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.reply_users = [...new Set([...(root.reply_users ?? []), reply.user])];
  root.latest_reply = reply.ts;
};

export const rootOf = (conversation: Conversation, ts: string): string => conversation.messages.find((message) => message.ts === ts)?.thread_ts ?? ts;

/** Stores a message and tells the app. `told` resolves when the app has answered. */
export const post = (core: Core, conversation: Conversation, draft: Draft): Told<Message> => {
  const { workspace } = core;
  const thread = draft.thread === undefined ? undefined : rootOf(conversation, draft.thread);
  const message: Message = {
    type: 'message',
    ts: workspace.newTs(),
    ...author(core, draft.user),
    team: workspace.ids.team,
    text: draft.text,
    ...(draft.blocks && { blocks: draft.blocks }),
    ...(thread !== undefined && { thread_ts: thread }),
    ...(draft.metadata !== undefined && { metadata: draft.metadata }),
    ...(draft.user !== workspace.ids.botUser && { client_msg_id: workspace.newId('') }),
  };
  conversation.messages.push(message);
  if (thread !== undefined) joinThread(conversation, thread, message);
  workspace.read.set(`${draft.user}/${conversation.id}`, message.ts);
  workspace.changed();
  return { message, told: tellMessage(core, conversation, { ...message, event_ts: message.ts }) };
};

/** Replaces text, blocks or metadata of a message in place. */
export const change = (core: Core, conversation: Conversation, message: Message, next: Partial<Pick<Message, 'text' | 'blocks' | 'metadata'>>): Told<Message> => {
  const previous = structuredClone(message);
  Object.assign(message, next, { edited: { user: message.user, ts: core.workspace.newTs() } });
  core.workspace.changed();
  return { message, told: tellChanged(core, conversation, message, previous) };
};

export const remove = (core: Core, conversation: Conversation, message: Message): Promise<AppAnswer> => {
  conversation.messages.splice(conversation.messages.indexOf(message), 1);
  core.workspace.changed();
  return tellDeleted(core, conversation, message);
};

export const postEphemeral = (core: Core, draft: { channel: string; user: string; text: string; blocks: Block[]; thread?: string }): Ephemeral => {
  const { workspace } = core;
  const { thread, ...rest } = draft;
  const ephemeral: Ephemeral = { id: workspace.newId('E'), ts: workspace.newTs(), ...rest, ...(thread !== undefined && { thread_ts: thread }) };
  workspace.ephemerals.push(ephemeral);
  workspace.changed();
  return ephemeral;
};
