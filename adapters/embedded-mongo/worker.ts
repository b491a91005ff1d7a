// The store's own thread: a long query here never holds up whoever answers Slack.
import { parentPort, workerData } from 'node:worker_threads';
import { startServer } from './server/server.js';
import { Store } from './storage/store.js';
import type { FromWorker, WorkerData } from './thread.js';

const { dataDir, socketPath } = workerData as WorkerData;

const tell = (message: FromWorker): void => parentPort?.postMessage(message);

/** Thrown where nobody catches it, so that it ends the thread and reaches the parent as its `error` event. */
const fail = (fault: unknown): void => {
  setImmediate(() => {
    throw fault;
  });
};

const store = new Store(dataDir);
const server = await startServer({ store, socketPath, onFault: fail });
parentPort?.once('message', () => {
  void server
    .close()
    .then(() => store.close())
    .then(() => tell({ kind: 'closed' }))
    .then(() => parentPort?.close(), fail);
});
tell({ kind: 'ready', address: server.address });
