import type { IndexField } from '../storage/catalogue.js';
import { afterPrefix, encodeKey, invert } from '../values/keys.js';
import { rankOf, type Value } from '../values/value.js';
import type { Constraint } from './constraints.js';

/** A stretch of one field's keys: those that begin with `low`, up to those that begin with `high`, both included. */
export interface Interval {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** The stretches of an index field in which every document that satisfies a constraint has a key. */
export interface Intervals {
  readonly list: readonly Interval[];
  /** Each stretch is one value, so that the next field of the index can narrow it further. */
  readonly points: boolean;
}

const point = (value: Value): Interval => {
  const key = encodeKey(value);
  return { low: key, high: key };
};

const wholeType = (value: Value): Buffer => Buffer.from([rankOf(value)]);

/** A text's key without its end, which is where its continuations begin as well. */
const openText = (text: string): Buffer => encodeKey(text).subarray(0, -2);

const range = ({ low, high }: Constraint, multikey: boolean): Interval | undefined => {
  const type = low ?? high;
  if (type === undefined) return undefined;
  // Of an array, one element may be above the one bound and another below the other: only one end may narrow the search.
  const both = low === undefined || high === undefined || (!multikey && rankOf(low) === rankOf(high));
  return {
    low: low === undefined ? wholeType(type) : encodeKey(low),
    high: high === undefined || !both ? wholeType(type) : encodeKey(high),
  };
};

const ascending = (constraint: Constraint, multikey: boolean): Intervals | undefined => {
  const [shortest] = [...constraint.points].sort((a, b) => a.length - b.length);
  if (shortest) return { list: distinct(shortest.map(point)), points: true };
  const stretch = range(constraint, multikey);
  if (stretch) return { list: [stretch], points: false };
  if (!constraint.prefix) return undefined;
  const text = openText(constraint.prefix.text);
  return { list: [{ low: text, high: text }, point(constraint.prefix.regex)], points: false };
};

/** In the order of keys, so that what an index finds under `$in` comes in its order. */
const distinct = (list: readonly Interval[]): Interval[] =>
  [...new Map(list.map((interval) => [interval.low.toString('latin1'), interval])).values()].sort((a, b) => Buffer.compare(a.low, b.low));

/** Turned around, the ends change places: whatever begins with `low` begins, inverted, with its inverse. */
const descending = ({ low, high }: Interval): Interval => ({ low: invert(high), high: invert(low) });

/** The stretches of a field of an index; `undefined` where the constraint does not narrow it. */
export const intervalsFor = (field: IndexField, constraint: Constraint, multikey: boolean): Intervals | undefined => {
  const found = ascending(constraint, multikey);
  return found && field.descending ? { ...found, list: found.list.map(descending).reverse() } : found;
};

/** The first key after an interval. */
export const endOf = (interval: Interval): Buffer => afterPrefix(interval.high);
