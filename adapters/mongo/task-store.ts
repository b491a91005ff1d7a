import type { TaskStore } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';
import { decodeTask } from './task-codec.js';
import { makeList } from './task-query.js';
import { makeAnswerTo, makeClearIntents, makeCommit, makeInsert, makeReseal } from './task-write.js';

const makeNextNumber = ({ counters }: Pick<Models, 'counters'>): TaskStore['nextNumber'] =>
  async () => {
    const update = { $inc: { value: 1 }, $setOnInsert: { schemaVersion: SCHEMA_VERSION } };
    const { value } = await counters.findOneAndUpdate({ _id: 'tasks' }, update, { upsert: true, returnDocument: 'after' }).orFail().lean();
    return value;
  };

const makeWorkload = ({ tasks }: Pick<Models, 'tasks'>): TaskStore['workload'] =>
  async (people) => {
    const counted = await tasks.aggregate<{ _id: string; open: number }>([
      { $match: { owner: { $in: [...people] }, open: true } },
      { $group: { _id: '$owner', open: { $sum: 1 } } },
    ]);
    const open = new Map(counted.map((row) => [row._id, row.open]));
    return new Map(people.map((person) => [person, open.get(person) ?? 0]));
  };

const makeWithIntents = ({ tasks }: Pick<Models, 'tasks'>, clearIntents: TaskStore['clearIntents']): TaskStore['withIntents'] =>
  async (limit) => {
    const found = await tasks
      .find({ intentsSince: { $gt: new Date(0) } }, { version: 1, headHash: 1, intents: 1 })
      .sort({ intentsSince: 1 })
      .limit(limit)
      .lean();
    // Two relays that clear a task's last intents at once, each its own, leave the mark behind.
    await Promise.all(found.filter(({ intents }) => intents.length === 0).map(({ _id }) => clearIntents(_id, [])));
    return found
      .filter(({ intents }) => intents.length > 0)
      .map(({ _id: number, version, headHash, intents }) => ({ number, version, anchor: { seq: version, hash: headHash }, intents }));
  };

const makeAnchor = ({ anchors }: Pick<Models, 'anchors'>): TaskStore['anchor'] =>
  async (number, { seq, hash }) => {
    try {
      await anchors.updateOne({ _id: number, seq: { $lt: seq } }, { $set: { seq, hash, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
    } catch (error) {
      // The one that is there is as new or newer, and the insert that `upsert` falls back to met its _id.
      if (!isDuplicate(error)) throw error;
    }
  };

/** The tasks on MongoDB. */
export const makeTaskStore = (models: Models): TaskStore => {
  const { tasks, anchors } = models;
  const clearIntents = makeClearIntents(models);
  return {
    nextNumber: makeNextNumber(models),
    answerTo: makeAnswerTo(models),
    load: async (number) => {
      const document = await tasks.findById(number).lean();
      return document && decodeTask(document);
    },
    insert: makeInsert(models),
    commit: makeCommit(models),
    list: makeList(models),
    workload: makeWorkload(models),
    attentionDue: async (now, limit) => {
      const due = await tasks.find({ attentionAt: { $lte: now } }, { version: 1 }).sort({ attentionAt: 1 }).limit(limit).lean();
      return due.map(({ _id: number, version }) => ({ number, version }));
    },
    withIntents: makeWithIntents(models, clearIntents),
    clearIntents,
    reseal: makeReseal(models),
    all: async function* () {
      for await (const document of tasks.find().sort({ _id: 1 }).lean().cursor()) yield decodeTask(document);
    },
    anchor: makeAnchor(models),
    anchors: async function* () {
      for await (const { _id: number, seq, hash } of anchors.find().sort({ _id: 1 }).lean().cursor()) yield { number, anchor: { seq, hash } };
    },
  };
};
