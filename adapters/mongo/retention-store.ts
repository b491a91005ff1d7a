import type { Task } from '../../src/domain/task.js';
import type { ClosedTask, RetentionStore } from '../../src/ports/retention-store.js';
import type { Tombstone } from '../../src/domain/retention.js';
import { SCHEMA_VERSION, type TaskDocument, type TombstoneDocument } from './documents.js';
import { STREAMED, type Models } from './models.js';

const LOOKED_AT = { version: 1, type: 1, queue: 1, state: 1, createdAt: 1, since: 1, headHash: 1 } as const;

const decodeClosed = ({ _id: number, version, type, queue, state, createdAt, since, headHash }: Pick<TaskDocument, '_id' | keyof typeof LOOKED_AT>): ClosedTask =>
  // That type and state go together was promised by the task that was stored.
  ({ number, version, queue, createdAt, since, head: { seq: version, hash: headHash }, ...({ type, state } as Pick<Task, 'type' | 'state'>) });

const decode = ({ _id: number, schemaVersion: _schemaVersion, ...rest }: TombstoneDocument): Tombstone => ({ number, ...rest });

/** Closed tasks and tombstones on MongoDB. */
export const makeRetentionStore = ({ tasks, tombstones }: Pick<Models, 'tasks' | 'tombstones'>): RetentionStore => ({
  closedBy: async function* (at) {
    for await (const document of tasks.find({ closedAt: { $lte: at }, owingSince: { $exists: false } }, LOOKED_AT).sort({ closedAt: 1 }).lean().cursor(STREAMED)) yield decodeClosed(document);
  },
  tombstone: async (number) => {
    const found = await tombstones.findById(number).lean();
    return found && decode(found);
  },
  bury: async ({ number, ...rest }) => {
    await tombstones.updateOne({ _id: number }, { $set: { ...rest, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  unbury: async (number) => {
    if ((await tasks.exists({ _id: number })) !== null) await tombstones.deleteOne({ _id: number });
  },
  remove: async (number, version) => (await tasks.deleteOne({ _id: number, version, open: false })).deletedCount === 1,
  tombstones: async function* () {
    for await (const document of tombstones.find().sort({ _id: 1 }).lean().cursor(STREAMED)) yield decode(document);
  },
});
