// The shapes at rest. The domain's own names stand at the top level; beside them what only the store needs.
import type { Address } from '../../src/ports/address-store.js';
import type { Absence, Span } from '../../src/domain/absence.js';
import type { AuditEntry } from '../../src/domain/audit.js';
import type { Handoff } from '../../src/domain/handoff.js';
import type { Entry } from '../../src/domain/history.js';
import type { Intent } from '../../src/domain/intent.js';
import type { Tombstone } from '../../src/domain/retention.js';
import type { Task } from '../../src/domain/task.js';
import type { Answer, Draft } from '../../src/ports/task-store.js';
import type { Attachment } from '../../src/ports/attachment-store.js';
import type { MailCursor } from '../../src/ports/inbox.js';
import type { IntakeSecret } from '../../src/ports/intake-secret-store.js';
import type { Session, SignInLink } from '../../src/ports/sign-in-store.js';
import type { Notice } from '../../src/ports/notice-store.js';
import type { Day } from '../../src/domain/insights/days.js';
import type { PlaybookVersion } from '../../src/ports/playbook-store.js';

/** Raised with a script that brings older documents along. */
export const SCHEMA_VERSION = 1;
type Versioned = { schemaVersion: number };

/** Every key of any of a union's members, with the values that it may have in them. */
type Flat<Union> = { [Key in Union extends unknown ? keyof Union : never]: Union extends Record<Key, infer Value> ? Value : never };

type Command = { id: string; answer: Answer };

/** What a write derives from the task, for indexes alone. An absent field is one that its sparse index leaves out. */
export type Derived = {
  /** Neither done nor cancelled. Most lists ask for just that, and get it in order from one range of an index. */
  open: boolean;
  reviewer?: string;
  /** 0 for what is to be read first. */
  urgency: number;
  sortDue: Date;
  attentionAt?: Date;
  /** When the last entry of its history was made: figures follow what changed. */
  changedAt?: Date;
  /** Of closed tasks alone: what retention counts from. */
  closedAt?: Date;
  words: string[];
  /** The marks of its patient references, by which a duplicate is found. */
  marks?: string[];
  /** The hash of the last entry: with `version` the anchor, without reading the history. */
  headHash: string;
};

export type TaskState = Omit<Flat<Task>, 'number' | 'history' | 'attentionAt'> & Derived & Versioned;

export type TaskDocument = TaskState & {
  _id: number;
  history: Entry[];
  intents: Intent[];
  /** When the oldest change was made that is not anchored, or whose intents are not carried out; absent where nothing is owed. */
  owingSince?: Date;
  /** The last 50, but not the one that made the task: that is `origin`. */
  commands: Command[];
  origin: Command;
};

export type CounterDocument = Versioned & { _id: string; value: number };
export type AnchorDocument = Versioned & { _id: number; seq: number; hash: string };
export type DraftDocument = Versioned & Omit<Draft, 'form'> & { _id: string; at: Date };
export type AddressDocument = Versioned & Address & { _id: string };
export type FeedDocument = Versioned & { _id: string; hash: string; at: Date };
export type SeenDocument = Versioned & { _id: string; at: Date };
export type NoticeDocument = Versioned & Omit<Notice, 'key' | 'nextAt'> & { _id: string; nextAt?: Date; addedAt: Date; /** Given up: few are, so that their index is small. */ dead?: boolean };
export type PlaybookDocument = Versioned & Omit<PlaybookVersion, 'version'> & { _id: number; /** The audit holds its making. */ recorded?: boolean };
export type AuditDocument = Versioned & Omit<AuditEntry, 'seq'> & { _id: number };
/** The last entry of a chain that has no document of its own. */
export type HeadDocument = Versioned & { _id: string; seq: number; hash: string };
export type TombstoneDocument = Versioned & Omit<Tombstone, 'number'> & { _id: number };
export type KeyMarkDocument = Versioned & { _id: string; current: string; older: string[] };
export type IntakeSecretDocument = Versioned & Omit<IntakeSecret, 'source'> & { _id: string };
export type MailCursorDocument = Versioned & MailCursor & { _id: string };
export type AttachmentDocument = Versioned & Omit<Attachment, 'id'> & { _id: string };
export type SignInLinkDocument = Versioned & Omit<SignInLink, 'hash'> & { _id: string };
export type SessionDocument = Versioned & Omit<Session, 'hash'> & { _id: string };
export type HandoffDocument = Versioned & Omit<Handoff, 'id' | 'lookAt'> & { _id: string; lookAt?: Date; addedAt: Date };
export type DayDocument = Versioned & Omit<Day, 'day'> & { _id: string };
export type AbsenceDocument = Versioned & Omit<Absence, 'person' | 'away'> & { _id: string; away: Span[] };
