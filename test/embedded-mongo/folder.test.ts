import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { FolderInUse, startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { end, useFolders } from './processes.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const socketOf = (uri: string): string => decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');

describe('the folder of a store', () => {
  const { folder, start, open } = useFolders();

  test('is for its owner alone, and so is the socket', async () => {
    const dataDir = join(folder(), 'deep', 'data');
    const { store } = await open(dataDir);
    expect(modeOf(dataDir)).toBe('700');
    expect(modeOf(join(dataDir, 'mongo.sock'))).toBe('600');
    await store.close();
    expect(readdirSync(dataDir).sort()).toEqual(['store.mdb', 'store.mdb-lock']);
  });

  test('may have a path too long for a socket', async () => {
    const dataDir = join(folder(), 'x'.repeat(120));
    const { store, client } = await open(dataDir);
    const path = socketOf(store.uri);
    expect(path).not.toContain('xxx');
    expect([modeOf(join(path, '..')), modeOf(path)]).toEqual(['700', '600']);
    await client.db().command({ ping: 1 });
    await client.close();
    await store.close();
    expect(existsSync(join(path, '..'))).toBe(false);
  });

  test('refuses a second owner, in words', async () => {
    const dataDir = folder();
    const { child } = await start('held-store', dataDir);
    const refused = await startEmbeddedStore({ dataDir }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderInUse);
    expect((refused as Error).message).toBe(`The data folder ${dataDir} is in use by process ${child.pid}. Stop that process, or give this one a folder of its own (DATA_DIR).`);
  });

  test('refuses a second owner in the same process, until the first has closed', async () => {
    const dataDir = folder();
    const { store: first } = await open(dataDir);
    await expect(startEmbeddedStore({ dataDir })).rejects.toBeInstanceOf(FolderInUse);
    await first.close();
    await (await startEmbeddedStore({ dataDir })).close();
  });

  test('needs no repair after its owner was killed', async () => {
    const dataDir = folder();
    const { child, said } = await start('held-store', dataDir);
    const before = await MongoClient.connect(said);
    await before.db().collection('c').createIndex({ a: 1 }, { unique: true });
    await before.db().collection('c').insertOne({ a: 1 });
    await end(child);
    await before.close(true);
    const { client } = await open(dataDir);
    expect(await client.db().collection('c').countDocuments({ a: 1 })).toBe(1);
    await expect(client.db().collection('c').insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
  });

  test('is taken over where the owner’s number now belongs to another process', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'owner.lock'), `${process.pid}\nsome other start\n`);
    await (await startEmbeddedStore({ dataDir })).close();
  });

  test('that holds something else is refused, and given back', async () => {
    const dataDir = folder();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'store.mdb'), 'x'.repeat(8192));
    await expect(startEmbeddedStore({ dataDir })).rejects.toThrow('is no store of Rounds');
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(false);
  });
});

describe('a connection', () => {
  const { folder, open } = useFolders();

  test.each([
    ['text', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a size that is none', Buffer.from('00000000'.repeat(4), 'hex')],
    ['an operation no longer spoken', Buffer.from('1400000001000000000000000100000000000000', 'hex')],
    ['a body that passes its end', Buffer.from('1a0000000100000000000000dd0700000000000000ff00000000', 'hex')],
  ])('that speaks %s is closed, and others are served', async (_name, bytes) => {
    const { store, client } = await open(folder());
    const stranger = createConnection(socketOf(store.uri));
    stranger.on('error', () => undefined);
    stranger.resume();
    const closed = once(stranger, 'close');
    stranger.write(bytes);
    await closed;
    expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('is answered while another reads everything', async () => {
    const { client } = await open(folder());
    const collection = client.db().collection('c');
    await collection.insertMany(Array.from({ length: 30_000 }, (_, n) => ({ n, text: 'x'.repeat(50) })));
    const order: string[] = [];
    const long = collection.countDocuments({ text: /y$/ }).then(() => order.push('long'));
    await client.db().command({ ping: 1 });
    order.push('short');
    await long;
    expect(order).toEqual(['short', 'long']);
  });

  test('a query may say how long it may take', async () => {
    const { client } = await open(folder());
    const collection = client.db().collection('c');
    await collection.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, text: 'x'.repeat(50) })));
    await expect(collection.find({ text: /y$/ }).maxTimeMS(1).toArray()).rejects.toMatchObject({ code: 50 });
  });
});
