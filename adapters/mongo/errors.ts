import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/** What the server says of one write of many that it refused. */
export type WriteRefusal = { index: number; code: number };

/** Whether a unique index refused a write. */
export const isDuplicate = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;

/**
 * What the server refused of many unordered writes, by their place; all others were stored. Throws the error where the
 * server did not say: the driver gives a lost connection the same class, and then nothing is known of any of them.
 */
export const refusedOf = (error: unknown): ReadonlyMap<number, WriteRefusal> => {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined) throw error;
  const refusals = [error.writeErrors].flat();
  if (refusals.length === 0) throw error;
  return new Map(refusals.map((refusal) => [refusal.index, refusal]));
};
