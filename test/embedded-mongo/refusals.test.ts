import { describe, expect, test } from '@jest/globals';
import type { Collection, Db, Document } from 'mongodb';
import { codeOf, openEmbedded, useDatabase } from '../support/mongodb.js';

/** What MongoDB has and this store leaves out: refused with its name and MongoDB's code, never passed over. */
describe('left out, and refused by name', () => {
  const suite = useDatabase(openEmbedded);

  test.each<readonly [name: string, code: number, (collection: Collection, db: Db) => Promise<unknown>]>([
    ['$where', 2, (c) => c.findOne({ $where: 'true' })],
    ['$expr', 2, (c) => c.findOne({ $expr: { $eq: ['$a', 1] } })],
    ['$jsonSchema', 2, (c) => c.findOne({ $jsonSchema: {} })],
    ['$text', 2, (c) => c.findOne({ $text: { $search: 'x' } })],
    ['$near', 2, (c) => c.findOne({ a: { $near: [0, 0] } })],
    ['$bitsAllSet', 2, (c) => c.findOne({ a: { $bitsAllSet: 1 } })],
    ['collation', 2, (c) => c.findOne({}, { collation: { locale: 'en' } })],
    ['tailable', 2, (c) => c.find({}, { tailable: true }).toArray()],
    ['let', 2, (c) => c.find({}, { let: { a: 1 } }).toArray()],
    ["'a.$'", 2, (c) => c.updateOne({ a: 1 }, { $set: { 'a.$': 2 } })],
    ['arrayFilters', 2, (c) => c.updateOne({}, { $set: { 'a.$[x]': 2 } }, { arrayFilters: [{ x: 1 }] })],
    ['aggregation pipeline', 9, (c) => c.updateOne({}, [{ $set: { a: 1 } }])],
    ['$rename', 9, (c) => c.updateOne({}, { $rename: { a: 'b' } })],
    ['$mul', 9, (c) => c.updateOne({}, { $mul: { a: 2 } })],
    ['$lookup', 40324, (c) => c.aggregate([{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }]).toArray()],
    ['$out', 40324, (c) => c.aggregate([{ $out: 'x' }]).toArray()],
    ['$toUpper', 168, (c) => c.aggregate([{ $group: { _id: { $toUpper: '$a' } } }]).toArray()],
    ['$$NOW', 168, (c) => c.aggregate([{ $group: { _id: '$$NOW' } }]).toArray()],
    ['$changeStream', 40573, (c) => c.watch().next()],
    ['text', 67, (c) => c.createIndex({ a: 'text' })],
    ['2dsphere', 67, (c) => c.createIndex({ a: '2dsphere' })],
    ['hashed', 67, (c) => c.createIndex({ a: 'hashed' })],
    ['collation', 2, (c) => c.createIndex({ a: 1 }, { collation: { locale: 'en' } })],
    ['capped', 2, (c, db) => db.createCollection(`${c.collectionName}x`, { capped: true, size: 1000 })],
    ['viewOn', 2, (c, db) => db.createCollection(`${c.collectionName}x`, { viewOn: 'y', pipeline: [] })],
    ['validator', 2, (c, db) => db.createCollection(`${c.collectionName}x`, { validator: { a: 1 } })],
    ['snapshot', 72, (c) => c.findOne({}, { readConcern: { level: 'snapshot' } })],
    ['mapReduce', 59, (c, db) => db.command({ mapReduce: c.collectionName, map: 'x', reduce: 'y', out: { inline: 1 } })],
    ['$sort', 2, (c) => c.updateOne({}, { $push: { a: { $each: [1], $sort: 1 } as never } })],
  ])('%s (%i)', async (name, code, attempt) => {
    const collection = suite.collection();
    await collection.insertOne({ a: 1 });
    const refused = await attempt(collection, suite.db).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code });
    expect((refused as Error).message).toContain(name);
  });

  test('transactions (263)', async () => {
    const collection = suite.collection();
    await suite.client.withSession(async (session) => {
      session.startTransaction();
      expect(await codeOf(collection.insertOne({ a: 1 }, { session }))).toBe(263);
      await session.abortTransaction();
    });
    expect(await collection.countDocuments()).toBe(0);
  });

  test('a write to more nodes than there are (100)', async () => {
    expect(await codeOf(suite.collection().insertOne({ a: 1 }, { writeConcern: { w: 2 } }))).toBe(100);
  });

  test('documents nested too deeply (15)', async () => {
    const deep = Array.from({ length: 300 }).reduce<Document>((inner) => ({ inner }), {});
    expect(await codeOf(suite.collection().insertOne(deep))).toBe(15);
  });
});
