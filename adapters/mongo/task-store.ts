import type { Anchor } from '../../src/domain/history.js';
import type { TaskStore } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION } from './documents.js';
import { grouped } from './grouped.js';
import { STREAMED, type Models } from './models.js';
import { decodeListed, decodeTask, LISTED } from './task-codec.js';
import { makeList, makePilot } from './task-query.js';
import { upsertAll } from './write-all.js';
import { makeAnswerTo, makeCommit, makeInsert, makeReseal, makeSettle } from './task-write.js';

const makeNextNumber = ({ counters }: Pick<Models, 'counters'>): TaskStore['nextNumber'] => {
  const next = grouped<1, number>(async (asked) => {
    const update = { $inc: { value: asked.length }, $setOnInsert: { schemaVersion: SCHEMA_VERSION } };
    const { value: last } = await counters.findOneAndUpdate({ _id: 'tasks' }, update, { upsert: true, returnDocument: 'after' }).orFail().lean();
    return asked.map((_, index) => last - asked.length + 1 + index);
  });
  return () => next(1);
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

const makeOwing = ({ tasks }: Pick<Models, 'tasks'>): TaskStore['owing'] =>
  async (limit) => {
    const found = await tasks
      .find({ owingSince: { $gt: new Date(0) } }, { version: 1, headHash: 1, intents: 1 })
      .sort({ owingSince: 1 })
      .limit(limit)
      .lean();
    return found.map(({ _id: number, version, headHash, intents }) => ({ number, version, anchor: { seq: version, hash: headHash }, intents }));
  };

const makeAnchor = ({ anchors }: Pick<Models, 'anchors'>): TaskStore['anchor'] => {
  // Where none is older, one as new or newer is there, and the upsert meets its _id.
  const anchor = grouped((heads: readonly { number: number; anchor: Anchor }[]) => upsertAll(anchors, heads.map(({ number, anchor: { seq, hash } }) => ({
    updateOne: { filter: { _id: number, seq: { $lt: seq } }, update: { $set: { seq, hash, schemaVersion: SCHEMA_VERSION } }, upsert: true },
  }))));
  return (number, head) => anchor({ number, anchor: head });
};

/** The tasks on MongoDB. */
export const makeTaskStore = (models: Models): TaskStore => {
  const { tasks, anchors } = models;
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
    madeSince: async function* (queues, since) {
      for await (const document of tasks.find({ queue: { $in: [...queues] }, createdAt: { $gte: since } }, LISTED).lean().cursor(STREAMED)) yield decodeListed(document);
    },
    pilot: makePilot(models),
    workload: makeWorkload(models),
    attentionDue: async (now, limit) => {
      const due = await tasks.find({ attentionAt: { $lte: now } }, { version: 1 }).sort({ attentionAt: 1 }).limit(limit).lean();
      return due.map(({ _id: number, version }) => ({ number, version }));
    },
    owing: makeOwing(models),
    settle: makeSettle(models),
    reseal: makeReseal(models),
    open: async function* () {
      for await (const document of tasks.find({ open: true }, LISTED).lean().cursor(STREAMED)) yield { task: decodeListed(document), changedAt: document.changedAt ?? null };
    },
    changedSince: async function* (at) {
      for await (const document of tasks.find({ changedAt: { $gte: at } }).lean().cursor(STREAMED)) yield decodeTask(document);
    },
    all: async function* () {
      for await (const document of tasks.find().sort({ _id: 1 }).lean().cursor(STREAMED)) yield decodeTask(document);
    },
    anchor: makeAnchor(models),
    anchorOf: async (number) => {
      const anchored = await anchors.findById(number).lean();
      return anchored && { seq: anchored.seq, hash: anchored.hash };
    },
    anchors: async function* () {
      for await (const { _id: number, seq, hash } of anchors.find().sort({ _id: 1 }).lean().cursor(STREAMED)) yield { number, anchor: { seq, hash } };
    },
  };
};
