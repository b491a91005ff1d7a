import type { AbsenceStore } from '../../src/ports/absence-store.js';
import { SCHEMA_VERSION, type AbsenceDocument } from './documents.js';
import type { Models } from './models.js';

const decode = ({ _id: person, away, returned }: AbsenceDocument) => ({ person, away, returned });

/** Absences on MongoDB: a document a person. */
export const makeAbsenceStore = ({ absences }: Pick<Models, 'absences'>): AbsenceStore => ({
  find: async (person) => {
    const found = await absences.findById(person).lean();
    return found && decode(found);
  },
  put: async ({ person, away, returned }) => {
    await absences.updateOne({ _id: person }, { $set: { away: [...away], returned, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  all: async () => (await absences.find().sort({ _id: 1 }).lean()).map(decode),
});
