import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Int32 } from 'bson';
import fc from 'fast-check';
import { CommandError } from '../../adapters/embedded-mongo/errors.js';
import { findNow } from '../../adapters/embedded-mongo/query/find.js';
import { parseSort, sortKey } from '../../adapters/embedded-mongo/query/sort.js';
import type { IndexSpec } from '../../adapters/embedded-mongo/storage/catalogue.js';
import { Store } from '../../adapters/embedded-mongo/storage/store.js';
import { compileUpdate } from '../../adapters/embedded-mongo/update/update.js';
import { compareValues, identical } from '../../adapters/embedded-mongo/values/compare.js';
import { decode, decodeFields } from '../../adapters/embedded-mongo/values/decode.js';
import { encode } from '../../adapters/embedded-mongo/values/encode.js';
import { encodeKey, invert } from '../../adapters/embedded-mongo/values/keys.js';
import { addNumbers, compareNumbers, toDouble } from '../../adapters/embedded-mongo/values/numbers.js';
import type { Doc, Value } from '../../adapters/embedded-mongo/values/value.js';
import { documents, filters, numbers, orders, values } from './arbitraries.js';

const many = { numRuns: 2000 };

describe('values', () => {
  test('keys have the order of the values', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(order);
        expect(Math.sign(Buffer.compare(invert(encodeKey(a)), invert(encodeKey(b))))).toBe(order === 0 ? 0 : -order);
      }),
      many,
    );
  });

  test('keys of numbers have the order of the numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(Math.sign(compareNumbers(a, b)));
      }),
      many,
    );
  });

  test('no key is the beginning of another', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [x, y] = [encodeKey(a), encodeKey(b)];
        if (!x.equals(y)) expect(x.equals(y.subarray(0, x.length))).toBe(false);
      }),
      many,
    );
  });

  test('documents survive their bytes', () => {
    fc.assert(
      fc.property(documents, (doc) => {
        const bytes = encode(doc);
        expect(identical(decode(bytes), doc)).toBe(true);
        expect(encode(decode(bytes)).equals(bytes)).toBe(true);
      }),
      many,
    );
  });

  test('some fields of a document are the same as those of the whole', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (doc, pick) => {
        const names = new Set([...doc.keys()].filter((_name, at) => ((pick >> at % 30) & 1) === 1));
        const some = new Map([...doc].filter(([name]) => names.has(name)));
        expect(encode(decodeFields(encode(doc), names))).toEqual(encode(some));
      }),
      many,
    );
  });

  test('bytes that are no document are refused, never misread', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.integer({ min: 0, max: 255 }), (doc, place, byte) => {
        const bytes = encode(doc);
        bytes[place % bytes.length] = byte;
        try {
          encode(decode(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      many,
    );
  });
});

describe('queries', () => {
  let folder: string;
  let store: Store;
  let made = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rounds-store-'));
    store = new Store(folder);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const spec = (key: Doc, sparse: boolean): IndexSpec => ({ name: 'i', key, unique: false, sparse, partialFilter: undefined, expireAfterSeconds: undefined });

  /** Arrays side by side have no key in an index, nor a place in a sort: MongoDB refuses them as well. */
  const orRefused = <T>(work: () => T): T | 'refused' => {
    try {
      return work();
    } catch (error) {
      if (error instanceof CommandError && error.codeName === 'CannotIndexParallelArrays') return 'refused';
      throw error;
    }
  };

  test('find the same with an index and without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(documents, { maxLength: 12 }), filters, orders, fc.option(orders, { nil: undefined }), fc.boolean(), async (docs, filter, key, sort, sparse) => {
        const ns = `p.c${(made += 1)}`;
        const outcome = await store.write((tx) => {
          docs.forEach((doc, n) => tx.insert(tx.ensureCollection(ns), new Map<string, Value>([['_id', new Int32(n)], ...doc])));
          const source = { tables: tx.tables, version: () => 0 };
          const plain = orRefused(() => findNow(source, tx.ensureCollection(ns), { filter, sort }));
          const indexed = orRefused(() => findNow(source, tx.addIndex(tx.ensureCollection(ns), spec(key, sparse)), { filter, sort }));
          return { plain, indexed };
        });
        await store.write((tx) => tx.dropCollection(tx.ensureCollection(ns)));
        if (outcome.plain === 'refused' || outcome.indexed === 'refused') return;
        const ids = (found: readonly { readonly doc: Doc }[]): string[] => found.map(({ doc }) => encodeKey(doc.get('_id')).toString('hex')).sort();
        expect(ids(outcome.indexed)).toEqual(ids(outcome.plain));
        const fields = parseSort(sort);
        const places = outcome.indexed.map(({ doc }) => (sort ? sortKey(doc, fields) : Buffer.alloc(0)));
        expect(places.every((place, at) => at === 0 || Buffer.compare(places[at - 1] ?? place, place) <= 0)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe('updates', () => {
  const field = fc.constantFrom('a', 'b', 'c');
  const model = new Map<string, (before: Value | undefined, operand: Value) => Value | undefined>([
    ['$set', (_before, operand) => operand],
    ['$unset', () => undefined],
    ['$max', (before, operand) => (before === undefined || compareValues(before, operand) < 0 ? operand : before)],
    ['$min', (before, operand) => (before === undefined || compareValues(before, operand) > 0 ? operand : before)],
    ['$push', (before, operand) => (before === undefined ? [operand] : Array.isArray(before) ? [...before, operand] : before)],
  ]);

  test('do to each field what the modifier says, and to no other', () => {
    fc.assert(
      fc.property(documents, field, fc.constantFrom(...model.keys()), values, (doc, name, modifier, operand) => {
        const before = doc.get(name);
        const isPlain = !(operand instanceof Map);
        fc.pre(isPlain && !(modifier === '$push' && before !== undefined && !Array.isArray(before)));
        const after = compileUpdate(new Map([[modifier, new Map([[name, operand]])]])).apply(doc, false);
        const expected = model.get(modifier)?.(before, operand);
        expect(identical(after.get(name) ?? 'missing', expected ?? 'missing')).toBe(true);
        for (const [other, value] of doc) if (other !== name) expect(after.get(other)).toBe(value);
      }),
      many,
    );
  });

  test('never change the document they are given', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom('a', 'a.b', 'b.0', 'c.a.b'), values, (doc, path, operand) => {
        const before = encode(doc);
        try {
          compileUpdate(new Map([['$set', new Map([[path, operand]])]])).apply(doc, false);
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
        expect(encode(doc).equals(before)).toBe(true);
      }),
      many,
    );
  });

  test('add whole numbers exactly, or not at all', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const sum = addNumbers(a, b);
        const whole = (n: typeof a): bigint | undefined => (n._bsontype === 'Int32' ? BigInt(n.value) : n._bsontype === 'Long' ? n.toBigInt() : undefined);
        const [x, y] = [whole(a), whole(b)];
        if (x !== undefined && y !== undefined && sum) expect(whole(sum)).toBe(x + y);
        else if (sum) expect(toDouble(sum)).toBe(toDouble(a) + toDouble(b));
      }),
      many,
    );
  });
});
