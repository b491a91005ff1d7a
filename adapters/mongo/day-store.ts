import type { DayStore } from '../../src/ports/day-store.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

/** Figures of days on MongoDB, by their date. */
export const makeDayStore = ({ days }: Pick<Models, 'days'>): DayStore => ({
  last: async () => (await days.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean())?._id ?? null,
  since: async (day) => {
    const found = await days.find({ _id: { $gte: day } }).sort({ _id: 1 }).lean();
    return found.map(({ _id, rows }) => ({ day: _id, rows }));
  },
  keep: async ({ day, rows }) => {
    await days.updateOne({ _id: day }, { $set: { rows: [...rows], schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  forget: async () => {
    await days.deleteMany({});
  },
});
