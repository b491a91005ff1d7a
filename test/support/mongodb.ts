import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

export type TestDatabase = { uri: string; kind: string; close(): Promise<void> };

/** A fresh database on the server that TEST_MONGODB_URI names; `close` drops it. */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const server = process.env.TEST_MONGODB_URI;
  if (!server) throw new Error('Set TEST_MONGODB_URI to a MongoDB replica set.');
  const name = `rounds-test-${randomUUID()}`;
  const uri = new URL(server);
  uri.pathname = `/${name}`;
  const drop = async () => {
    const client = await MongoClient.connect(uri.href);
    await client.db(name).dropDatabase();
    await client.close();
  };
  return { uri: uri.href, kind: 'server', close: drop };
};
