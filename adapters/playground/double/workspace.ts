import { z } from 'zod';
import { createIds } from './ids.js';
import type { ChannelSpec, DoubleOptions, Ephemeral, Message, PersonSpec, SeedMessage, View } from './types.js';

export type Conversation = {
  id: string;
  name: string;
  kind: 'channel' | 'private' | 'im';
  topic: string;
  shared: boolean;
  archived: boolean;
  /** User ids, the bot's included. */
  members: string[];
  created: number;
  messages: Message[];
};

/** Everything that stands in the workspace. Plain data, so that it can be written to a file and read again. */
export type Workspace = {
  ids: { team: string; bot: string; botUser: string; app: string; domain: string };
  people: Map<string, PersonSpec>;
  conversations: Map<string, Conversation>;
  ephemerals: Ephemeral[];
  /** Open modals of each person, the topmost last. */
  modals: Map<string, View[]>;
  homes: Map<string, View>;
  /** `user/channel` to the ts of the last message read. */
  read: Map<string, string>;
  newId: (prefix: string) => string;
  /** A message time stamp: the workspace's clock, later than every one before. */
  newTs: () => string;
  now: () => Date;
  changed: () => void;
  onChange: (listener: () => void) => () => void;
};

const Saved = z.object({
  version: z.literal(1),
  lastTs: z.number(),
  conversations: z.array(
    z.object({
      id: z.string(), name: z.string(), kind: z.enum(['channel', 'private', 'im']), topic: z.string(), shared: z.boolean(), archived: z.boolean(),
      members: z.array(z.string()), created: z.number(), messages: z.array(z.custom<Message>((message) => typeof message === 'object' && message !== null)),
    }),
  ),
  read: z.array(z.tuple([z.string(), z.string()])),
  /** Everybody who was in the workspace then: who is not among them has come since. */
  people: z.array(z.string()),
  deactivated: z.array(z.string()),
});

const ids = { team: 'T0ROUNDS', bot: 'B0ROUNDS', botUser: 'U0ROUNDS', app: 'A0ROUNDS', domain: 'playground' };
const isInsider = (person: PersonSpec) => !person.guest && !person.strangerFrom && !person.deactivated;
const micros = (at: Date) => at.getTime() * 1000;
const asTs = (value: number) => `${Math.floor(value / 1e6)}.${String(value % 1e6).padStart(6, '0')}`;

const fromSpec = (spec: ChannelSpec, people: PersonSpec[], created: number): Conversation => ({
  id: spec.id,
  name: spec.name,
  kind: spec.private ? 'private' : 'channel',
  topic: spec.topic ?? '',
  shared: spec.shared ?? false,
  archived: spec.archived ?? false,
  members: [...(spec.members ?? people.filter(isInsider).map(({ id }) => id)), ...(spec.withoutBot ? [] : [ids.botUser])],
  created,
  messages: [],
});

const seeded = (seed: SeedMessage, now: Date, team: string): Message[] => {
  const ts = (minutesAgo: number, nth: number) => asTs(micros(now) - minutesAgo * 60e6 + nth);
  const root: Message = { type: 'message', ts: ts(seed.minutesAgo, 0), user: seed.from, text: seed.text, team };
  const replies = (seed.replies ?? []).map(({ from, text, minutesAgo }, index): Message => ({ type: 'message', ts: ts(minutesAgo, index + 1), user: from, text, team, thread_ts: root.ts }));
  const last = replies.at(-1);
  return last ? [{ ...root, thread_ts: root.ts, reply_count: replies.length, reply_users: [...new Set(replies.map(({ user }) => user))], latest_reply: last.ts }, ...replies] : [root];
};

const restore = (state: unknown): z.infer<typeof Saved> | undefined => {
  if (state === undefined) return undefined;
  const parsed = Saved.safeParse(state);
  if (parsed.success) return parsed.data;
  throw new Error(`The saved workspace cannot be read. Delete it to start anew. ${z.prettifyError(parsed.error)}`);
};

/** A saved channel under today's name and topic; who came to the practice since is in it as well. */
const updated = (saved: Conversation, today: Conversation | undefined, known: Set<string>): Conversation => {
  if (!today) return saved;
  const { name, topic, kind, members } = today;
  return { ...saved, name, topic, kind, members: [...new Set([...saved.members, ...members.filter((id) => !known.has(id) && id !== ids.botUser)])] };
};

/** The workspace as the specs say, or as `exportWorkspace` left it. Throws where `state` is neither undefined nor that. */
export const createWorkspace = ({ people, channels, messages = [], clock = { now: () => new Date() }, state }: Pick<DoubleOptions, 'people' | 'channels' | 'messages' | 'clock' | 'state'>): Workspace & { exportState: () => unknown } => {
  const saved = restore(state);
  const listeners = new Set<() => void>();
  let lastTs = saved?.lastTs ?? 0;
  const now = clock.now();
  const conversations = new Map(channels.map((spec) => [spec.id, fromSpec(spec, people, Math.floor(now.getTime() / 1000))]));
  const known = new Set(saved?.people);
  for (const conversation of saved?.conversations ?? []) conversations.set(conversation.id, updated(conversation, conversations.get(conversation.id), known));
  const gone = new Set(saved?.deactivated);
  const workspace: Workspace = {
    ids,
    people: new Map(people.map((person) => [person.id, gone.has(person.id) ? { ...person, deactivated: true } : person])),
    conversations,
    ephemerals: [],
    modals: new Map(),
    homes: new Map(),
    read: new Map(saved?.read),
    newId: createIds(),
    newTs: () => asTs((lastTs = Math.max(micros(clock.now()), lastTs + 1))),
    now: () => clock.now(),
    changed: () => listeners.forEach((listener) => listener()),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  if (!saved) {
    for (const seed of messages) conversations.get(seed.channel)?.messages.push(...seeded(seed, now, ids.team));
    for (const { messages: list } of conversations.values()) list.sort((one, other) => Number(one.ts) - Number(other.ts));
  }
  const exportState = () =>
    structuredClone({
      version: 1,
      lastTs,
      conversations: [...conversations.values()],
      read: [...workspace.read],
      people: [...workspace.people.keys()],
      deactivated: [...workspace.people.values()].filter(({ deactivated }) => deactivated).map(({ id }) => id),
    });
  return { ...workspace, exportState };
};

/** The conversation between exactly these two, made where there is none. */
export const directMessages = (workspace: Workspace, one: string, other: string): { conversation: Conversation; existed: boolean } => {
  const members = [one, other].sort();
  const id = `D0${members.map((member) => member.replace(/^[UW]0?/, '')).join('')}`;
  const found = workspace.conversations.get(id);
  if (found) return { conversation: found, existed: true };
  const conversation: Conversation = { id, name: '', kind: 'im', topic: '', shared: false, archived: false, members, created: Math.floor(Number(workspace.newTs())), messages: [] };
  workspace.conversations.set(id, conversation);
  return { conversation, existed: false };
};
