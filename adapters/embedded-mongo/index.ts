import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock.js';
import type { FromWorker, WorkerData } from './thread.js';

export { FolderInUse } from './folder-lock.js';

export interface EmbeddedStoreOptions {
  /** The folder of the data; made where it is missing, and readable by its owner alone. */
  readonly dataDir: string;
  /** Told when the store's thread dies after it had started. Without it, such a fault is thrown and ends the process. */
  readonly onFault?: (fault: Error) => void;
}

export interface EmbeddedStore {
  /** A connection string for mongoose, the `mongodb` driver and Agenda. */
  readonly uri: string;
  /** Answers what was asked, writes everything down, and gives the folder back. */
  close(): Promise<void>;
}

/** Systems refuse longer paths of sockets (macOS at 104 bytes, Linux at 108). */
const LONGEST_SOCKET_PATH = 100;

interface SocketPlace {
  readonly path: string | undefined;
  readonly remove: () => void;
}

const placeSocket = (dataDir: string): SocketPlace => {
  if (process.platform === 'win32') return { path: undefined, remove: () => undefined };
  const path = join(dataDir, 'mongo.sock');
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) return { path, remove: () => rmSync(path, { force: true }) };
  const elsewhere = mkdtempSync(join(tmpdir(), 'rounds-'));
  return { path: join(elsewhere, 'mongo.sock'), remove: () => rmSync(elsewhere, { recursive: true, force: true }) };
};

const uriOf = (address: string, socketPath: string | undefined): string =>
  `mongodb://${socketPath === undefined ? address : encodeURIComponent(socketPath)}/rounds?directConnection=true`;

/** Where the owner of a folder says how to reach its store: a socket of a long path lies elsewhere, and a port is known to its owner alone. */
const addressFile = (dataDir: string): string => join(dataDir, 'mongo.uri');

/** The connection string of the store that a running process keeps on this folder. Throws where none does, or does not yet. */
export const joinEmbeddedStore = (dataDir: string): string => {
  try {
    return readFileSync(addressFile(resolve(dataDir)), 'utf8');
  } catch {
    throw new Error(`The store of ${dataDir} is starting or stopping. Try again in a moment.`);
  }
};

const throwLater = (fault: Error): void => {
  queueMicrotask(() => {
    throw fault;
  });
};

const startThread = (data: WorkerData, onEnd: (fault: Error | undefined) => void): Promise<{ readonly address: string; readonly worker: Worker }> =>
  new Promise((ready, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: data });
    let fault: Error | undefined;
    worker.on('error', (error: Error) => {
      fault = error;
    });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') ready({ address: message.address, worker });
    });
    worker.on('exit', (code) => {
      const ended = fault ?? (code === 0 ? undefined : new Error(`The embedded store's thread ended with code ${code}.`));
      reject(ended ?? new Error("The embedded store's thread ended before it was ready."));
      onEnd(ended);
    });
  });

/**
 * Starts the embedded store on a folder, in its own thread. Throws `FolderInUse` where another process has the folder,
 * and whatever keeps the store from starting. One process owns a folder; everybody in it may connect to the address.
 */
export const startEmbeddedStore = async ({ dataDir: given, onFault = throwLater }: EmbeddedStoreOptions): Promise<EmbeddedStore> => {
  const dataDir = resolve(given);
  mkdirSync(dirname(dataDir), { recursive: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const unlock = lockFolder(dataDir);
  rmSync(addressFile(dataDir), { force: true }); // That of an owner who was killed.
  const socket = placeSocket(dataDir);
  const leave = (): void => {
    rmSync(addressFile(dataDir), { force: true });
    socket.remove();
    unlock();
  };
  let started = false;
  let closing: Promise<void> | undefined;
  const ended = (fault: Error | undefined): void => {
    leave();
    if (started && (fault || !closing)) onFault(fault ?? new Error("The embedded store's thread ended by itself."));
  };
  const { address, worker } = await startThread({ dataDir, socketPath: socket.path }, ended);
  started = true;
  const uri = uriOf(address, socket.path);
  writeFileSync(addressFile(dataDir), uri, { mode: 0o600 });
  return {
    uri,
    close: () => {
      closing ??= new Promise<void>((done) => {
        worker.once('exit', () => done());
        worker.postMessage('close');
      });
      return closing;
    },
  };
};
