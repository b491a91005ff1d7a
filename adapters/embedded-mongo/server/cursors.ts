import { randomBytes } from 'node:crypto';
import { CommandError } from '../errors.js';
import type { OutFields } from '../values/encode.js';
import { Turn } from './turn.js';

/** A document to be sent (raw), or `undefined`: nothing yet, and a place to pause. */
export type Batches = Iterator<Uint8Array | undefined, void>;

export interface Reading {
  readonly ns: string;
  readonly documents: Batches;
  /** How many documents may still follow; the cursor closes with the last. */
  readonly limit: number;
  /** Throws where the collection or the index has gone since. */
  readonly check: () => void;
}

interface Cursor extends Reading {
  left: number;
  usedAt: number;
}

export interface BatchRequest {
  /** The most documents wanted; 0 gives an empty first batch. */
  readonly size: number;
  readonly deadline: number;
  /** No cursor is left open. */
  readonly single?: boolean;
}

/** MongoDB's first batch where none is asked for. */
export const FIRST_BATCH = 101;

/** What an answer may carry, in bytes. */
const BATCH_BYTES = 16 * 1024 * 1024 - 64 * 1024;

/** MongoDB closes a cursor that nobody reads for ten minutes. */
export const IDLE_TIME = 10 * 60 * 1000;

/** Open cursors. They hold a position each, never a snapshot: what is written meanwhile may be seen, as in MongoDB. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  /** Starts to send a query's documents. */
  async start(reading: Reading, request: BatchRequest): Promise<OutFields> {
    const cursor: Cursor = { ...reading, left: reading.limit, usedAt: performance.now() };
    const { batch, done } = await fill(cursor, request);
    const id = done || request.single ? 0n : randomBytes(8).readBigUInt64BE() >> 1n;
    if (id !== 0n) this.open.set(id, cursor);
    return { cursor: { firstBatch: batch, id, ns: reading.ns } };
  }

  /** The next documents of a cursor. */
  async more(id: bigint, ns: string, request: BatchRequest): Promise<OutFields> {
    const cursor = this.open.get(id);
    if (!cursor || cursor.ns !== ns) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    // Out of the list while it is read: a second reader, and the sweep of idle cursors, must not touch it.
    this.open.delete(id);
    cursor.check();
    const { batch, done } = await fill(cursor, request);
    cursor.usedAt = performance.now();
    if (!done) this.open.set(id, cursor);
    return { cursor: { nextBatch: batch, id: done ? 0n : id, ns } };
  }

  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  /** Closes what nobody has read since `before`, on the clock of `performance.now()`. */
  closeIdle(before: number): void {
    for (const [id, { usedAt }] of this.open) if (usedAt < before) this.open.delete(id);
  }
}

const fill = async (cursor: Cursor, { size, deadline }: BatchRequest): Promise<{ readonly batch: Uint8Array[]; readonly done: boolean }> => {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  const turn = new Turn(deadline);
  while (batch.length < size && bytes < BATCH_BYTES && cursor.left > 0) {
    const { value, done } = cursor.documents.next();
    if (done) return { batch, done: true };
    if (value !== undefined) {
      batch.push(value);
      bytes += value.length;
      cursor.left -= 1;
    }
    if (turn.isOver()) {
      await turn.pass();
      cursor.check();
    }
  }
  return { batch, done: cursor.left <= 0 };
};
