import type { Handoff } from '../../src/domain/handoff.js';
import type { HandoffStore } from '../../src/ports/handoff-store.js';
import { SCHEMA_VERSION, type HandoffDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = ({ _id: id, schemaVersion: _schemaVersion, addedAt: _addedAt, lookAt, ...rest }: HandoffDocument): Handoff => ({ ...rest, id, lookAt: lookAt ?? null });

/** Without `lookAt` where nothing is left to do: its sparse index then leaves it out. */
const encode = ({ id: _id, lookAt, ...rest }: Handoff) => ({ ...rest, schemaVersion: SCHEMA_VERSION, ...(lookAt === null ? {} : { lookAt }) });

/** Handoffs on MongoDB; `wallClock` dates them, so that an index forgets them. */
export const makeHandoffStore = ({ handoffs }: Pick<Models, 'handoffs'>, wallClock: () => Date): HandoffStore => ({
  add: async (handoff) => {
    try {
      await handoffs.create({ ...encode(handoff), _id: handoff.id, addedAt: wallClock() });
      return 'stored';
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return 'already';
    }
  },
  find: async (id) => {
    const found = await handoffs.findById(id).lean();
    return found && decode(found);
  },
  change: async (next) => {
    const written = await handoffs.updateOne({ _id: next.id, version: next.version - 1 }, { $set: encode(next), ...(next.lookAt === null ? { $unset: { lookAt: 1 } } : {}) });
    return written.matchedCount === 1;
  },
  owing: async (now, limit) => (await handoffs.find({ lookAt: { $lte: now } }).sort({ lookAt: 1 }).limit(limit).lean()).map(decode),
  pending: async () => (await handoffs.find({ lookAt: { $gt: new Date(0) } }).lean()).map(decode),
});
