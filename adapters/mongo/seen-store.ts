import type { SeenStore } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

/** Marks on MongoDB, which forgets them by an index; `wallClock` dates them. */
export const makeSeenStore = ({ seen }: Pick<Models, 'seen'>, wallClock: () => Date): SeenStore => ({
  has: async (id) => (await seen.exists({ _id: id })) !== null,
  mark: async (id) => {
    try {
      await seen.create({ _id: id, at: wallClock(), schemaVersion: SCHEMA_VERSION });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  },
});
