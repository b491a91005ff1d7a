import type { Value } from './value.js';

/**
 * What an answer may hold: stored values, raw BSON documents (as `Uint8Array`), and plain JavaScript for what the server
 * says itself. A JavaScript number becomes an int where it is one, else a double; a bigint a long; `undefined` is left out.
 */
export type Out = Value | number | bigint | Uint8Array | readonly Out[] | OutFields | undefined;

export interface OutFields {
  readonly [name: string]: Out;
}

class Writer {
  private bytes = Buffer.allocUnsafe(1024);
  private at = 0;

  private claim(size: number): number {
    const start = this.at;
    this.at += size;
    if (this.at > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    return start;
  }

  result(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  document(entries: Iterable<readonly [string, Out]>): void {
    const start = this.claim(4);
    for (const [name, value] of entries) if (value !== undefined) this.element(name, value);
    this.byte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private array(list: readonly Out[]): void {
    const start = this.claim(4);
    list.forEach((value, index) => this.element(String(index), value === undefined ? null : value));
    this.byte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private byte(value: number): void {
    const start = this.claim(1);
    this.bytes[start] = value;
  }

  private int32(value: number): void {
    const start = this.claim(4);
    this.bytes.writeInt32LE(value, start);
  }

  private int64(low: number, high: number): void {
    this.int32(low | 0);
    this.int32(high | 0);
  }

  private double(value: number): void {
    const start = this.claim(8);
    this.bytes.writeDoubleLE(value, start);
  }

  private raw(bytes: Uint8Array): void {
    const start = this.claim(bytes.length);
    this.bytes.set(bytes, start);
  }

  private cstring(text: string): void {
    const start = this.claim(Buffer.byteLength(text) + 1);
    this.bytes.write(text, start, 'utf8');
    this.bytes[this.at - 1] = 0;
  }

  private head(type: number, name: string): void {
    this.byte(type);
    this.cstring(name);
  }

  private number(name: string, value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
      this.head(0x10, name);
      this.int32(value);
    } else {
      this.head(0x01, name);
      this.double(value);
    }
  }

  private bigint(name: string, value: bigint): void {
    this.head(0x12, name);
    const start = this.claim(8);
    this.bytes.writeBigInt64LE(value, start);
  }

  private element(name: string, value: Exclude<Out, undefined>): void {
    if (value === null) return this.head(0x0a, name);
    switch (typeof value) {
      case 'string':
        this.head(0x02, name);
        this.int32(Buffer.byteLength(value) + 1);
        return this.cstring(value);
      case 'boolean':
        this.head(0x08, name);
        return this.byte(value ? 1 : 0);
      case 'number':
        return this.number(name, value);
      case 'bigint':
        return this.bigint(name, value);
      default:
        return this.object(name, value);
    }
  }

  private object(name: string, value: Exclude<Out, undefined | null | string | boolean | number | bigint>): void {
    if (value instanceof Map) {
      this.head(0x03, name);
      return this.document(value);
    }
    if (isList(value)) {
      this.head(0x04, name);
      return this.array(value);
    }
    if (value instanceof Date) {
      return this.date(name, value);
    }
    if (value instanceof Uint8Array) {
      this.head(0x03, name);
      return this.raw(value);
    }
    if (isFields(value)) {
      this.head(0x03, name);
      return this.document(Object.entries(value));
    }
    return this.scalar(name, value);
  }

  private date(name: string, value: Date): void {
    this.head(0x09, name);
    const start = this.claim(8);
    this.bytes.writeBigInt64LE(BigInt(value.getTime()), start);
  }

  private scalar(name: string, value: Bson): void {
    switch (value._bsontype) {
      case 'Int32':
        this.head(0x10, name);
        return this.int32(value.value);
      case 'Double':
        this.head(0x01, name);
        return this.double(value.value);
      case 'Long':
        this.head(0x12, name);
        return this.int64(value.low, value.high);
      case 'Timestamp':
        this.head(0x11, name);
        return this.int64(value.low, value.high);
      case 'Decimal128':
        this.head(0x13, name);
        return this.raw(value.bytes);
      case 'ObjectId':
        this.head(0x07, name);
        return this.raw(value.id);
      case 'Binary':
        this.head(0x05, name);
        this.int32(value.position);
        this.byte(value.sub_type);
        return this.raw(value.buffer.subarray(0, value.position));
      case 'BSONRegExp':
        this.head(0x0b, name);
        this.cstring(value.pattern);
        return this.cstring(value.options);
      case 'MinKey':
        return this.head(0xff, name);
      case 'MaxKey':
        return this.head(0x7f, name);
    }
  }
}

type Bson = Extract<Value, { readonly _bsontype: string }>;

const isList = (value: object): value is readonly Out[] => Array.isArray(value);

const isFields = (value: Bson | OutFields): value is OutFields => !('_bsontype' in value);

/** Writes one BSON document. */
export const encode = (doc: ReadonlyMap<string, Out> | OutFields): Buffer => {
  const writer = new Writer();
  writer.document(doc instanceof Map ? (doc as ReadonlyMap<string, Out>) : Object.entries(doc));
  return writer.result();
};
