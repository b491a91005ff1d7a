import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';

const silent = { info: () => undefined, warn: () => undefined };

/** A DATA_DIR of its own. `whileOpen` is a running instance as far as the folder can tell; between two calls it is stopped. */
export const dataFolder = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-folder-'));
  return {
    dataDir,
    whileOpen: async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
      const embedded = await startEmbeddedStore({ dataDir });
      const store = await connectStore({ uri: embedded.uri, log: silent });
      try {
        return await work(store);
      } finally {
        await store.close();
        await embedded.close();
      }
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
};
