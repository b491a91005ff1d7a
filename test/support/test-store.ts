import { connectStore, type Store } from '../../adapters/mongo/index.js';
import { openFreshDatabase } from './fresh-database.js';

const silent = { info: () => undefined, warn: () => undefined };

export type TestStore = Store & { uri: string };

/** The stores on a fresh database; `close` drops it. */
export const openTestStore = async (): Promise<TestStore> => {
  const database = await openFreshDatabase();
  const store = await connectStore({ uri: database.uri, log: silent });
  const close = async () => {
    await store.close();
    await database.close();
  };
  return { ...store, uri: database.uri, close };
};
