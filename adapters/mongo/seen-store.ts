import type { SeenStore } from '../../src/ports/task-store.js';
import { batching } from './batching.js';
import { SCHEMA_VERSION } from './documents.js';
import { insertAll } from './insert-all.js';
import type { Models } from './models.js';

/** Marks on MongoDB, which forgets them by an index; `wallClock` dates them. */
export const makeSeenStore = ({ seen }: Pick<Models, 'seen'>, wallClock: () => Date): SeenStore => {
  const has = batching<string, boolean>(async (ids) => {
    const found = new Set((await seen.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean()).map(({ _id }) => _id));
    return ids.map((id) => ({ value: found.has(id) }));
  });
  const mark = batching<string, 'stored' | 'duplicate'>((ids) => insertAll(seen, ids.map((_id) => ({ _id, at: wallClock(), schemaVersion: SCHEMA_VERSION }))));
  return { has, mark: async (id) => (await mark(id)) === 'stored' };
};
