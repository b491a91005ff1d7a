import { describe, expect, test } from '@jest/globals';
import { Decimal128, Double, Int32, Long, type Document } from 'mongodb';
import { codeOf, useDatabase } from '../../support/mongodb.js';

/** A document, an update, and what the document is then (or the code the update is refused with). */
type UpdateCase = readonly [name: string, before: Document, update: Document, after: Document | number];

const CASES: readonly UpdateCase[] = [
  ['$set changes and adds', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
  ['$set makes documents on its way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set of a position fills with nulls', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$set into an element', { a: [{ x: 1 }] }, { $set: { 'a.0.x': 2 } }, { a: [{ x: 2 }] }],
  ['$set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['$set of a field in an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
  ['new fields come in the order of their names', { z: 1 }, { $set: { c: 1, b: 2 } }, { z: 1, b: 2, c: 1 }],
  ['$unset removes', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset of what is not there', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
  ['$inc', { a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
  ['$inc of a text', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$inc by a text', { a: 1 }, { $inc: { a: 'x' } }, 14],
  ['$inc beyond 64 bits', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
  ['$max keeps the larger', { a: 5, b: 1 }, { $max: { a: 3, b: 3 } }, { a: 5, b: 3 }],
  ['$min keeps the smaller', { a: 5, b: 1 }, { $min: { a: 3, b: 3 } }, { a: 3, b: 1 }],
  ['$push', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
  ['$push of many, at a place, cut', { a: [1, 2] }, { $push: { a: { $each: [8, 9], $position: 0, $slice: 3 } } }, { a: [8, 9, 1] }],
  ['$push cut from the front', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
  ['$push from the end', { a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
  ['$push of an array adds one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  ['$push to a scalar', { a: 1 }, { $push: { a: 2 } }, 2],
  ['$addToSet', { a: [1, 2] }, { $addToSet: { a: { $each: [2, 3, 3] } } }, { a: [1, 2, 3] }],
  ['$addToSet of equal numbers', { a: [1] }, { $addToSet: { a: new Double(1) } }, { a: [1] }],
  ['$addToSet to a scalar', { a: 1 }, { $addToSet: { a: 2 } }, 2],
  ['$pull of a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by a list', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  ['$pull by fields', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pull by one of two', { a: [{ x: 1 }, { x: 2 }, { x: 3 }] }, { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } }, { a: [{ x: 2 }] }],
  ['$pull from nothing', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ['$pop from the front', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$setOnInsert does nothing here', { a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
  ['two modifiers of one path', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path inside another', { a: {} }, { $set: { a: {}, 'a.b': 1 } }, 40],
  ['paths that only begin alike', {}, { $set: { a: 1, 'a-b': 1, ab: 1 } }, { a: 1, 'a-b': 1, ab: 1 }],
  ['a modifier there is not', { a: 1 }, { $foo: { a: 1 } }, 9],
  ['another _id', { a: 1 }, { $set: { _id: 2 } }, 66],
  ['the same _id', { a: 1 }, { $set: { _id: 1, a: 2 } }, { a: 2 }],
  ['an empty name', { a: 1 }, { $set: { 'a.': 1 } }, 56],
];

describe('updates', () => {
  const suite = useDatabase();

  test.each(CASES)('%s', async (_name, before, update, after) => {
    const collection = suite.collection();
    await collection.insertOne({ _id: 1 as never, ...before });
    const work = collection.updateOne({ _id: 1 as never }, update);
    if (typeof after === 'number') {
      expect(await codeOf(work)).toBe(after);
      expect(await collection.findOne()).toEqual({ _id: 1, ...before });
    } else {
      await work;
      const now = await collection.findOne();
      expect(now).toEqual({ _id: 1, ...after });
      expect(Object.keys(now ?? {})).toEqual(['_id', ...Object.keys(after)]);
    }
  });

  test.each([
    ['int', new Int32(1), new Int32(1), 'int'],
    ['long', Long.fromNumber(1), new Int32(1), 'long'],
    ['double', new Double(1), new Int32(1), 'double'],
    ['int beyond 32 bits', new Int32(2 ** 31 - 1), new Int32(1), 'long'],
    ['int by double', new Int32(1), new Double(1), 'double'],
  ])('numbers keep their type through $inc: %s', async (_name, before, by, type) => {
    const collection = suite.collection();
    await collection.insertOne({ n: before });
    await collection.updateOne({}, { $inc: { n: by } });
    expect(await collection.countDocuments({ n: { $type: type as 'int' } })).toBe(1);
  });

  test('numbers keep their type when another field changes', async () => {
    const collection = suite.collection();
    await collection.insertOne({ i: new Int32(1), l: Long.fromNumber(1), d: new Double(1), x: Decimal128.fromString('1.50') });
    await collection.updateOne({}, { $set: { other: true } });
    expect(await collection.countDocuments({ i: { $type: 'int' }, l: { $type: 'long' }, d: { $type: 'double' }, x: { $type: 'decimal' } })).toBe(1);
    expect(String((await collection.findOne())?.x)).toBe('1.50');
  });

  test('what changes nothing counts as matched only', async () => {
    const collection = suite.collection();
    await collection.insertOne({ a: 1, list: [1] });
    const result = await collection.updateOne({ a: 1 }, { $set: { a: 1 }, $addToSet: { list: 1 } });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  });

  test('an update guarded by a version that moved on changes nothing', async () => {
    const collection = suite.collection();
    await collection.insertOne({ _id: 1 as never, version: 1 });
    const results = await Promise.all(Array.from({ length: 10 }, () => collection.updateOne({ _id: 1 as never, version: 1 }, { $inc: { version: 1 } })));
    expect(results.map(({ modifiedCount }) => modifiedCount).reduce((a, b) => a + b)).toBe(1);
    expect(await collection.findOne()).toEqual({ _id: 1, version: 2 });
  });

  test('updateMany changes all, and a replacement one', async () => {
    const collection = suite.collection();
    await collection.insertMany(Array.from({ length: 500 }, (_, n) => ({ n, even: n % 2 === 0 })));
    expect(await collection.updateMany({ even: true }, { $inc: { n: 1000 } })).toMatchObject({ matchedCount: 250, modifiedCount: 250 });
    expect(await collection.countDocuments({ n: { $gte: 1000 } })).toBe(250);
    await collection.replaceOne({ n: 1 }, { replaced: true });
    expect(await collection.countDocuments({ replaced: true, n: { $exists: false } })).toBe(1);
  });

  test('deletes one or all', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    expect((await collection.deleteOne({ a: 1 })).deletedCount).toBe(1);
    expect((await collection.deleteMany({ a: { $in: [1, 2] } })).deletedCount).toBe(2);
    expect((await collection.deleteMany({})).deletedCount).toBe(0);
  });
});

describe('upserts', () => {
  const suite = useDatabase();

  test('insert what the filter says is equal, then the update', async () => {
    const collection = suite.collection();
    const result = await collection.updateOne(
      { name: 'x', n: { $gt: 5 }, $and: [{ 'deep.a': { $eq: 1 } }] },
      { $set: { set: 1 }, $setOnInsert: { once: true }, $inc: { count: 1 }, $push: { list: 'a' as never } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    expect(await collection.findOne({ _id: result.upsertedId as never })).toMatchObject({ name: 'x', deep: { a: 1 }, set: 1, once: true, count: 1, list: ['a'] });
  });

  test('take the filter’s _id', async () => {
    const collection = suite.collection();
    await collection.replaceOne({ _id: 'k' as never, other: 1 }, { a: 1 }, { upsert: true });
    expect(await collection.findOne()).toEqual({ _id: 'k', a: 1 });
  });

  test('refuse a second one under a unique index', async () => {
    const collection = suite.collection();
    await collection.createIndex({ key: 1 }, { unique: true });
    await collection.insertOne({ key: 'a', version: 2 });
    expect(await codeOf(collection.updateOne({ key: 'a', version: 1 }, { $inc: { version: 1 } }, { upsert: true }))).toBe(11000);
  });

  test('of the same key at once make one document', async () => {
    const collection = suite.collection();
    await collection.createIndex({ key: 1 }, { unique: true });
    await Promise.allSettled(Array.from({ length: 10 }, () => collection.updateOne({ key: 'a' }, { $inc: { n: 1 } }, { upsert: true })));
    expect(await collection.countDocuments({ key: 'a' })).toBe(1);
  });
});

describe('findAndModify', () => {
  const suite = useDatabase();

  test('gives the document before or after', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ n: 1 }, { n: 3 }, { n: 2 }]);
    const before = await collection.findOneAndUpdate({}, { $set: { taken: true } }, { sort: { n: -1 }, projection: { _id: 0 } });
    expect(before).toEqual({ n: 3 });
    const after = await collection.findOneAndUpdate({ taken: { $exists: false } }, { $set: { taken: true } }, { sort: { n: -1 }, returnDocument: 'after', projection: { _id: 0 } });
    expect(after).toEqual({ n: 2, taken: true });
  });

  test('upserts, replaces, deletes, and finds nothing', async () => {
    const collection = suite.collection();
    expect(await collection.findOneAndUpdate({ k: 1 }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after', projection: { _id: 0 } })).toEqual({ k: 1, n: 1 });
    expect(await collection.findOneAndReplace({ k: 1 }, { k: 2 }, { returnDocument: 'after', projection: { _id: 0 } })).toEqual({ k: 2 });
    expect(await collection.findOneAndDelete({ k: 2 }, { projection: { _id: 0 } })).toEqual({ k: 2 });
    expect(await collection.findOneAndUpdate({ k: 2 }, { $set: { a: 1 } })).toBeNull();
  });
});
