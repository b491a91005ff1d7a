import type { AbsenceStore } from '../../src/ports/absence-store.js';
import { SCHEMA_VERSION, type AbsenceDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = ({ _id: person, away, returned }: AbsenceDocument) => ({ person, away, returned });

/** Absences on MongoDB: a document a person. */
export const makeAbsenceStore = ({ absences }: Pick<Models, 'absences'>): AbsenceStore => ({
  find: async (person) => {
    const found = await absences.findById(person).lean();
    return found && decode(found);
  },
  replace: async (read, { person, away, returned }) => {
    const said = { away: [...away], returned };
    if (read !== null) return (await absences.updateOne({ _id: person, away: [...read.away], returned: read.returned }, { $set: said })).matchedCount === 1;
    try {
      await absences.create({ _id: person, schemaVersion: SCHEMA_VERSION, ...said });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  },
  all: async () => (await absences.find().sort({ _id: 1 }).lean()).map(decode),
});
