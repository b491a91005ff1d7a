import type { Anchor } from '../domain/history.js';
import type { Closable, Tombstone } from '../domain/retention.js';

/** A closed task as retention looks at it, with the head of its history. */
export type ClosedTask = Closable & { version: number; head: Anchor };

export type RetentionStore = {
  /** Tasks that closed by then and have nothing left to be carried out, the longest closed first, streamed. */
  closedBy(at: Date): AsyncIterable<ClosedTask>;
  /** The tombstone of a task; laid before the task is removed. */
  tombstone(number: number): Promise<Tombstone | null>;
  /** Lays a tombstone, in place of one that was laid before. */
  bury(tombstone: Tombstone): Promise<void>;
  /** Takes it away again: the task went on in the meantime. */
  unbury(number: number): Promise<void>;
  /** Removes the task where it is still closed and at this version. False where it changed. */
  remove(number: number, version: number): Promise<boolean>;
  /** Every tombstone, ascending, streamed. */
  tombstones(): AsyncIterable<Tombstone>;
};
