// The store of this installation, for scripts beside it: whether Rounds runs or not.
import { existsSync } from 'node:fs';
import { FolderInUse, joinEmbeddedStore, startEmbeddedStore } from '../adapters/embedded-mongo/index.js';
import { connectStore } from '../adapters/mongo/index.js';
import type { Store } from '../adapters/mongo/index.js';
import { ConfigurationError, readConfig } from '../src/config.js';
import type { Config } from '../src/config.js';

const quiet = { info: () => undefined, warn: () => undefined };

/** The running instance's embedded store, or the folder's own for as long as the script takes. */
const openFolder = async (dataDir: string): Promise<{ uri: string; close(): Promise<void> }> => {
  if (!existsSync(dataDir)) throw new ConfigurationError([`DATA_DIR ${dataDir} is not there. Name the folder that Rounds keeps its data in, or set MONGODB_URI.`]);
  try {
    return await startEmbeddedStore({ dataDir });
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return { uri: joinEmbeddedStore(dataDir), close: async () => undefined };
  }
};

const open = async (config: Config): Promise<Store> => {
  if (config.MONGODB_URI !== undefined) return connectStore({ uri: config.MONGODB_URI, log: quiet });
  const folder = await openFolder(config.DATA_DIR);
  try {
    const store = await connectStore({ uri: folder.uri, log: quiet });
    return { ...store, close: async () => (await store.close(), await folder.close()) };
  } catch (error) {
    await folder.close();
    throw error;
  }
};

/** Runs `work` on the store that the environment names and sets the exit code: 0 only where it gave true. Faults go to stderr. */
export const withStore = async (work: (store: Store) => Promise<boolean>): Promise<void> => {
  try {
    const store = await open(readConfig(process.env));
    try {
      process.exitCode = (await work(store)) ? 0 : 1;
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof ConfigurationError ? 78 : 1; // 78: EX_CONFIG of sysexits
  }
};

/** Writes a line to stdout and waits until it has left: the reader sets the pace, and memory stays flat. */
export const printLine = (line: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
