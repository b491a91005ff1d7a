import type { Audience, NoticeKind, Waits } from '../domain/intent.js';
import type { MessageRef } from './chat-platform.js';

/** One message to one person or place; its key is its `_id`, which makes it unique. Kept a year. */
export type Notice = {
  key: string;
  task: number | null;
  /** What it is about where that is no one task: a handoff by its id, a queue or a role by its key, tasks by their names. */
  about: string | null;
  kind: NoticeKind;
  to: Audience;
  /** Who caused it, for the text. */
  by: string;
  /** Where it stands, once it was posted. */
  ref: (MessageRef & { platform: string }) | null;
  /** The task's version that it shows, and the one that it should. */
  shown: number;
  wanted: number;
  /** `held` until it stands in another message, and `told` from then on. */
  state: 'queued' | 'sent' | 'failed' | 'held' | 'told';
  /** Which message it waits for, where it is none of its own. */
  waits?: Waits;
  /** What a message gathers: the keys of the notices that stand in it. */
  items?: readonly string[];
  /** It was deleted by hand, and posted anew: that is done once. */
  again?: boolean;
  /** Times it was taken since it was last right: a try that ended this process counts as well. */
  attempts: number;
  /** Wall time of the next try; null where nothing is left to do. */
  nextAt: Date | null;
  /** The platform's code of the last failure. */
  trouble: string | null;
};

/** A notice with the wall time at which it was added. */
export type AddedNotice = Notice & { addedAt: Date };

/** The outbox. Leases and back-off are wall time; `now` here is never the domain's. */
export type NoticeStore = {
  /** Adds notices that are not there yet: the key decides. */
  add(notices: readonly (Pick<Notice, 'key' | 'task' | 'kind' | 'to' | 'by' | 'wanted'> & Partial<Pick<Notice, 'about' | 'waits'>>)[], now: Date): Promise<void>;
  /** Asks for an edit of every card and line of a task that shows less than `version`. */
  refresh(task: number, version: number, now: Date): Promise<void>;
  /** The same of one notice, by its key. */
  renew(key: string, version: number, now: Date): Promise<void>;
  /** Takes the next notice that is due, for `leaseMs`; nobody else gets it meanwhile. */
  take(now: Date, leaseMs: number): Promise<Notice | null>;
  /** It stands at `ref` and shows `shown`. Due again at once where more is wanted by now. */
  sent(key: string, ref: NonNullable<Notice['ref']>, shown: number, now: Date): Promise<void>;
  /** Try again at `nextAt`. `asked`: the platform asked to wait, which was no try. */
  later(key: string, nextAt: Date, trouble: string, asked?: 'asked'): Promise<void>;
  /** It stands nowhere any more: posted anew at once, as if for the first time. */
  anew(key: string, now: Date): Promise<void>;
  /** Give up; kept for people to see. */
  failed(key: string, trouble: string): Promise<void>;
  /** There is nothing to say any more: what it was about is done. */
  unneeded(key: string): Promise<void>;
  /** One by its key, as it stands; null where there is none. */
  find(key: string): Promise<Notice | null>;
  /** Every notice about a task, the oldest first. */
  about(task: number): Promise<readonly AddedNotice[]>;
  /** Removes every notice about a task. */
  forget(task: number): Promise<void>;
  /** Those that were given up, the newest first. */
  dead(limit: number): Promise<readonly AddedNotice[]>;
  /** Tries one that was given up anew, as if for the first time. False where it is not given up any more. */
  resend(key: string, now: Date): Promise<boolean>;
  /** How many have something left to do. */
  waiting(): Promise<number>;
};
