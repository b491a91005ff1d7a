import { describe, expect, test } from '@jest/globals';
import { Long, MongoBulkWriteError, type ClientSession, type Document } from 'mongodb';
import { codeOf, useDatabase } from '../../support/mongodb.js';

describe('inserts', () => {
  const suite = useDatabase();

  test('make an _id, and put it first', async () => {
    const collection = suite.collection();
    await suite.db.command({ insert: collection.collectionName, documents: [{ a: 1 }, { b: 2, _id: 'x' }] });
    const documents = await collection.find().toArray();
    expect(documents.map((document) => Object.keys(document)[0])).toEqual(['_id', '_id']);
    expect(documents).toHaveLength(2);
  });

  test('refuse a second document with the _id', async () => {
    const collection = suite.collection();
    await collection.insertOne({ _id: 1 as never });
    const refused = await collection.insertOne({ _id: 1 as never }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
  });

  test.each<readonly [name: string, document: Document, code: number]>([
    ['an array as _id', { _id: [1] }, 53],
    ['an expression as _id', { _id: /x/ }, 53],
    ['an _id with a $ in it', { _id: { $a: 1 } }, 52],
  ])('refuse %s', async (_name, document, code) => {
    expect(await codeOf(suite.collection().insertOne(document))).toBe(code);
  });

  test('refuse a document that grows beyond 16 MB', async () => {
    const collection = suite.collection();
    await collection.insertOne({ _id: 1 as never, text: 'x'.repeat(9 * 1024 * 1024) });
    expect([10334, 17419]).toContain(await codeOf(collection.updateOne({ _id: 1 as never }, { $set: { more: 'x'.repeat(9 * 1024 * 1024) } })));
    expect(await collection.countDocuments({ more: { $exists: false } })).toBe(1);
  });
});

describe('bulk writes', () => {
  const suite = useDatabase();
  const operations = [
    { insertOne: { document: { _id: 1 as never } } },
    { insertOne: { document: { _id: 1 as never } } },
    { updateOne: { filter: { _id: 1 as never }, update: { $set: { a: 1 } } } },
    { updateOne: { filter: { k: 9 }, update: { $set: { a: 2 } }, upsert: true } },
    { deleteOne: { filter: { _id: 1 as never } } },
  ];

  test('end at the first refusal when ordered', async () => {
    const collection = suite.collection();
    const refused = await collection.bulkWrite(operations).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MongoBulkWriteError);
    expect((refused as MongoBulkWriteError).writeErrors).toMatchObject([{ index: 1, code: 11000 }]);
    expect((refused as MongoBulkWriteError).result).toMatchObject({ insertedCount: 1, modifiedCount: 0 });
    expect(await collection.find().toArray()).toEqual([{ _id: 1 }]);
  });

  test('go on when unordered', async () => {
    const collection = suite.collection();
    const refused = await collection.bulkWrite(operations, { ordered: false }).catch((error: unknown) => error);
    expect((refused as MongoBulkWriteError).writeErrors).toMatchObject([{ index: 1, code: 11000 }]);
    expect((refused as MongoBulkWriteError).result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ k: 9, a: 2 }]);
  });

  test('insertMany says which were refused', async () => {
    const collection = suite.collection();
    const refused = await collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }] as never[], { ordered: false }).catch((error: unknown) => error);
    expect((refused as MongoBulkWriteError).writeErrors).toMatchObject([{ index: 2, code: 11000 }]);
    expect(await collection.countDocuments()).toBe(3);
  });
});

describe('cursors', () => {
  const suite = useDatabase();

  test('give everything in batches', async () => {
    const collection = suite.collection();
    await collection.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
    const found = await collection.find().batchSize(7).toArray();
    expect(new Set(found.map(({ n }) => n as number)).size).toBe(1000);
  });

  test('go on while documents are written and removed', async () => {
    const collection = suite.collection();
    await collection.insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: n as never })));
    const cursor = collection.find().sort({ _id: 1 }).batchSize(10);
    const seen: number[] = [];
    for await (const { _id } of cursor) {
      const id = Number(_id);
      seen.push(id);
      if (id === 50) await collection.deleteMany({ _id: { $gte: 100 as never, $lt: 200 as never } });
    }
    expect(seen.filter((id) => id < 100 || id >= 200)).toEqual(Array.from({ length: 200 }, (_, n) => (n < 100 ? n : n + 100)));
  });

  test('that are killed, or were never open, are not found', async () => {
    const collection = suite.collection();
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const answer = await suite.db.command({ find: collection.collectionName, batchSize: 2 }, { promoteLongs: false });
    const { id } = answer.cursor as { id: unknown };
    const cursor = Long.fromString(String(id));
    expect(await suite.db.command({ killCursors: collection.collectionName, cursors: [cursor] })).toMatchObject({ ok: 1 });
    expect(await codeOf(suite.db.command({ getMore: cursor, collection: collection.collectionName }))).toBe(43);
  });

  test('an empty first batch leaves the cursor open', async () => {
    const collection = suite.collection();
    await collection.insertOne({ a: 1 });
    const answer = await suite.db.command({ find: collection.collectionName, batchSize: 0 });
    expect(answer.cursor).toMatchObject({ firstBatch: [] });
    expect(String((answer.cursor as { id: unknown }).id)).not.toBe('0');
  });
});

