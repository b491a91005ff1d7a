import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { dataFolder } from '../support/data-folder.js';
import { eventually } from '../support/eventually.js';
import { serve } from '../support/serving.js';

test('/readyz is 503 while the store is gone, and 200 when it is back; /healthz and /metrics answer all the while', async () => {
  const [database, own] = [dataFolder(), dataFolder()];
  const store = await startEmbeddedStore({ dataDir: database.dataDir });
  const rounds = await serve({ DATA_DIR: own.dataDir, MONGODB_URI: store.uri, LOG_LEVEL: 'silent' });
  const status = async (path: string) => (await fetch(`${rounds.url}${path}`)).status;
  expect(await status('/readyz')).toBe(200);

  await store.close();
  expect(await status('/readyz')).toBe(503);
  expect(await status('/healthz')).toBe(200);
  expect(await (await fetch(`${rounds.url}/metrics`)).text()).toMatch(/^rounds_notices_waiting Nan$/m);

  const back = await startEmbeddedStore({ dataDir: database.dataDir });
  await eventually('it is ready again', async () => (await status('/readyz')) === 200);
  // The store went away while the jobs were being begun, or after: they run all the same.
  const client = await MongoClient.connect(back.uri);
  await eventually('jobs are woken', async () => (await client.db().collection('wakeups').countDocuments({ lastFinishedAt: { $exists: true } })) > 0);
  await client.close();
  expect(await rounds.stop()).toBe(0);
  await back.close();
  for (const folder of [database, own]) folder.remove();
});
