import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openTestDatabase } from './mongodb.js';

/** A database of its own on whatever server the tests run on. `close` drops it. */
export const openFreshDatabase = async (): Promise<{ uri: string; close(): Promise<void> }> => {
  const server = await openTestDatabase();
  const uri = server.uri.replace(/^(\w+(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/rounds_${randomUUID().slice(0, 8)}`);
  const close = async () => {
    const client = await MongoClient.connect(uri);
    await client.db().dropDatabase();
    await client.close();
    await server.close();
  };
  return { uri, close };
};
