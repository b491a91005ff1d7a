import type { Router } from 'express';
import type { Answer, Ephemeral, Message, Outcome, Place, Submitted, View } from './shapes.js';

export type * from './shapes.js';

/** A member of the workspace, as the playbook names them. Ids look like Slack's: `U0MARIA`. */
export type PersonSpec = {
  id: string;
  name: string;
  title?: string;
  email?: string;
  admin?: boolean;
  /** Single- or multi-channel guest: `is_ultra_restricted` or `is_restricted` in Slack's words. */
  guest?: 'single_channel' | 'multi_channel';
  /** Another organisation's person in a shared channel: `is_stranger`, and their own team id. */
  strangerFrom?: string;
  deactivated?: boolean;
};

/** A channel. Everybody who is no guest and no stranger is a member where `members` is left out; the bot is, unless `withoutBot`. */
export type ChannelSpec = {
  id: string;
  name: string;
  topic?: string;
  private?: boolean;
  members?: string[];
  withoutBot?: boolean;
  /** Shared with another organisation (`is_ext_shared`). */
  shared?: boolean;
  archived?: boolean;
};

/** A message that stands in the workspace from the start; the app hears nothing of it. `minutesAgo` counts from the first start. */
export type SeedMessage = { channel: string; from: string; text: string; minutesAgo: number; replies?: Omit<SeedMessage, 'channel' | 'replies'>[] };

/** What the app's manifest would tell Slack. Scopes and events are enforced only where they are given. */
export type AppSpec = {
  messageShortcuts: { callbackId: string; name: string }[];
  globalShortcuts: { callbackId: string; name: string }[];
  commands: { command: string; description: string; usageHint?: string }[];
  scopes?: string[];
  /** Event subscriptions as in the manifest: `message.channels`, `app_home_opened`, … */
  events?: string[];
};

/** How long Slack waits, in milliseconds of wall time; tests shorten it. `retryAfterMs` has one entry a repetition. */
export type Timing = { acknowledgeMs: number; retryAfterMs: number[] };

export type DoubleOptions = {
  /** Where the app listens for everything: `http://127.0.0.1:3000/slack/events`. A function where the port is known later. */
  appUrl: string | (() => string);
  signingSecret: string;
  botToken: string;
  people: PersonSpec[];
  channels: ChannelSpec[];
  messages?: SeedMessage[];
  app?: AppSpec;
  /** The workspace's time: what new messages are stamped with. */
  clock?: { now(): Date };
  /** Milliseconds since 1970 by the wall: signatures, trigger ids, rate limits and response URLs go by it. */
  wall?: () => number;
  timing?: Partial<Timing>;
  /** Base address of `api` as the app reaches it, with no slash at the end; `listen()` sets it itself. Response URLs start with it. */
  apiUrl?: string | (() => string);
  /** What `exportState()` gave earlier; the seed messages are then left out. */
  state?: unknown;
};

/** One person at the keyboard. Every method does what a click does in Slack, and resolves when the app has answered or given up. */
export interface PersonClient {
  readonly id: string;
  /** Posts as this person. Gives the new message's ts. `text` is what is typed: `&`, `<` and `>` are escaped as Slack does. */
  says(channel: string, text: string, options?: { thread?: string }): Promise<string>;
  edits(channel: string, ts: string, text: string): Promise<void>;
  deletes(channel: string, ts: string): Promise<void>;
  joins(channel: string): Promise<void>;
  /** Opens the app's Home tab (`app_home_opened`). */
  opensHome(): Promise<void>;
  /** Opens the app's Messages tab, or the DM with another person. Gives the conversation's id. */
  opensDm(user?: string): Promise<string>;
  /** A message shortcut where `on` names a message, a global one otherwise. */
  shortcut(callbackId: string, on?: { channel: string; ts: string }): Promise<Outcome>;
  command(command: string, text?: string, channel?: string): Promise<Outcome>;
  /** The topmost open modal. */
  modal(): View | undefined;
  /** Waits until a modal (with this callback_id) is topmost, at most ten seconds. An app mostly opens it after it has answered. */
  seesModal(callbackId?: string): Promise<View>;
  /** Waits until these words stand anywhere that this person can read, at most ten seconds. */
  sees(words: string): Promise<void>;
  home(): View | undefined;
  /** Answers one field of the modal, by block_id (or `block_id/action_id`); the app hears of it where the element dispatches. */
  choose(field: string, answer: Answer, place?: Place): Promise<Outcome>;
  fill(answers: Record<string, Answer>): Promise<Outcome>;
  /** Types without entering: the form keeps the answers, and the app hears nothing yet. */
  types(answers: Record<string, Answer>, place?: Place): void;
  /** What an external select offers for these letters. */
  suggestions(field: string, typed: string, place?: Place): Promise<{ text: string; value: string }[]>;
  /** Presses a button, or picks `answer` from a menu, by action_id. `value` tells apart several with that action_id. */
  press(actionId: string, place?: Place, which?: { value?: string; block?: string; answer?: Answer }): Promise<Outcome>;
  submit(): Promise<Submitted>;
  /** Closes the topmost modal (Cancel), or all (×). */
  closes(all?: boolean): Promise<void>;
  /** Everything this person can read in a conversation, ephemeral messages included: a line each, marks removed. */
  reads(channel: string): string;
  /** The same of everywhere: conversations, open modal, home. */
  readsAll(): string;
  messages(channel: string): Message[];
  ephemerals(channel: string): Ephemeral[];
  marksRead(channel: string): Promise<void>;
  unread(channel: string): number;
}

