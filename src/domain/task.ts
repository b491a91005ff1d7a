// The task: one piece of work with exactly one accountable owner, as one document.
import type { PersonKey, QueueKey, TypeKey } from './playbook.js';
import type { Entry } from './history.js';
import { STATUSES } from './words.js';
import type { CameBy, Door, Priority, Status } from './words.js';

export { CAME_BY, DOORS, PRIORITIES, STATUSES } from './words.js';
export type { CameBy, Door, Priority, Status } from './words.js';

/** Encrypted text: the domain carries it and cannot read it. `mark`, of a patient reference: equal references have equal ones, and nobody reads them back without the key. */
export type Sealed = { sealed: string; key: string; mark?: string };

/** Dates are `YYYY-MM-DD`, moments ISO UTC, money a number of dollars, choices their keys; patient references are sealed. */
export type FieldValue = string | number | boolean | readonly string[] | Sealed;
export type Fields = Readonly<Record<string, FieldValue>>;

export const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && 'sealed' in value;

/** The message that a task was made of: in chat, or what a door without a person brought. Absent in tasks made without one. */
export type Source = {
  /** The chat platform; the door's own name where no person stood at it. */
  platform: string;
  /** Its channel there; the intake source, or the mailbox. */
  channel: string;
  /** The message's own id in its channel, and its thread's. */
  ts: string;
  thread: string;
  link: string | null;
  author: string | null;
  /** What became of the message since; the task never follows silently. */
  changed: 'edited' | 'deleted' | null;
};

/** The internal target, on business time or around the clock. While a waiting reason pauses it, `pausedSince` says from when. */
export type Due = { at: Date; pausedSince: Date | null; clock: 'business' | 'always' };

/** The legal or payer limit on calendar time: it never pauses. */
export type Deadline = { at: Date; extended: boolean };

export const BLOCK_NEEDS = ['information', 'decision', 'signature', 'equipment', 'task', 'other'] as const;
export type BlockNeed = (typeof BLOCK_NEEDS)[number];

export const CANCEL_REASONS = ['duplicate', 'not_a_task', 'no_longer_needed'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

type Open =
  | { status: 'todo' }
  | { status: 'in_progress' }
  | { status: 'waiting'; on: string; chaseAt: Date }
  | { status: 'blocked'; need: BlockNeed; from: PersonKey | null; task: number | null }
  | { status: 'in_review'; reviewer: PersonKey; outcome: string; followUp: boolean }
  | { status: 'done'; outcome: string };
type Cancelled<Before> = { status: 'cancelled'; reason: CancelReason; duplicateOf: number | null; before: Before };

/** The status and what only that status has. */
export type ConfirmedState = Open | Cancelled<Exclude<Open, { status: 'done' }>>;
export type TriageState = { status: 'triage' } | Cancelled<{ status: 'triage' }>;

/** Before a person has confirmed type and priority, nothing of this is certain. */
type Unconfirmed = { state: TriageState; type: TypeKey | null; priority: null; owner: PersonKey | null; due: null; deadline: null };
type Confirmed = { state: ConfirmedState; type: TypeKey; priority: Priority; owner: PersonKey; due: Due; deadline: Deadline | null };

export type Note = { at: Date; by: PersonKey; text: Sealed };
export type Links = {
  followUpOf: number | null;
  followUps: readonly number[];
  /** Tasks that wait for this one. */
  holdsUp: readonly number[];
  /** Tasks that were cancelled as duplicates of this one. */
  duplicates: readonly number[];
};

export type Common = {
  number: number;
  /** Counts the changes: always the `seq` of the last history entry. */
  version: number;
  typeVersion: number;
  queue: QueueKey;
  requester: PersonKey;
  /** Who was at the shared login that took it in, by their own word: nobody has proved it. Null at everybody's own login. */
  takenInBy: PersonKey | null;
  cameBy: CameBy;
  fields: Fields;
  source: Source | null;
  sourceText: Sealed | null;
  notes: readonly Note[];
  links: Links;
  /** Attempts to reach the patient. */
  attempts: number;
  reopened: number;
  snoozedUntil: Date | null;
  /** Who said that they look after it, and until when. */
  onIt: { by: PersonKey; until: Date } | null;
  /** Moments up to here were looked after by the sweep. */
  attendedAt: Date;
  createdAt: Date;
  /** When it came into its status. */
  since: Date;
  /** The next moment that anything is owed on it. */
  attentionAt: Date | null;
  history: readonly Entry[];
};

export type UnconfirmedTask = Common & Unconfirmed;
export type ConfirmedTask = Common & Confirmed;
export type Task = UnconfirmedTask | ConfirmedTask;

export const isConfirmed = (task: Task): task is ConfirmedTask => task.priority !== null;
/** Doors at which no person stands: what comes by them is the system's, and goes to triage. */
export const UNATTENDED_DOORS = ['webhook', 'mail', 'job'] as const satisfies readonly Door[];
export type UnattendedDoor = (typeof UNATTENDED_DOORS)[number];
/** The chat thread that a task was made in, where Rounds can say something; null where there is none. */
export const chatThread = ({ source }: Pick<Task, 'source'>): { platform: string; channel: string; ts: string } | null =>
  source === null || UNATTENDED_DOORS.some((door) => door === source.platform) ? null : { platform: source.platform, channel: source.channel, ts: source.thread };
/** Neither done nor cancelled. */
export const OPEN_STATUSES: readonly Status[] = STATUSES.filter((status) => status !== 'done' && status !== 'cancelled');
export const isClosed = (task: { state: { status: Status } }) => task.state.status === 'done' || task.state.status === 'cancelled';

/** `T-1042`, as people and buttons name a task. */
export const taskName = (number: number) => `T-${number}`;
/** The number in `T-12`, `t12` or `12`; null where there is none. */
export const taskNumber = (text: string): number | null => {
  const digits = /^\s*(?:t-?)?(\d{1,9})\s*$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
};
