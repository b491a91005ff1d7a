import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startEmbeddedStore, type EmbeddedStore } from '../../adapters/embedded-mongo/index.js';

/** Another process of a test, and what it said when it was ready. */
export interface Started {
  readonly child: ChildProcess;
  readonly said: string;
}

/** A store of this process, and a client of it. */
export interface Opened {
  readonly store: EmbeddedStore;
  readonly client: MongoClient;
}

export interface Folders {
  readonly folder: () => string;
  /** Starts one of the scripts beside this file and waits until it says that it is ready. */
  readonly start: (script: string, ...args: string[]) => Promise<Started>;
  readonly open: (dataDir: string) => Promise<Opened>;
}

/** Folders, stores and processes that go away after each test, however it ends. */
export const useFolders = (): Folders => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    folder: () => {
      const folder = mkdtempSync(join(tmpdir(), 'rounds-store-'));
      closers.push(async () => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
    start: async (script, ...args) => {
      // Jest's own options for its modules are none of the child's.
      const child = fork(fileURLToPath(new URL(`./${script}.js`, import.meta.url)), args, { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } });
      closers.push(() => end(child));
      const [said] = (await once(child, 'message')) as [unknown];
      return { child, said: String(said) };
    },
    open: async (dataDir) => {
      const store = await startEmbeddedStore({ dataDir });
      closers.push(() => store.close());
      const client = await MongoClient.connect(store.uri);
      closers.push(() => client.close(true));
      return { store, client };
    },
  };
};

/** Kills a process with SIGKILL and waits until it is gone. */
export const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};
