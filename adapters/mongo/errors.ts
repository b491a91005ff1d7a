import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/** Whether a unique index refused a write. */
export const isDuplicate = (error: unknown): boolean => error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** Whether unique indexes refused some of many writes, and nothing else went wrong. */
export const areDuplicates = (error: unknown): boolean => {
  if (!(error instanceof mongo.MongoBulkWriteError)) return false;
  const faults = [error.writeErrors].flat();
  return error.result.getWriteConcernError() === undefined && faults.length > 0 && faults.every(({ code }) => code === DUPLICATE_KEY);
};
