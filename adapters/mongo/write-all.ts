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

/** Carries out upserts. A duplicate is no fault: somebody else made the document between the look and the insert that an upsert is. */
export const upsertAll = async <T extends object>(model: Model<T>, upserts: AnyBulkWriteOperation<T>[]): Promise<(undefined | Error)[]> => {
  const refused = await model.bulkWrite(upserts as never, { ordered: false }).then(() => NONE, refusedOf);
  return upserts.map((_, index) => {
    const told = refused.get(index);
    return told === undefined || isDuplicate(told) ? undefined : refusal(told);
  });
};
