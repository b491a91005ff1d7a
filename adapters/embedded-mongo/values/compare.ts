import type { BSONRegExp, Binary, ObjectId, Timestamp } from 'bson';
import { compareNumbers } from './numbers.js';
import { isDoc, isNumber, rankOf, RANK, type Doc, type NumberValue, type Value } from './value.js';

const compareText = (a: string, b: string): number =>
  // By bytes of UTF-8, where JavaScript would compare UTF-16 units and put astral characters too low.
  a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));

const compareBinary = (a: Binary, b: Binary): number =>
  a.position - b.position ||
  a.sub_type - b.sub_type ||
  Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position));

const compareDocs = (a: Doc, b: Doc): number => {
  const others = b[Symbol.iterator]();
  for (const [name, value] of a) {
    const other = others.next();
    if (other.done) return 1;
    const [otherName, otherValue] = other.value;
    const order = rankOf(value) - rankOf(otherValue) || compareText(name, otherName) || compareValues(value, otherValue);
    if (order !== 0) return order;
  }
  return a.size - b.size;
};

const compareLists = (a: readonly Value[], b: readonly Value[]): number => {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareValues(value, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

const COMPARE: Readonly<Record<number, (a: never, b: never) => number>> = {
  [RANK.number]: (a: NumberValue, b: NumberValue) => compareNumbers(a, b),
  [RANK.string]: compareText,
  [RANK.object]: compareDocs,
  [RANK.array]: compareLists,
  [RANK.binary]: compareBinary,
  [RANK.objectId]: (a: ObjectId, b: ObjectId) => Buffer.compare(a.id, b.id),
  [RANK.boolean]: (a: boolean, b: boolean) => Number(a) - Number(b),
  [RANK.date]: (a: Date, b: Date) => a.getTime() - b.getTime(),
  [RANK.timestamp]: (a: Timestamp, b: Timestamp) => a.compare(b),
  [RANK.regex]: (a: BSONRegExp, b: BSONRegExp) => compareText(a.pattern, b.pattern) || compareText(a.options, b.options),
};

/** MongoDB's comparison order for BSON values: negative, zero or positive. Types first, then values; field order counts. */
export const compareValues = (a: Value, b: Value): number => {
  const rank = rankOf(a);
  const order = rank - rankOf(b);
  if (order !== 0) return order;
  const compare = COMPARE[rank];
  return compare ? compare(a as never, b as never) : 0;
};

export const sameValue = (a: Value, b: Value): boolean => compareValues(a, b) === 0;

/** Equal to the byte: unlike `sameValue`, 1 and 1.0 differ, so that an update that changes only a number's type counts. */
export const identical = (a: Value, b: Value): boolean => {
  if (isDoc(a) && isDoc(b)) {
    if (a.size !== b.size) return false;
    const others = b[Symbol.iterator]();
    for (const [name, value] of a) {
      const other = others.next();
      if (other.done || other.value[0] !== name || !identical(value, other.value[1])) return false;
    }
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => identical(value, b[index] ?? null));
  }
  if (!sameValue(a, b)) return false;
  if (!isNumber(a) || !isNumber(b)) return true;
  return a._bsontype === b._bsontype && (a._bsontype !== 'Decimal128' || a.toString() === b.toString());
};
