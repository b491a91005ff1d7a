// The embedded store's thread. This file reads nothing else from disk, so that the thread starts while the rest is read.
import type { EmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import type { Config } from '../config.js';

/** Starts the embedded store on DATA_DIR; null where the practice has its own MongoDB. */
export const beginStorage = async ({ MONGODB_URI, DATA_DIR }: Pick<Config, 'MONGODB_URI' | 'DATA_DIR'>): Promise<EmbeddedStore | null> => {
  if (MONGODB_URI !== undefined) return null;
  const { startEmbeddedStore } = await import('../../adapters/embedded-mongo/index.js');
  return startEmbeddedStore({ dataDir: DATA_DIR });
};
