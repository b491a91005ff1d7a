import { describe, expect, test } from '@jest/globals';
import type { Document } from 'mongodb';
import { codeOf, useDatabase } from '../../support/mongodb.js';
import { ASCENDING, QUERY_CASES } from './query-cases.js';

describe('queries', () => {
  const suite = useDatabase();

  test.each(QUERY_CASES)('%s', async (_name, filter, document, expected) => {
    const collection = suite.collection();
    await collection.insertOne({ ...document });
    if (typeof expected === 'number') expect(await codeOf(collection.findOne(filter))).toBe(expected);
    else expect((await collection.findOne(filter)) !== null).toBe(expected);
  });

  test.each(QUERY_CASES.filter(([, , , expected]) => typeof expected === 'boolean'))('with an index: %s', async (_name, filter, document, expected) => {
    const collection = suite.collection();
    for (const field of Object.keys(filter).filter((name) => !name.startsWith('$') && !/\.\d/.test(name))) await collection.createIndex({ [field]: 1 });
    await collection.insertOne({ ...document });
    expect((await collection.findOne(filter)) !== null).toBe(expected);
  });

  test.each([
    ['without an index', false],
    ['by an index', true],
  ])('values of all types sort in one order, %s', async (_name, indexed) => {
    const collection = suite.collection();
    if (indexed) await collection.createIndex({ v: 1 });
    const documents: Document[] = ASCENDING.map((v, place) => ({ _id: place as never, v }));
    await collection.insertMany([...documents].reverse());
    const up = await collection.find().sort({ v: 1 }).toArray();
    expect(up.map(({ _id }) => Number(_id))).toEqual(ASCENDING.map((_, place) => place));
    const down = await collection.find().sort({ v: -1 }).toArray();
    expect(down.map(({ _id }) => Number(_id))).toEqual(ASCENDING.map((_, place) => place).reverse());
  });

  test('arrays sort by their smallest element going up and by their largest going down', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ n: 'wide', v: [1, 9] }, { n: 'middle', v: 5 }, { n: 'empty', v: [] }, { n: 'missing' }]);
    const names = async (direction: 1 | -1) => (await collection.find().sort({ v: direction }).toArray()).map(({ n }) => n as string);
    expect(await names(1)).toEqual(['empty', 'missing', 'wide', 'middle']);
    expect(await names(-1)).toEqual(['wide', 'middle', 'missing', 'empty']);
  });

  test('skip and limit count what matches', async () => {
    const collection = suite.collection();
    await collection.insertMany(Array.from({ length: 20 }, (_, n) => ({ n })));
    const found = await collection.find({ n: { $gte: 5 } }).sort({ n: -1 }).skip(2).limit(3).toArray();
    expect(found.map(({ n }) => n as number)).toEqual([17, 16, 15]);
  });

  test('a collection that is not there has nothing', async () => {
    expect(await suite.collection().find({ a: 1 }).toArray()).toEqual([]);
    expect(await suite.collection().countDocuments()).toBe(0);
  });

  test('distinct gives values and elements once', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ a: 1 }, { a: [2, 1] }, { a: 3 }, { b: 1 }]);
    expect(await collection.distinct('a')).toEqual([1, 2, 3]);
    expect(await collection.distinct('a', { a: 1 })).toEqual([1, 2]);
  });

  test('documents come back as they went in', async () => {
    const collection = suite.collection();
    const document = { _id: 'x' as never, z: 1, a: { '10': 1, '2': 2 }, list: [null, true, new Date(5)], text: 'ü\u{1F600}' };
    await collection.insertOne(document);
    expect(await collection.findOne({ _id: 'x' as never })).toEqual(document);
  });
});

describe('projections', () => {
  const suite = useDatabase();
  const document = { _id: 1 as never, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, { x: 3, y: 4 }, 5] };

  test.each<readonly [name: string, projection: Document, expected: Document]>([
    ['fields in', { a: 1 }, { _id: 1, a: 1 }],
    ['fields in, without _id', { a: 1, _id: 0 }, { a: 1 }],
    ['fields out', { list: 0, b: 0 }, { _id: 1, a: 1 }],
    ['a path in', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['a path out', { 'b.c': 0, list: 0 }, { _id: 1, a: 1, b: { d: 3 } }],
    ['a path through an array', { 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, { x: 3 }] }],
    ['_id alone', { _id: 1 }, { _id: 1 }],
    ['$slice', { a: 1, list: { $slice: 1 } }, { _id: 1, a: 1, list: [{ x: 1, y: 2 }] }],
    ['$slice from the end', { b: 0, a: 0, list: { $slice: -1 } }, { _id: 1, list: [5] }],
    ['$elemMatch', { list: { $elemMatch: { x: 3 } } }, { _id: 1, list: [{ x: 3, y: 4 }] }],
  ])('%s', async (_name, projection, expected) => {
    const collection = suite.collection();
    await collection.insertOne(document);
    expect(await collection.findOne({}, { projection })).toEqual(expected);
  });

  test('in and out do not mix', async () => {
    const collection = suite.collection();
    await collection.insertOne(document);
    expect(await codeOf(collection.findOne({}, { projection: { a: 1, b: 0 } }))).toBe(31254);
    expect(await codeOf(collection.findOne({}, { projection: { a: 0, b: 1 } }))).toBe(31253);
  });
});
