import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MongoClient, type Document } from 'mongodb';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { useFolders } from './processes.js';

const WRITERS = 8;

const connect = (socketPath: string, retryWrites: boolean): Promise<MongoClient> =>
  MongoClient.connect(`mongodb://${encodeURIComponent(socketPath)}/kill?directConnection=true`, { retryWrites, serverSelectionTimeoutMS: 500 });

describe('a store that is killed as an acknowledgement leaves', () => {
  const { folder, start } = useFolders();

  /** Several writers insert until the process is dead; gives how many acknowledged documents are missing afterwards. */
  const lostWhenKilledAt = async (acknowledgement: number, build: 'sound' | 'broken'): Promise<{ readonly acknowledged: number; readonly lost: number }> => {
    const dataDir = folder();
    const socketPath = join(dataDir, 'kill.sock');
    const { child } = await start('killed-store', dataDir, socketPath, String(acknowledgement), build);
    const dead = once(child, 'exit');
    const client = await connect(socketPath, false);
    const acknowledged: string[] = [];
    const insertUntilDead = async (writer: number): Promise<void> => {
      for (let n = 0; ; n += 1) {
        const _id = `${writer}-${n}`;
        try {
          await client.db().collection<{ _id: string }>('c').insertOne({ _id });
        } catch {
          return;
        }
        acknowledged.push(_id);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => insertUntilDead(writer)));
    await dead;
    await client.close(true);
    const store = await startEmbeddedStore({ dataDir });
    const after = await MongoClient.connect(store.uri);
    const stored = new Set((await after.db('kill').collection<{ _id: string }>('c').find().toArray()).map(({ _id }) => _id));
    await after.close();
    await store.close();
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !stored.has(id)).length };
  };

  test.each([1, 2, 9, 40, 133])('at the %ith has everything it acknowledged', async (at) => {
    const { acknowledged, lost } = await lostWhenKilledAt(at, 'sound');
    expect(lost).toBe(0);
    expect(acknowledged).toBeGreaterThanOrEqual(at - WRITERS);
  });

  test('loses some where it acknowledges before it writes: the control', async () => {
    const results = [await lostWhenKilledAt(40, 'broken'), await lostWhenKilledAt(133, 'broken')];
    expect(results.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(0);
  });

  test('does a write once that is sent again after the next start', async () => {
    const dataDir = folder();
    const socketPath = join(dataDir, 'kill.sock');
    const { child } = await start('killed-store', dataDir, socketPath, '2', 'sound');
    const dead = once(child, 'exit');
    const client = await connect(socketPath, true);
    const counters = client.db('kill').collection<Document & { _id: number }>('c');
    await counters.insertOne({ _id: 1, n: 0 });
    const session = client.startSession();
    // The answer may or may not arrive before the process is gone; a driver would retry where it does not.
    await counters.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }).catch(() => undefined);
    await dead;
    const { id, txnNumber } = session.serverSession as unknown as { readonly id: unknown; readonly txnNumber: number };

    const store = await startEmbeddedStore({ dataDir });
    const after = await MongoClient.connect(store.uri);
    const again = after.startSession();
    Object.assign(again.serverSession, { id, txnNumber: txnNumber - 1 });
    const answer = await after.db('kill').collection('c').updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session: again });
    expect(answer).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await after.db('kill').collection('c').findOne()).toEqual({ _id: 1, n: 1 });
    await after.close();
    await client.close(true);
    await store.close();
  });
});
