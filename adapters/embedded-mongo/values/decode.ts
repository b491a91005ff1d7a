import { isUtf8 } from 'node:buffer';
import { BSONRegExp, Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { CommandError, notOffered } from '../errors.js';
import type { Doc, Value } from './value.js';

/** The bytes are no BSON. The connection that sent them is closed: nothing after them can be trusted. */
export class MalformedBson extends Error {}

/** What mongod takes by default: its manual says 100, its code counts to 180. */
const MAX_DEPTH = 180;

/** The largest date JavaScript can hold, in milliseconds from 1970. */
const MAX_DATE = 8.64e15;

const DEPRECATED: Readonly<Record<number, string>> = {
  0x06: 'undefined',
  0x0c: 'DBPointer',
  0x0d: 'JavaScript',
  0x0e: 'symbol',
  0x0f: 'JavaScript with scope',
};

/** The bytes of values that are always as long, by type. */
const LENGTHS: Readonly<Record<number, number>> = { 0x01: 8, 0x07: 12, 0x08: 1, 0x09: 8, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8, 0x13: 16, 0x7f: 0, 0xff: 0 };

class Reader {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  /** Claims `size` bytes and gives where they begin. */
  private take(size: number): number {
    const start = this.at;
    if (size < 0 || start + size > this.end) throw new MalformedBson('a value passes the end of its document');
    this.at += size;
    return start;
  }

  document(depth: number, inArray: false): Doc;
  document(depth: number, inArray: true): Value[];
  document(depth: number, inArray: boolean): Doc | Value[] {
    if (depth > MAX_DEPTH) throw new CommandError('Overflow', `Object depth exceeded ${MAX_DEPTH} levels`);
    const start = this.at;
    const size = this.int32();
    const stop = start + size;
    if (size < 5 || stop > this.end) throw new MalformedBson('a document passes the end of its container');
    if (this.bytes[stop - 1] !== 0) throw new MalformedBson('a document does not end with a zero byte');
    const inside = new Reader(this.bytes, this.at, stop - 1);
    this.at = stop;
    return inArray ? inside.elements(depth) : inside.fields(depth);
  }

  /** All fields, or those of these names. */
  fields(depth: number, wanted?: ReadonlySet<string>): Doc {
    const doc: Doc = new Map();
    while (this.at < this.end) {
      const type = this.byte();
      const name = this.cstring();
      if (wanted === undefined || wanted.has(name)) doc.set(name, this.value(type, depth));
      else this.skipValue(type);
    }
    return doc;
  }

  /** Passes over a value by its length, without looking into it. */
  private skipValue(type: number): void {
    switch (type) {
      case 0x02:
        return void this.take(this.int32());
      case 0x03:
      case 0x04:
        return void this.take(this.int32() - 4);
      case 0x05:
        return void this.take(this.int32() + 1);
      case 0x0b:
        this.skipName();
        return this.skipName();
      default: {
        const length = LENGTHS[type];
        if (length === undefined) throw new MalformedBson(`unknown BSON type ${type}`);
        this.take(length);
      }
    }
  }

  private elements(depth: number): Value[] {
    const list: Value[] = [];
    while (this.at < this.end) {
      const type = this.byte();
      this.skipName();
      list.push(this.value(type, depth));
    }
    return list;
  }

  private value(type: number, depth: number): Value {
    switch (type) {
      case 0x01:
        return new Double(this.bytes.readDoubleLE(this.take(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1, false);
      case 0x04:
        return this.document(depth + 1, true);
      case 0x05:
        return this.binary();
      case 0x07: {
        const start = this.take(12);
        return new ObjectId(Uint8Array.from(this.bytes.subarray(start, start + 12)));
      }
      case 0x08:
        return this.boolean();
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return this.regex();
      case 0x10:
        return new Int32(this.int32());
      case 0x11: {
        const low = this.int32();
        return new Timestamp({ t: this.int32() >>> 0, i: low >>> 0 });
      }
      case 0x12:
        return new Long(this.int32(), this.int32());
      case 0x13: {
        const start = this.take(16);
        return new Decimal128(Uint8Array.from(this.bytes.subarray(start, start + 16)));
      }
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default: {
        const deprecated = DEPRECATED[type];
        if (deprecated) throw notOffered(`The BSON type ${deprecated}`);
        throw new MalformedBson(`unknown BSON type ${type}`);
      }
    }
  }

  private byte(): number {
    return this.bytes.readUInt8(this.take(1));
  }

  private int32(): number {
    return this.bytes.readInt32LE(this.take(4));
  }

  private boolean(): boolean {
    const byte = this.byte();
    if (byte > 1) throw new MalformedBson('a boolean is neither 0 nor 1');
    return byte === 1;
  }

  private date(): Date {
    const milliseconds = new Long(this.int32(), this.int32()).toNumber();
    if (Math.abs(milliseconds) > MAX_DATE) throw notOffered('A date beyond the year 275760', 'Overflow');
    return new Date(milliseconds);
  }

  private regex(): BSONRegExp {
    const [pattern, options] = [this.cstring(), this.cstring()];
    if (/[^ilmsux]/.test(options)) throw new CommandError('Location51091', `invalid flag in regex options: ${options}`);
    return new BSONRegExp(pattern, options);
  }

  private binary(): Binary {
    const size = this.int32();
    const subtype = this.byte();
    const start = this.take(size);
    return new Binary(Uint8Array.from(this.bytes.subarray(start, start + size)), subtype);
  }

  private string(): string {
    const size = this.int32();
    if (size < 1) throw new MalformedBson('a string has no room for its end');
    const start = this.take(size);
    if (this.bytes[start + size - 1] !== 0) throw new MalformedBson('a string does not end with a zero byte');
    return this.text(start, start + size - 1);
  }

  private nameEnd(): number {
    const zero = this.bytes.indexOf(0, this.at);
    if (zero < 0 || zero >= this.end) throw new MalformedBson('a name has no end');
    return zero;
  }

  private skipName(): void {
    this.at = this.nameEnd() + 1;
  }

  private cstring(): string {
    const start = this.at;
    const zero = this.nameEnd();
    this.at = zero + 1;
    return this.text(start, zero);
  }

  private text(start: number, end: number): string {
    const text = this.bytes.toString('utf8', start, end);
    // Node puts U+FFFD where bytes are no UTF-8; only then is the slower check worth its time.
    if (text.includes('\uFFFD') && !isUtf8(this.bytes.subarray(start, end))) throw new MalformedBson('a string is no UTF-8');
    return text;
  }
}

const whole = (bytes: Uint8Array): Buffer => {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 5 || buffer.readInt32LE(0) !== buffer.length) throw new MalformedBson('a document is not as long as it says');
  return buffer;
};

/**
 * Reads one BSON document. Throws `MalformedBson` where the bytes are none, and a `CommandError` for types this store
 * does not keep and for documents nested too deeply.
 */
export const decode = (bytes: Uint8Array): Doc => {
  const buffer = whole(bytes);
  return new Reader(buffer, 0, buffer.length).document(0, false);
};

/** Reads these fields alone of a document that was checked when it was stored: the rest costs the reading of its lengths. */
export const decodeFields = (bytes: Uint8Array, names: ReadonlySet<string>): Doc => {
  const buffer = whole(bytes);
  return new Reader(buffer, 4, buffer.length - 1).fields(0, names);
};
