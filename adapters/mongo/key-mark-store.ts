import type { KeyMarkStore } from '../../src/ports/key-marks.js';
import { SCHEMA_VERSION } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const FIELD_KEY = 'field_key';

/** The mark of the field key on MongoDB: one document, whose `_id` lets one instance be the first. */
export const makeKeyMarkStore = ({ keyMarks }: Pick<Models, 'keyMarks'>): KeyMarkStore => ({
  read: async () => {
    const marks = await keyMarks.findById(FIELD_KEY).lean();
    return marks && { current: marks.current, older: marks.older };
  },
  replace: async (read, { current, older }) => {
    if (read !== null) return (await keyMarks.updateOne({ _id: FIELD_KEY, current: read.current }, { $set: { current, older: [...older] } })).matchedCount === 1;
    try {
      await keyMarks.create({ _id: FIELD_KEY, schemaVersion: SCHEMA_VERSION, current, older: [...older] });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  },
});
