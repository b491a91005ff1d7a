import type { Database } from 'lmdb';

export type Table = Database<Buffer, Buffer>;

/** The tables of the store: raw BSON by `_id`, index entries, answers of retryable writes, the catalogue, and the last id given. */
export interface Tables {
  readonly documents: Table;
  readonly entries: Table;
  readonly replays: Table;
  readonly catalogue: Table;
  readonly counters: Table;
}
