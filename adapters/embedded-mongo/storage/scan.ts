import type { Table } from './tables.js';

/** Keys from `start` up to, but without, `end`. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

const CHUNK = 64;

const chunk = (table: Table, { start, end }: KeyRange, reverse: boolean): Entry[] => [
  ...table.getRange(
    reverse
      ? { start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse: true, limit: CHUNK }
      : { start, end, limit: CHUNK },
  ),
];

const restAfter = (range: KeyRange, { key }: Entry, reverse: boolean): KeyRange =>
  reverse ? { start: range.start, end: key } : { start: Buffer.concat([key, Buffer.from([0])]), end: range.end };

/**
 * The entries of a range. It may stop for as long as it likes between two entries, as it holds no snapshot: it remembers
 * its position, and seeks again whenever `version` says that the store has changed.
 */
export function* scan(table: Table, range: KeyRange, reverse: boolean, version: () => number): Generator<Entry, void> {
  let rest = range;
  for (;;) {
    const seen = version();
    const entries = chunk(table, rest, reverse);
    for (const entry of entries) {
      rest = restAfter(rest, entry, reverse);
      yield entry;
      if (version() !== seen) break;
    }
    if (entries.length < CHUNK && version() === seen) return;
  }
}
