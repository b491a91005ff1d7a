import type { Anchor } from '../../src/domain/history.js';
import type { TaskStore } from '../../src/ports/task-store.js';
import { batching } from './batching.js';
import { SCHEMA_VERSION } from './documents.js';
import { areDuplicates } from './errors.js';
import type { Models } from './models.js';
import { decodeTask } from './task-codec.js';
import { makeList } from './task-query.js';
import { makeAnswerTo, makeClearIntents, makeCommit, makeInsert, makeReseal } from './task-write.js';

const makeNextNumber = ({ counters }: Pick<Models, 'counters'>): TaskStore['nextNumber'] => {
  const next = batching<null, number>(async (asked) => {
    const update = { $inc: { value: asked.length }, $setOnInsert: { schemaVersion: SCHEMA_VERSION } };
    const { value } = await counters.findOneAndUpdate({ _id: 'tasks' }, update, { upsert: true, returnDocument: 'after' }).orFail().lean();
    return asked.map((_, index) => ({ value: value - asked.length + 1 + index }));
  });
  return () => next(null);
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

const makeAnchor = ({ anchors }: Pick<Models, 'anchors'>): TaskStore['anchor'] => {
  const anchor = batching<{ number: number; anchor: Anchor }, undefined>(async (seen) => {
    try {
      await anchors.bulkWrite(
        seen.map(({ number, anchor: { seq, hash } }) => ({ updateOne: { filter: { _id: number, seq: { $lt: seq } }, update: { $set: { seq, hash, schemaVersion: SCHEMA_VERSION } }, upsert: true } })),
        { ordered: false },
      );
    } catch (error) {
      // Those that are there are as new or newer, and the insert that `upsert` falls back to met their _id.
      if (!areDuplicates(error)) throw error;
    }
    return seen.map(() => ({ value: undefined }));
  });
  return (number, at) => anchor({ number, anchor: at });
};

/** The tasks on MongoDB. */
export const makeTaskStore = (models: Models): TaskStore => {
  const { tasks, anchors } = models;
  const clearIntents = makeClearIntents(models);
  return {
    nextNumber: makeNextNumber(models),
    answerTo: makeAnswerTo(models),
    load: batching(async (numbers) => {
      const found = new Map((await tasks.find({ _id: { $in: [...new Set(numbers)] } }).lean()).map((document) => [document._id, document]));
      return numbers.map((number) => {
        const document = found.get(number);
        return { value: document ? decodeTask(document) : null };
      });
    }),
    insert: makeInsert(models),
    commit: makeCommit(models),
    list: makeList(models),
    workload: makeWorkload(models),
    attentionDue: async (now, limit) => {
      const due = await tasks.find({ attentionAt: { $lte: now } }, { _id: 1 }).sort({ attentionAt: 1 }).limit(limit).lean();
      return due.map(({ _id }) => _id);
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
