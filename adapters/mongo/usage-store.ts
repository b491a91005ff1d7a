import type { UsageStore } from '../../src/ports/model.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

/** The model's cost, in counters beside that of the tasks: adding is one atomic write each. */
export const makeUsageStore = ({ counters }: Pick<Models, 'counters'>): UsageStore => {
  const idOf = (month: string, what: 'tokens' | 'microdollars') => `model:${month}:${what}`;
  const read = async (id: string) => (await counters.findById(id).lean())?.value ?? 0;
  const add = (id: string, value: number) => counters.updateOne({ _id: id }, { $inc: { value }, $setOnInsert: { schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  return {
    of: async (month) => {
      const [tokens, microdollars] = await Promise.all([read(idOf(month, 'tokens')), read(idOf(month, 'microdollars'))]);
      return { tokens, microdollars };
    },
    add: async (month, { tokens, microdollars }) => {
      await Promise.all([add(idOf(month, 'tokens'), tokens), add(idOf(month, 'microdollars'), microdollars)]);
    },
  };
};