describe('retryable writes', () => {
  const suite = useDatabase();

  /** Sends the write once more as a driver does that lost the answer: same session, same number. */
  const twice = async (write: (session: ClientSession) => Promise<unknown>): Promise<readonly [unknown, unknown]> => {
    const session = suite.client.startSession();
    try {
      const first = await write(session);
      const server = session.serverSession as unknown as { txnNumber: number };
      server.txnNumber -= 1;
      return [first, await write(session)];
    } finally {
      await session.endSession();
    }
  };

  test('an insert is done once', async () => {
    const collection = suite.collection();
    const [first, second] = await twice((session) => collection.insertOne({ _id: 1 as never }, { session }));
    expect(second).toEqual(first);
    expect(await collection.countDocuments()).toBe(1);
  });

  test('an update is done once', async () => {
    const collection = suite.collection();
    await collection.insertOne({ n: 0 });
    const [first, second] = await twice((session) => collection.updateOne({}, { $inc: { n: 1 } }, { session }));
    expect(second).toEqual(first);
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ n: 1 });
  });

  test('a findAndModify is done once, and answers as before', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ n: 1 }, { n: 2 }]);
    const [first, second] = await twice((session) => collection.findOneAndDelete({}, { sort: { n: 1 }, session }));
    expect(second).toEqual(first);
    expect(await collection.countDocuments()).toBe(1);
  });

  test('the next number is another write', async () => {
    const collection = suite.collection();
    await suite.client.withSession(async (session) => {
      await collection.insertOne({ n: 1 }, { session });
      await collection.insertOne({ n: 2 }, { session });
    });
    expect(await collection.countDocuments()).toBe(2);
  });

  test('a number that was passed is refused', async () => {
    const collection = suite.collection();
    await suite.client.withSession(async (session) => {
      await collection.insertOne({ n: 1 }, { session });
      await collection.insertOne({ n: 2 }, { session });
      (session.serverSession as unknown as { txnNumber: number }).txnNumber -= 2;
      expect(await codeOf(collection.insertOne({ n: 3 }, { session }))).toBe(225);
    });
  });
});

describe('aggregation', () => {
  const suite = useDatabase();
  const documents = [
    { queue: 'a', n: 1, tags: ['x', 'y'] },
    { queue: 'b', n: 2, tags: [] },
    { queue: 'a', n: 4, tags: ['x'] },
    { n: 8 },
  ];

  test.each<readonly [name: string, pipeline: Document[], expected: Document[]]>([
    ['counts', [{ $match: { n: { $gt: 1 } } }, { $count: 'n' }], [{ n: 3 }]],
    ['groups', [{ $group: { _id: '$queue', total: { $sum: '$n' }, most: { $max: '$n' }, count: { $sum: 1 } } }, { $sort: { _id: 1 } }], [
      { _id: null, total: 8, most: 8, count: 1 },
      { _id: 'a', total: 5, most: 4, count: 2 },
      { _id: 'b', total: 2, most: 2, count: 1 },
    ]],
    ['groups by several fields', [{ $match: { queue: 'a' } }, { $group: { _id: { q: '$queue' }, list: { $push: '$n' } } }], [{ _id: { q: 'a' }, list: [1, 4] }]],
    ['averages', [{ $group: { _id: null, mean: { $avg: '$n' }, least: { $min: '$n' } } }], [{ _id: null, mean: 3.75, least: 1 }]],
    ['unwinds', [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { _id: -1 } }], [{ _id: 'y', n: 1 }, { _id: 'x', n: 2 }]],
    ['pages', [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 0, n: 1 } }], [{ n: 4 }, { n: 2 }]],
  ])('%s', async (_name, pipeline, expected) => {
    const collection = suite.collection();
    await collection.insertMany(documents.map((document) => ({ ...document })));
    expect(await collection.aggregate(pipeline).toArray()).toEqual(expected);
  });

  test('refuses a stage there is not', async () => {
    expect(await codeOf(suite.collection().aggregate([{ $foo: 1 }]).toArray())).toBe(40324);
  });
});

describe('collections', () => {
  const suite = useDatabase();

  test('are listed, made and dropped', async () => {
    const name = suite.collection().collectionName;
    await suite.db.createCollection(name);
    expect(await suite.db.listCollections({ name }).toArray()).toMatchObject([{ name, type: 'collection' }]);
    expect(await suite.db.dropCollection(name)).toBe(true);
    expect(await suite.db.listCollections({ name }).toArray()).toEqual([]);
  });

  test('what was dropped is gone, also from the indexes', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    await collection.drop();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });

  test('a command there is not is refused', async () => {
    expect(await codeOf(suite.db.command({ noSuchThing: 1 }))).toBe(59);
    expect(await codeOf(suite.db.command({ find: 'x', noSuchOption: 1 }))).toBe(40415);
  });
});
