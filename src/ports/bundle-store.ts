// Notices that wait to stand together in one message: what is held, and what has been gathered.
import type { NoticeKind } from '../domain/intent.js';
import type { PersonKey } from '../domain/playbook.js';
import type { Notice } from './notice-store.js';

export type Held = Pick<Notice, 'key' | 'kind' | 'task'> & { waits: NonNullable<Notice['waits']>; person: PersonKey };

/** A message that gathers notices, or counts tasks: `items` are the notices' keys, or what it is about. */
export type Gathered = { key: string; kind: NoticeKind; person: PersonKey; items: readonly string[] };

export type BundleStore = {
  /** Everything that is held, the oldest first. */
  held(): Promise<readonly Held[]>;
  /** Which of these stand in a message already: gathered by a process that did not get to say so. */
  gathered(keys: readonly string[]): Promise<readonly string[]>;
  /** Queues one message for all of the items. False where there is one with that key: somebody else was first. */
  gather(message: Gathered, now: Date): Promise<boolean>;
  /** Records one that will not be sent any more, unless it is there. */
  missed(message: Gathered, now: Date): Promise<void>;
  /** What became of those of these messages that there are. */
  known(keys: readonly string[]): Promise<ReadonlyMap<string, 'missed' | 'there'>>;
  /** They wait no more: they stand in a message, or wait for the digest. */
  settle(keys: readonly string[], why: 'gathered' | 'over_the_cap'): Promise<void>;
  /** The notices that stand in a message. */
  items(keys: readonly string[]): Promise<readonly Held[]>;
  /** How many messages there are whose key begins so, counted without gaps from `<prefix>1`. */
  count(prefix: string): Promise<number>;
};
