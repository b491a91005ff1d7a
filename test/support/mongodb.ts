import { afterAll, beforeAll } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Db } from 'mongodb';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';

export interface TestDatabase {
  readonly uri: string;
  /** What answers: a MongoDB server, or Rounds' own store. */
  readonly kind: 'mongod' | 'embedded';
  close(): Promise<void>;
}

const onPath = (): string | undefined => {
  try {
    return execFileSync(process.platform === 'win32' ? 'where' : 'which', ['mongod'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
};

/** A server program that is already on this machine. Nothing is ever downloaded: tests must not hang without a network. */
const findMongod = async (): Promise<string | undefined> => {
  const known = process.env.MONGOMS_SYSTEM_BINARY ?? onPath();
  if (known) return known;
  const { DryMongoBinary } = await import('mongodb-memory-server');
  return DryMongoBinary.locateBinary({ version: process.env.MONGOMS_VERSION ?? '7.0.14' });
};

const startMongod = async (systemBinary: string): Promise<TestDatabase> => {
  const { MongoMemoryReplSet } = await import('mongodb-memory-server');
  const replicaSet = await MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' }, binary: { systemBinary, checkMD5: false } });
  return { uri: replicaSet.getUri(), kind: 'mongod', close: async () => void (await replicaSet.stop()) };
};

/** The embedded store on a folder of its own, which is removed at the end. */
export const openEmbedded = async (): Promise<TestDatabase> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-store-'));
  const store = await startEmbeddedStore({ dataDir });
  return {
    uri: store.uri,
    kind: 'embedded',
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/**
 * The database to hold a behaviour against: the server that `TEST_MONGODB_URI` names, else a mongod that is on this
 * machine, else the embedded store.
 */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const uri = process.env.TEST_MONGODB_URI;
  if (uri) return { uri, kind: 'mongod', close: async () => undefined };
  const mongod = await findMongod();
  return mongod ? startMongod(mongod) : openEmbedded();
};

/** What a suite works with: a client, and new collections in a database that is dropped at the end. */
export interface Suite {
  readonly client: MongoClient;
  readonly db: Db;
  readonly kind: TestDatabase['kind'];
  collection(): Collection;
}

/** Opens a database for the tests of the file and closes it after them. */
export const useDatabase = (open: () => Promise<TestDatabase> = openTestDatabase): Suite => {
  let opened: { readonly database: TestDatabase; readonly client: MongoClient; readonly db: Db } | undefined;
  const get = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('the database is open within tests only');
    return opened;
  };
  beforeAll(async () => {
    const database = await open();
    const client = await MongoClient.connect(database.uri);
    opened = { database, client, db: client.db(`rounds_contract_${randomUUID().slice(0, 8)}`) };
  });
  afterAll(async () => {
    await opened?.db.dropDatabase();
    await opened?.client.close();
    await opened?.database.close();
  });
  return {
    get client() {
      return get().client;
    },
    get db() {
      return get().db;
    },
    get kind() {
      return get().database.kind;
    },
    collection: () => get().db.collection(`c${randomUUID().slice(0, 8)}`),
  };
};

/** The code of the error that a promise ends with; fails where it ends well. */
export const codeOf = async (work: Promise<unknown>): Promise<number | string | undefined> => {
  const error = await work.then(
    () => {
      throw new Error('this was expected to be refused');
    },
    (reason: unknown) => reason,
  );
  if (typeof error === 'object' && error !== null && 'code' in error) return error.code as number | string;
  throw error;
};
