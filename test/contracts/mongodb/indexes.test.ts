import { describe, expect, test } from '@jest/globals';
import type { Collection, Document, IndexSpecification, Sort } from 'mongodb';
import { codeOf, useDatabase } from '../../support/mongodb.js';

interface Plan {
  readonly index: string | undefined;
  readonly sortsInMemory: boolean;
  readonly examined: number;
}

interface Stage {
  readonly stage: string;
  readonly indexName?: string;
  readonly inputStage?: Stage;
  readonly queryPlan?: Stage;
}

const stagesOf = (stage: Stage): Stage[] => {
  const inner = stage.inputStage ?? stage.queryPlan;
  return inner ? [stage, ...stagesOf(inner)] : [stage];
};

/** What `explain` says in the shapes of MongoDB 7 and 8: both have one index scan for what Rounds asks. */
const explained = async (collection: Collection, filter: Document, sort: Sort = {}): Promise<Plan> => {
  const answer = await collection.find(filter).sort(sort).explain('executionStats');
  const stages = stagesOf((answer.queryPlanner as { winningPlan: Stage }).winningPlan);
  return {
    index: stages.find(({ indexName }) => indexName)?.indexName,
    sortsInMemory: stages.some(({ stage }) => stage === 'SORT'),
    examined: (answer.executionStats as { totalDocsExamined: number }).totalDocsExamined,
  };
};

const numbered = (count: number): Document[] =>
  Array.from({ length: count }, (_, n) => ({ n, queue: n % 2 ? 'odd' : 'even', tags: [`t${n % 5}`, 'all'], done: n % 10 === 0, name: `T-${String(n).padStart(3, '0')}` }));

