import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { Schema, type Connection } from 'mongoose';
import { openEmbedded, type TestDatabase } from '../support/mongodb.js';

const teamSchema = new Schema({ name: { type: String, unique: true } });

const taskSchema = new Schema(
  {
    number: { type: Number, unique: true },
    title: String,
    tags: [String],
    team: { type: Schema.Types.ObjectId, ref: 'Team' },
    items: [{ label: String, count: Number }],
    due: Date,
    meta: { type: Map, of: Number },
    code: { type: String },
    price: Schema.Types.Decimal128,
    mixed: Schema.Types.Mixed,
  },
  { timestamps: true, optimisticConcurrency: true, minimize: false },
);
taskSchema.index({ due: 1, number: -1 });
taskSchema.index({ code: 1 }, { unique: true, sparse: true });
taskSchema.index({ team: 1 }, { partialFilterExpression: { number: { $gt: 2 } } });

const modelsOn = (connection: Connection) => ({ Team: connection.model('Team', teamSchema), Task: connection.model('Task', taskSchema) });

describe('mongoose, unmodified', () => {
  let database: TestDatabase;
  let connection: Connection;
  let models: ReturnType<typeof modelsOn>;

  beforeAll(async () => {
    database = await openEmbedded();
    connection = await mongoose.createConnection(database.uri).asPromise();
    models = modelsOn(connection);
    await Promise.all([models.Team.init(), models.Task.init()]);
  });
  afterAll(async () => {
    await connection.close();
    await database.close();
  });

  test('makes collections and indexes', async () => {
    expect((await models.Task.collection.indexes()).map(({ name }) => name).sort()).toEqual(['_id_', 'code_1', 'due_1_number_-1', 'number_1', 'team_1']);
    expect(await models.Task.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
  });

  test('creates, reads, changes and deletes', async () => {
    const { Task } = models;
    const [first] = await Task.create([1, 2, 3].map((number) => ({ number, title: `t${number}`, tags: ['a', `x${number}`], items: [{ label: 'l', count: number }], meta: { n: number }, price: '1.50' })));
    expect(first?.price?.toString()).toBe('1.50');
    expect(await Task.countDocuments({ tags: 'a' })).toBe(3);
    expect(await Task.exists({ number: 9 })).toBeNull();
    const task = await Task.findOne({ number: 1 }).orFail();
    task.title = 'changed';
    task.tags.push('new');
    task.items[0]?.set('count', 7);
    task.meta?.set('n', 5);
    await task.save();
    const again = await Task.findById(task._id).orFail();
    expect(again.toObject({ flattenMaps: true })).toMatchObject({ title: 'changed', tags: ['a', 'x1', 'new'], items: [{ count: 7 }], meta: { n: 5 } });
    (again.tags as mongoose.Types.Array<string>).pull('new');
    again.items.splice(0, 1);
    await again.save();
    expect((await Task.findById(task._id).lean().orFail()).tags).toEqual(['a', 'x1']);
    expect((await Task.find().sort({ number: -1 }).select('number -_id').limit(2).lean()).map(({ number }) => number)).toEqual([3, 2]);
    expect(await Task.findOneAndUpdate({ number: 2 }, { $set: { title: 'two' }, $inc: { __v: 1 } }, { returnDocument: 'after' }).lean()).toMatchObject({ title: 'two' });
    expect(await Task.updateMany({}, { $addToSet: { tags: 'all' } })).toMatchObject({ matchedCount: 3, modifiedCount: 3 });
    expect(await Task.distinct('number')).toEqual([1, 2, 3]);
    expect(await Task.deleteOne({ number: 3 })).toMatchObject({ deletedCount: 1 });
    expect(await Task.aggregate([{ $match: { number: { $lt: 9 } } }, { $group: { _id: null, n: { $sum: '$number' } } }])).toEqual([{ _id: null, n: 3 }]);
  });

  test('refuses duplicates and lost updates', async () => {
    const { Task } = models;
    await Task.create({ number: 10, code: 'x' });
    await expect(Task.create({ number: 10 })).rejects.toMatchObject({ code: 11000, keyValue: { number: 10 } });
    await expect(Task.create({ number: 11, code: 'x' })).rejects.toMatchObject({ code: 11000 });
    const [mine, theirs] = await Promise.all([Task.findOne({ number: 10 }).orFail(), Task.findOne({ number: 10 }).orFail()]);
    theirs.title = 'theirs';
    await theirs.save();
    mine.title = 'mine';
    await expect(mine.save()).rejects.toThrow(mongoose.Error.VersionError);
  });

  test('populates', async () => {
    const { Team, Task } = models;
    const team = await Team.create({ name: 'billing' });
    await Task.create({ number: 20, team: team._id });
    const task = await Task.findOne({ number: 20 }).populate<{ team: { name: string } }>('team').orFail();
    expect(task.team.name).toBe('billing');
  });

  test('iterates, writes in bulk, and upserts', async () => {
    const { Task } = models;
    await Task.bulkWrite(Array.from({ length: 300 }, (_, n) => ({ updateOne: { filter: { number: 1000 + n }, update: { $set: { title: 'bulk' } }, upsert: true } })));
    let seen = 0;
    for await (const task of Task.find({ title: 'bulk' }).cursor({ batchSize: 50 })) seen += task.number ? 1 : 0;
    expect(seen).toBe(300);
    await Task.insertMany([{ number: 2000 }, { number: 2001 }]);
    expect(await Task.estimatedDocumentCount()).toBeGreaterThan(300);
  });
});
