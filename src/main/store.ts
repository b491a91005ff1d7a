// Where tasks lie, and the key that their texts are sealed with.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { EmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import { fingerprintOf, makeSealer } from '../../adapters/sealer/index.js';
import { keyInFile } from '../../adapters/sealer/key-file.js';
import { ConfigurationError } from '../config.js';
import type { Config } from '../config.js';
import type { Sealer } from '../ports/sealer.js';
import { holdKey, keyFault } from '../use-cases/hold-key.js';
import { beginStorage } from './storage.js';

/** The practice's own MongoDB, or the embedded store in DATA_DIR. */
export const openStore = async (config: Config, log: Logger, begun?: EmbeddedStore | null): Promise<{ store: Store; close(): Promise<void> }> => {
  const embedded = begun ?? (await beginStorage(config));
  const store = await connectStore({ uri: embedded?.uri ?? config.MONGODB_URI ?? '', log });
  return { store, close: async () => (await store.close(), await embedded?.close()) };
};

/** The key of FIELD_KEY, or the one that lies in DATA_DIR since the first start. */
const fieldKey = async (config: Config, log: Pick<Logger, 'warn'>): Promise<Buffer> => {
  if (config.FIELD_KEY !== undefined) return config.FIELD_KEY;
  // The texts then lie on another machine than their key, which each instance makes for itself.
  if (config.MONGODB_URI !== undefined) log.warn('FIELD_KEY is not set beside MONGODB_URI: texts are sealed with the key in DATA_DIR. Without that folder nobody opens them again, and another instance with another key does not start. Set FIELD_KEY.');
  return keyInFile(join(config.DATA_DIR, 'field.key'));
};

/** Seals with today's key. Throws ConfigurationError where the texts of this store need another. */
export const openSealer = async (config: Config, store: Pick<Store, 'keyMarks'>, log: Pick<Logger, 'warn'>): Promise<Sealer> => {
  const key = await fieldKey(config, log);
  const older = config.OLD_FIELD_KEY === undefined ? [] : [config.OLD_FIELD_KEY];
  const held = await holdKey(store.keyMarks, { current: fingerprintOf(key), older: older.map(fingerprintOf) });
  if (!held.ok) throw new ConfigurationError([keyFault(held.why)]);
  return makeSealer(key, older);
};

/** The practice's own YAML; nothing where the starter is enough. Throws ConfigurationError where the file cannot be read. */
export const playbookText = async (file: string | undefined): Promise<string> => {
  if (file === undefined) return '';
  return readFile(file, 'utf8').catch((): never => {
    throw new ConfigurationError([`PLAYBOOK ${file} cannot be read. Name a YAML file that is there, or remove PLAYBOOK to use the starter.`]);
  });
};