/** A Web API call as it came in, newest last. */
export type ApiCall = { method: string; args: Record<string, unknown>; at: number; answer: { ok: boolean; error?: string } & Record<string, unknown> };

/** A request that went to the app. `status` is missing where none came in time. */
export type Delivery = { kind: string; body: Record<string, unknown>; attempt: number; status?: number; ms: number };

/**
 * How the next call of a method goes wrong. `reset` drops the connection before the call has taken effect, `resetAfter` once it has;
 * `hang` never answers; `delayMs` answers late and well.
 */
export type Fault = { error: string } | { rateLimitedSeconds: number } | { status: number } | 'hang' | 'reset' | 'resetAfter' | { delayMs: number };

/** What one person may see of the workspace, without the messages. `other` is the second member of a DM. */
export type Overview = {
  people: PersonSpec[];
  app: AppSpec;
  conversations: { id: string; name: string; kind: 'channel' | 'private' | 'im'; topic: string; unread: number; lastRead: string; other?: string }[];
  modals: View[];
  now: Date;
};

export interface SlackDouble {
  /** The Web API (`POST /:method`) and the response URLs. Mount it anywhere; keep body parsers away from it. */
  readonly api: Router;
  readonly ids: { team: string; bot: string; botUser: string; app: string };
  /** The person at the keyboard. Throws for an id that is not in the workspace. */
  as(user: string): PersonClient;
  /** Serves `api` on a free loopback port. `apiUrl` ends with a slash, as `slackApiUrl` wants it. */
  listen(): Promise<{ apiUrl: string; close: () => Promise<void> }>;
  /** Resolves when no request to the app is under way (a repetition that waits for its minute does not count). */
  settled(): Promise<void>;
  /** Resolves when `holds` is true, looking after every change; rejects after `withinMs` of wall time (10,000). */
  until(holds: () => boolean, withinMs?: number): Promise<void>;
  /** Drops what waits for a repetition. */
  stop(): void;
  readonly calls: ApiCall[];
  callsTo(method: string): ApiCall[];
  readonly deliveries: Delivery[];
  failNext(method: string, fault: Fault, times?: number): void;
  /** Sends a request of `deliveries` once more: an event as Slack does after a missed acknowledgement, a click as a second press would. */
  redeliver(delivery: Delivery): Promise<Outcome>;
  messages(channel: string): Message[];
  /** `user_change`: the account is closed, or open again. */
  deactivate(user: string, deactivated?: boolean): Promise<void>;
  addPerson(person: PersonSpec): void;
  removeBot(channel: string): Promise<void>;
  inviteBot(channel: string): Promise<void>;
  archive(channel: string): void;
  /** The names and places that one person's screen needs. Throws for an id that is not in the workspace. */
  overview(user: string): Overview;
  exportState(): unknown;
  /** Called after every change that somebody can see. Gives the way to stop. */
  onChange(listener: () => void): () => void;
}
