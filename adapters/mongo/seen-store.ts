import type { SeenStore } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION } from './documents.js';
import { grouped } from './grouped.js';
import { insertAll } from './write-all.js';
import type { Models } from './models.js';

/** A mark is made after the answer: nobody waits for it. */
const APART_MS = 40;

/** Marks on MongoDB, which forgets them by an index; `wallClock` dates them. */
export const makeSeenStore = ({ seen }: Pick<Models, 'seen'>, wallClock: () => Date): SeenStore => {
  const has = grouped<string, boolean>(async (ids) => {
    const found = new Set((await seen.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean()).map(({ _id }) => _id));
    return ids.map((id) => found.has(id));
  });
  const mark = grouped((ids: readonly string[]) => insertAll(seen, ids.map((_id) => ({ _id, at: wallClock(), schemaVersion: SCHEMA_VERSION }))), { apartMs: APART_MS });
  return { has, mark: async (id) => (await mark(id)) === 'stored' };
};
