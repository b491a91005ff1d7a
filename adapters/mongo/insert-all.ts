import { mongo } from 'mongoose';
import type { Model } from 'mongoose';
import type { Outcome } from './batching.js';
import { DUPLICATE_KEY } from './errors.js';

/** Inserts many documents in one command. Each is stored, or refused by a unique index; any other fault of one is its own, of the command everybody's. */
export const insertAll = async <T>(model: Model<T>, documents: readonly T[]): Promise<Outcome<'stored' | 'duplicate'>[]> => {
  const faults = new Map<number, mongo.WriteError>();
  try {
    await model.insertMany([...documents], { ordered: false, throwOnValidationError: true });
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError() !== undefined) throw error;
    for (const fault of [error.writeErrors].flat()) faults.set(fault.index, fault);
  }
  return documents.map((_, index) => {
    const fault = faults.get(index);
    if (fault === undefined) return { value: 'stored' };
    return fault.code === DUPLICATE_KEY ? { value: 'duplicate' } : { error: new Error(`the store refused a document: ${String(fault.code)}`) };
  });
};