describe('indexes answer queries', () => {
  const suite = useDatabase();

  /** Index, filter, sort, how many documents may be read, and whether the index gives the order. */
  test.each<readonly [name: string, key: IndexSpecification, filter: Document, sort: Sort, examined: number, ordered: boolean]>([
    ['a value', { n: 1 }, { n: 7 }, {}, 1, true],
    ['a range', { n: 1 }, { n: { $gte: 10, $lt: 15 } }, {}, 6, true],
    ['a range, going down', { n: 1 }, { n: { $gte: 90 } }, { n: -1 }, 10, true],
    ['a descending index', { n: -1 }, { n: { $lt: 5 } }, { n: 1 }, 6, true],
    ['a list', { n: 1 }, { n: { $in: [1, 2, 3] } }, {}, 3, true],
    ['a compound index', { queue: 1, n: 1 }, { queue: 'odd', n: { $lt: 10 } }, {}, 6, true],
    ['a compound index and a sort', { queue: 1, n: -1 }, { queue: 'odd' }, { n: -1 }, 50, true],
    ['a compound index, turned around', { queue: 1, n: -1 }, { queue: 'odd' }, { n: 1 }, 50, true],
    ['the first field alone', { queue: 1, n: 1 }, { queue: 'odd' }, {}, 50, true],
    ['a sort alone', { n: 1 }, { n: { $exists: true } }, { n: 1 }, 100, true],
    ['an order the index does not have', { n: 1 }, { n: { $lt: 5 } }, { name: 1 }, 6, false],
    ['elements of arrays', { tags: 1 }, { tags: 't3' }, {}, 20, true],
    ['the beginning of a text', { name: 1 }, { name: /^T-01/ }, {}, 10, true],
    ['$elemMatch', { 'tags.x': 1 }, { tags: { $elemMatch: { x: 1 } } }, {}, 0, true],
  ])('%s', async (_name, key, filter, sort, examined, ordered) => {
    const collection = suite.collection();
    await collection.insertMany(numbered(100));
    const expected = await collection.find(filter).sort(sort).toArray();
    const name = await collection.createIndex(key);
    const plan = await explained(collection, filter, sort);
    expect(plan).toEqual({ index: name, sortsInMemory: !ordered, examined: plan.examined });
    expect(plan.examined).toBeLessThanOrEqual(examined);
    const found = await collection.find(filter).sort(sort).toArray();
    const inOrder = (documents: Document[]) => (Object.keys(sort).length > 0 ? documents : [...documents].sort((a, b) => Number(a.n) - Number(b.n)));
    expect(inOrder(found)).toEqual(inOrder(expected));
  });

  test('without one, all documents are read', async () => {
    const collection = suite.collection();
    await collection.insertMany(numbered(100));
    expect(await explained(collection, { n: 7 })).toMatchObject({ index: undefined, examined: 100 });
  });

  test('a partial index answers what it surely holds, and nothing else', async () => {
    const collection = suite.collection();
    await collection.insertMany(numbered(100));
    const name = await collection.createIndex({ n: 1 }, { partialFilterExpression: { done: true } });
    expect(await explained(collection, { n: { $lt: 20 }, done: true })).toMatchObject({ index: name });
    expect(await explained(collection, { n: { $lt: 20 } })).toMatchObject({ index: undefined });
    expect(await collection.countDocuments({ n: { $lt: 20 } })).toBe(20);
  });

  test('a sparse index is not asked for what is missing', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1 }, { sparse: true });
    await collection.insertMany([{ a: 1 }, { b: 1 }, { a: null }]);
    expect(await collection.countDocuments({ a: null })).toBe(2);
    expect((await collection.find().sort({ a: 1 }).toArray()).length).toBe(3);
  });

  test('a hint is followed, and one that names nothing refused', async () => {
    const collection = suite.collection();
    await collection.insertMany(numbered(100));
    const name = await collection.createIndex({ queue: 1 });
    await collection.createIndex({ n: 1 });
    const plan = await collection.find({ n: 7, queue: 'odd' }).hint(name).explain('executionStats');
    expect(stagesOf((plan.queryPlanner as { winningPlan: Stage }).winningPlan).find(({ indexName }) => indexName)?.indexName).toBe(name);
    expect(await codeOf(collection.find({ n: 7 }).hint('nothing').toArray())).toBe(2);
  });

  test('fields of one array may be satisfied by different elements', async () => {
    const collection = suite.collection();
    await collection.createIndex({ 'a.b': 1, 'a.c': 1 });
    await collection.insertOne({ a: [{ b: 1, c: 9 }, { b: 5, c: 2 }] });
    expect(await collection.countDocuments({ 'a.b': 1, 'a.c': 2 })).toBe(1);
    expect(await collection.countDocuments({ a: { $elemMatch: { b: 1, c: 2 } } })).toBe(0);
  });

  test('keys of any length are found', async () => {
    const collection = suite.collection();
    const long = (end: string): string => `${'x'.repeat(3000)}${end}`;
    await collection.createIndex({ a: 1, b: 1 });
    await collection.insertMany([{ a: long('1'), b: 1 }, { a: long('2'), b: 2 }, { a: long('0'), b: 3 }]);
    expect(await collection.countDocuments({ a: long('2'), b: 2 })).toBe(1);
    expect((await collection.find({ a: { $gt: long('0') } }).sort({ a: -1 }).toArray()).map(({ b }) => b as number)).toEqual([2, 1]);
    await collection.insertOne({ _id: long('id') as never });
    expect(await codeOf(collection.insertOne({ _id: long('id') as never }))).toBe(11000);
  });
});

