// Many writes in one command, each with an answer of its own, in order.
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import { isDuplicate, refusedOf, type WriteRefusal } from './errors.js';

const NONE: ReadonlyMap<number, WriteRefusal> = new Map();

/** The server's own words may quote the document: they stay out. */
const refusal = ({ code }: WriteRefusal) => new Error(`the store refused a write: code ${code}`);

/**
 * Inserts documents; `duplicate` where a unique index refused one. They go as they are: mongoose's casting, which costs more
 * than the write, is left out; that no field lacks and none is too many is the compiler's business.
 * Throws where the server did not account for each of them.
 */
export const insertAll = async <T extends object>(model: Model<T>, documents: readonly T[]): Promise<('stored' | 'duplicate' | Error)[]> => {
  const { insertedCount, refused } = await model.collection.insertMany([...documents] as never, { ordered: false }).then(
    (written) => ({ insertedCount: written.insertedCount, refused: NONE }),
    (error: { insertedCount: number }) => ({ refused: refusedOf(error), insertedCount: error.insertedCount }),
  );
  if (insertedCount + refused.size !== documents.length) throw new Error(`of ${documents.length} documents the store took ${insertedCount} and refused ${refused.size}`);
  return documents.map((_, index) => {
    const told = refused.get(index);
    if (told === undefined) return 'stored';
    return isDuplicate(told) ? 'duplicate' : refusal(told);
  });
};

/**
 * Carries out upserts. A duplicate is no fault: somebody else made the document between the look and the insert that an upsert is.
 * They go as they are, as inserts do: mongoose leaves out what it cannot cast and says that all went well, and what is left moves up, so that
 * the server's refusals would be told to others. Throws where the server did not account for each of them.
 */
export const upsertAll = async <T extends object>(model: Model<T>, upserts: AnyBulkWriteOperation<T>[]): Promise<(undefined | Error)[]> => {
  const { done, refused } = await model.collection.bulkWrite(upserts as never, { ordered: false }).then(
    ({ matchedCount, upsertedCount }) => ({ done: matchedCount + upsertedCount, refused: NONE }),
    (error: { matchedCount: number; upsertedCount: number }) => ({ refused: refusedOf(error), done: error.matchedCount + error.upsertedCount }),
  );
  if (done + refused.size !== upserts.length) throw new Error(`of ${upserts.length} upserts the store took ${done} and refused ${refused.size}`);
  return upserts.map((_, index) => {
    const told = refused.get(index);
    return told === undefined || isDuplicate(told) ? undefined : refusal(told);
  });
};
