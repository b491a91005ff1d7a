// A task's history: append-only, each entry carrying the hash of the one before, so that any edit, removal or reordering shows.
import { createHash } from 'node:crypto';
import type { Door, Status } from './words.js';

/** A changed value. Structural ones (owner, due, priority) say from and to; a type's fields say their name alone. */
export type Change = { name: string; from?: string | null; to?: string | null };

export type Entry = {
  /** Counts from 1, without gaps. */
  seq: number;
  at: Date;
  /** A person's key, or `system`. */
  actor: string;
  door: Door;
  verb: string;
  from: Status | null;
  to: Status;
  changes: readonly Change[];
  why: string | null;
  /** What a notice or a suggestion adds, as plain facts without patient data. */
  facts?: Readonly<Record<string, string | number | boolean>>;
  prev: string;
  hash: string;
};

/** JSON with sorted keys and ISO dates: equal values give equal bytes, whatever store they passed through. */
export const canonical = (value: unknown): string => {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const pairs = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
};

/** The first entry points at its task, so that no history can be moved to another. */
export const genesis = (task: string) => createHash('sha256').update(`rounds:${task}`).digest('hex');

/** What an entry of any chain is known by. */
export const hashOf = (entry: object) => createHash('sha256').update(canonical(entry)).digest('hex');

/** The history with one more entry, chained to the last. */
export const append = (task: string, history: readonly Entry[], entry: Omit<Entry, 'seq' | 'prev' | 'hash'>): Entry[] => {
  const unsigned = { ...entry, seq: history.length + 1, prev: history.at(-1)?.hash ?? genesis(task) };
  return [...history, { ...unsigned, hash: hashOf(unsigned) }];
};

export type Fault = { seq: number; fault: 'edited' | 'missing_or_moved' | 'truncated' };
/** The last entry that was seen, kept outside the document: without it a cut tail would not show. */
export type Anchor = { seq: number; hash: string };

/** Every fault of a chain; none means that it is whole. */
export const verify = (task: string, history: readonly Entry[], anchor: Anchor | null): Fault[] => {
  const faults = history.flatMap((entry, index): Fault[] => {
    const { hash, ...unsigned } = entry;
    const before = history[index - 1];
    const inPlace = entry.seq === index + 1 && entry.prev === (before?.hash ?? genesis(task));
    return [
      ...(hashOf(unsigned) === hash ? [] : [{ seq: index + 1, fault: 'edited' as const }]),
      ...(inPlace ? [] : [{ seq: index + 1, fault: 'missing_or_moved' as const }]),
    ];
  });
  if (anchor === null || history[anchor.seq - 1]?.hash === anchor.hash) return faults;
  return [...faults, { seq: anchor.seq, fault: history.length < anchor.seq ? 'truncated' : 'edited' }];
};