describe('unique indexes', () => {
  const suite = useDatabase();

  test('refuse a second document with the key, and say which', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertOne({ a: 1, b: 'x' });
    await collection.insertOne({ a: 1, b: 'y' });
    const refused = await collection.insertOne({ a: 1, b: 'x' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 11000, keyPattern: { a: 1, b: -1 }, keyValue: { a: 1, b: 'x' } });
    expect((refused as Error).message).toContain(`E11000 duplicate key error collection: ${collection.namespace} index: a_1_b_-1 dup key: { a: 1, b: "x" }`);
    expect(await collection.countDocuments()).toBe(2);
  });

  test('count a missing field as null, unless sparse or partial', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.createIndex({ b: 1 }, { unique: true, sparse: true });
    await collection.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { c: { $type: 'string' } } });
    await collection.insertOne({ b: 1 });
    expect(await codeOf(collection.insertOne({ b: 2 }))).toBe(11000);
    await collection.insertMany([{ a: 1 }, { a: 2 }, { a: 3, c: 1 }, { a: 4, c: 1 }, { a: 5, c: 'x' }]);
    expect(await codeOf(collection.insertOne({ a: 6, c: 'x' }))).toBe(11000);
    expect(await codeOf(collection.insertOne({ a: 7, b: 1 }))).toBe(11000);
  });

  test('see equal numbers of different types, and elements of arrays', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: [1, 2, 2] });
    expect(await codeOf(collection.insertOne({ a: 2 }))).toBe(11000);
    expect(await codeOf(collection.updateOne({ a: 9 }, { $set: { a: 1 } }, { upsert: true }))).toBe(11000);
    await collection.updateOne({ a: 1 }, { $set: { a: [1, 3] } });
    await collection.insertOne({ a: 2 });
  });

  test('are not made where there are duplicates', async () => {
    const collection = suite.collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await codeOf(collection.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });
});

describe('index administration', () => {
  const suite = useDatabase();

  test('lists what was made', async () => {
    const collection = suite.collection();
    await collection.createIndexes([
      { key: { a: 1, b: -1 }, name: 'ab' },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { c: 1 }, unique: true, partialFilterExpression: { c: { $exists: true } } },
      { key: { d: 1 }, sparse: true },
    ]);
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'ab' },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
      { v: 2, key: { c: 1 }, name: 'c_1', unique: true, partialFilterExpression: { c: { $exists: true } } },
      { v: 2, key: { d: 1 }, name: 'd_1', sparse: true },
    ]);
  });

  test('making one twice changes nothing; otherwise different, it is refused', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    expect(await codeOf(collection.createIndex({ a: 1 }, { unique: true }))).toBe(86);
    expect(await codeOf(collection.createIndex({ b: 1 }, { name: 'a_1' }))).toBe(86);
    expect(await codeOf(collection.createIndex({ a: 1 }, { name: 'other' }))).toBe(85);
    expect((await collection.indexes()).length).toBe(2);
  });

  test('drops one, or all but _id', async () => {
    const collection = suite.collection();
    await collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await collection.dropIndex('a_1');
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'b_1', 'c_1']);
    expect(await codeOf(collection.dropIndex('a_1'))).toBe(27);
    expect(await codeOf(collection.dropIndex('_id_'))).toBe(72);
    await collection.dropIndexes();
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  test('refuses keys there are not', async () => {
    const collection = suite.collection();
    expect(await codeOf(collection.createIndex({ a: 0 as 1 }))).toBe(67);
    expect(await codeOf(collection.createIndex({ a: 'nothing' as 'text' }))).toBe(67);
  });

  test('parallel arrays have no key in a compound index', async () => {
    const collection = suite.collection();
    await collection.createIndex({ a: 1, b: 1 });
    expect(await codeOf(collection.insertOne({ a: [1], b: [2] }))).toBe(171);
    await collection.insertOne({ a: [1], b: 2 });
  });

  test('expired documents go away, others stay', async () => {
    const collection = suite.collection();
    await suite.client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    await collection.insertMany([{ n: 1, at: new Date(0) }, { n: 2, at: new Date(Date.now() + 1e6) }, { n: 3, at: 'no date' }, { n: 4, at: [new Date(Date.now() + 1e6), new Date(5)] }, { n: 5 }]);
    const left = async (): Promise<number[]> => (await collection.find().sort({ n: 1 }).toArray()).map(({ n }) => Number(n));
    let now = await left();
    for (; now.length > 3; now = await left()) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(now).toEqual([2, 3, 5]);
  });
});
