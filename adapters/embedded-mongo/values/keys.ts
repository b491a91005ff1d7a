import { createHash } from 'node:crypto';
import type { BSONRegExp, Binary, ObjectId, Timestamp } from 'bson';
import { isFiniteValue, isNaNValue, subtract, toDouble, toExact, truncateToDouble, type Exact } from './numbers.js';
import { RANK, rankOf, type Doc, type NumberValue, type Value } from './value.js';

/**
 * A value as bytes whose order (memcmp) is MongoDB's order of values. Each encoding ends itself, so that several can
 * follow each other in one key. Two values have the same bytes only if MongoDB calls them equal: 1 and 1.0 do.
 */
class KeyWriter {
  private readonly chunks: Buffer[] = [];

  result(): Buffer {
    return Buffer.concat(this.chunks);
  }

  value(value: Value): void {
    const rank = rankOf(value);
    this.byte(rank);
    PAYLOAD[rank]?.(this, value as never);
  }

  byte(...bytes: number[]): void {
    this.chunks.push(Buffer.from(bytes));
  }

  bytes(bytes: Uint8Array): void {
    this.chunks.push(Buffer.from(bytes));
  }

  uint(size: 4 | 8, value: bigint): void {
    const buffer = Buffer.allocUnsafe(8);
    buffer.writeBigUInt64BE(value);
    this.chunks.push(buffer.subarray(8 - size));
  }

  /** A zero byte inside is written as 00 FF, and the end as 00 00, so that a text sorts before its continuations. */
  text(text: string): void {
    const bytes = Buffer.from(text);
    let from = 0;
    for (let zero = bytes.indexOf(0); zero >= 0; zero = bytes.indexOf(0, from)) {
      this.chunks.push(bytes.subarray(from, zero + 1));
      this.byte(0xff);
      from = zero + 1;
    }
    this.chunks.push(bytes.subarray(from));
    this.byte(0, 0);
  }
}

const magnitudeBytes = (double: number): Buffer => {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(Math.abs(double));
  return bytes;
};

/** What a double leaves over of an exact number: nothing, or a decimal fraction by place and digits. Never negative. */
const remainderBytes = (rest: Exact): Buffer => {
  const digits = (rest.digits < 0n ? -rest.digits : rest.digits).toString();
  if (digits === '0') return Buffer.from([0]);
  const significant = digits.replace(/0+$/, '');
  const place = digits.length + rest.exponent + 0x8000;
  return Buffer.from([1, place >> 8, place & 0xff, ...[...significant].map((digit) => digit.charCodeAt(0)), 0]);
};

const finiteNumber = (value: NumberValue): readonly [negative: boolean, bytes: Buffer] => {
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') {
    return [value.value < 0, Buffer.concat([magnitudeBytes(value.value), Buffer.from([0])])];
  }
  const exact = toExact(value);
  const double = truncateToDouble(exact);
  const rest = subtract(exact, toExact({ _bsontype: 'Double', value: double } as NumberValue));
  return [exact.digits < 0n, Buffer.concat([magnitudeBytes(double), remainderBytes(rest)])];
};

/** NaN 00 · negative 01 with every bit turned · zero 02 · positive 03. Infinity is the largest double image. */
const writeNumber = (writer: KeyWriter, value: NumberValue): void => {
  if (isNaNValue(value)) return writer.byte(0);
  const [negative, bytes] = isFiniteValue(value)
    ? finiteNumber(value)
    : [toDouble(value) < 0, Buffer.concat([magnitudeBytes(Infinity), Buffer.from([0])])];
  if (!negative && bytes.every((byte) => byte === 0)) return writer.byte(2);
  writer.byte(negative ? 1 : 3);
  writer.bytes(negative ? invert(bytes) : bytes);
};

const writeDoc = (writer: KeyWriter, doc: Doc): void => {
  for (const [name, value] of doc) {
    writer.byte(rankOf(value));
    writer.text(name);
    writer.value(value);
  }
  writer.byte(0);
};

const writeList = (writer: KeyWriter, list: readonly Value[]): void => {
  for (const value of list) writer.value(value);
  writer.byte(0);
};

const writeBinary = (writer: KeyWriter, value: Binary): void => {
  writer.uint(4, BigInt(value.position));
  writer.byte(value.sub_type);
  writer.bytes(value.buffer.subarray(0, value.position));
};

const PAYLOAD: Readonly<Record<number, (writer: KeyWriter, value: never) => void>> = {
  [RANK.number]: writeNumber,
  [RANK.string]: (writer, value: string) => writer.text(value),
  [RANK.object]: writeDoc,
  [RANK.array]: writeList,
  [RANK.binary]: writeBinary,
  [RANK.objectId]: (writer, value: ObjectId) => writer.bytes(value.id),
  [RANK.boolean]: (writer, value: boolean) => writer.byte(value ? 1 : 0),
  [RANK.date]: (writer, value: Date) => writer.uint(8, BigInt.asUintN(64, BigInt(value.getTime()) + 2n ** 63n)),
  [RANK.timestamp]: (writer, value: Timestamp) => writer.uint(8, BigInt.asUintN(64, value.toBigInt())),
  [RANK.regex]: (writer, value: BSONRegExp) => {
    writer.text(value.pattern);
    writer.text(value.options);
  },
};

/** A value as order-preserving bytes; `undefined` is the empty array's place in an index, below null. */
export const encodeKey = (value: Value | undefined): Buffer => {
  if (value === undefined) return Buffer.from([RANK.undefined]);
  const writer = new KeyWriter();
  writer.value(value);
  return writer.result();
};

/** Turns the order of keys around, for descending fields. */
export const invert = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => 0xff - byte));

/** The first key after every key that begins with `prefix`. */
export const afterPrefix = (prefix: Uint8Array): Buffer => {
  let last = prefix.length - 1;
  while (last >= 0 && prefix[last] === 0xff) last -= 1;
  const next = Buffer.from(prefix.subarray(0, last + 1));
  const byte = next[last];
  if (byte === undefined) throw new RangeError('no key follows this prefix');
  next[last] = byte + 1;
  return next;
};

export const uint32Key = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const HASH_BYTES = 32;

/**
 * A key that fits: longer ones keep their beginning and end in a hash. The order among keys with the same beginning is
 * lost, so that whoever sorts by such keys must not trust them, and whoever searches compares the documents.
 */
export const shorten = (key: Buffer, limit: number): Buffer => {
  if (key.length <= limit) return key;
  const kept = limit - HASH_BYTES;
  return Buffer.concat([key.subarray(0, kept), createHash('sha256').update(key.subarray(kept)).digest()]);
};

/** The part of a key that `shorten` never touches, for searches: all keys that begin with `key` begin with it. */
export const untouched = (key: Buffer, limit: number): Buffer => key.subarray(0, limit - HASH_BYTES);
