import type { IntakeSecret, IntakeSecretStore } from '../../src/ports/intake-secret-store.js';
import { SCHEMA_VERSION, type IntakeSecretDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = ({ _id: source, schemaVersion: _schemaVersion, ...rest }: IntakeSecretDocument): IntakeSecret => ({ ...rest, source });

/** Secrets of intake sources on MongoDB: a document a source. */
export const makeIntakeSecretStore = ({ intakeSecrets }: Pick<Models, 'intakeSecrets'>): IntakeSecretStore => ({
  find: async (source) => {
    const found = await intakeSecrets.findById(source).lean();
    return found && decode(found);
  },
  all: async () => (await intakeSecrets.find().sort({ _id: 1 }).lean()).map(decode),
  remove: async (source) => (await intakeSecrets.deleteOne({ _id: source })).deletedCount === 1,
  put: async ({ source, ...secret }) => {
    if (secret.version > 1) return (await intakeSecrets.updateOne({ _id: source, version: secret.version - 1 }, { $set: secret })).matchedCount === 1;
    try {
      await intakeSecrets.create({ ...secret, _id: source, schemaVersion: SCHEMA_VERSION });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  },
});
