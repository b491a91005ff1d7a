// The writes of a task: each is one atomic write of one document (invariant 4).
import type { Task } from '../../src/domain/task.js';
import type { Answer, Commit, TaskStore } from '../../src/ports/task-store.js';
import type { TaskDocument } from './documents.js';
import { grouped } from './grouped.js';
import { insertAll } from './write-all.js';
import type { Models } from './models.js';
import { encodeTask, marksOf, replacing } from './task-codec.js';

const COMMANDS_KEPT = 50;
const REMEMBERED = { commands: 1, origin: 1 } as const;

type Tasks = Pick<Models, 'tasks'>;

/** The entries that a commit adds. Throws where the task's version and its history disagree: the guard would prove nothing. */
const added = ({ number, version, history }: Task, expected: number) => {
  const entries = history.slice(expected);
  if (history.length !== version || entries.length === 0 || history.at(-1)?.seq !== version) {
    throw new Error(`T-${number} at version ${version} after ${expected} has ${history.length} entries of history`);
  }
  return entries;
};

/** Since when it owes: at least the anchor of its new entry, and its intents. */
const owing = ({ task }: Pick<Commit, 'task'>): Pick<TaskDocument, 'owingSince'> => {
  const caused = task.history.at(-1)?.at;
  return caused ? { owingSince: caused } : {};
};

/** The answer to a command that some task remembers. */
export const makeAnswerTo = ({ tasks }: Tasks): TaskStore['answerTo'] =>
  async (id) => {
    // Two questions of one index each, and not one of both: every server answers these from the index.
    const asked = [{ 'commands.id': id }, { 'origin.id': id }].map((filter) => tasks.findOne(filter, REMEMBERED).lean());
    const task = (await Promise.all(asked)).find((found) => found !== null);
    return task ? answerIn(task, id) : null;
  };

const answerIn = ({ commands, origin }: Pick<TaskDocument, 'commands' | 'origin'>, id: string): Answer | null =>
  [origin, ...commands].find((command) => command.id === id)?.answer ?? null;

export const makeInsert = ({ tasks }: Tasks): TaskStore['insert'] => {
  const answerTo = makeAnswerTo({ tasks });
  const insert = grouped((documents: readonly TaskDocument[]) => insertAll(tasks, documents));
  return async ({ task, intents, words, once }) => {
    const inserted = await insert({ ...encodeTask(task, words), ...owing({ task }), _id: task.number, history: added(task, 0), intents: [...intents], commands: [], origin: once });
    if (inserted === 'stored') return { result: 'stored' };
    const answer = await answerTo(once.id);
    if (!answer) throw new Error(`T-${task.number} is there already, and not by this command`);
    return { result: 'already', answer };
  };
};

export const makeCommit = ({ tasks }: Tasks): TaskStore['commit'] =>
  async ({ task, expected, intents, words, once }) => {
    const written = await tasks.updateOne(
      { _id: task.number, version: expected, 'commands.id': { $ne: once.id } },
      {
        ...replacing(encodeTask(task, words)),
        $push: { history: { $each: added(task, expected) }, intents: { $each: [...intents] }, commands: { $each: [once], $slice: -COMMANDS_KEPT } },
        // What is owed already is older.
        $min: owing({ task }),
      },
    );
    if (written.matchedCount === 1) return { result: 'stored' };
    const stored = await tasks.findById(task.number, REMEMBERED).lean();
    const answer = stored && answerIn(stored, once.id);
    return answer ? { result: 'already', answer } : { result: 'lost_race' };
  };

/** Beside the version, which stays: what is stored says the same as before. */
export const makeReseal = ({ tasks }: Tasks): TaskStore['reseal'] =>
  async ({ number, version, fields, sourceText, notes }) => {
    const marks = marksOf({ fields });
    const found = marks.length > 0 ? { $set: { fields, sourceText, notes, marks } } : { $set: { fields, sourceText, notes }, $unset: { marks: 1 } };
    const written = await tasks.updateOne({ _id: number, version }, found);
    return { result: written.matchedCount === 1 ? 'stored' : 'lost_race' };
  };

/** A task that has changed since, or has other intents, still owes. */
export const makeSettle = ({ tasks }: Tasks): TaskStore['settle'] => {
  const settle = grouped<Parameters<TaskStore['settle']>[0], void>(async (paid) => {
    await tasks.bulkWrite(paid.flatMap(({ number, version, keys }) => [
      { updateOne: {
        filter: { _id: number, version, intents: { $not: { $elemMatch: { key: { $nin: [...keys] } } } } },
        update: { $set: { intents: [] }, $unset: { owingSince: 1 } },
      } },
      ...(keys.length === 0 ? [] : [{ updateOne: { filter: { _id: number, 'intents.key': { $in: [...keys] } }, update: { $pull: { intents: { key: { $in: [...keys] } } } } } }]),
    ]));
    return paid.map(() => undefined);
  });
  return (paid) => settle(paid);
};
