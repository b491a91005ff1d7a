import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server as NetServer } from 'node:net';
import type { Store } from '../storage/store.js';
import type { Services } from './call.js';
import { Connection } from './connection.js';
import { Cursors, IDLE_TIME } from './cursors.js';
import { dispatch } from './dispatch.js';
import { forgetSessions, SESSION_MINUTES } from './replay.js';
import { removeExpired, Ttl } from './ttl.js';

/** How often what is no longer used is let go, in milliseconds. */
const TIDY_INTERVAL = 60_000;

export interface ServerOptions {
  readonly store: Store;
  /** The path of a unix socket; without it, a free port of the loopback address. */
  readonly socketPath?: string | undefined;
  /** Told of a fault in background work, upon which the server is not to be trusted further. */
  readonly onFault: (fault: unknown) => void;
}

export interface Server {
  /** The socket's path, or `host:port`. */
  readonly address: string;
  /** Takes no more connections, answers what was asked, and stops. Leaves the store open. */
  close(): Promise<void>;
}

const listen = (server: NetServer, socketPath: string | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    const ready = (): void => {
      const address = server.address();
      // Before this, the folder's mode alone keeps others out.
      if (socketPath !== undefined) chmodSync(socketPath, 0o600);
      resolve(typeof address === 'object' && address ? `127.0.0.1:${address.port}` : (socketPath ?? ''));
    };
    if (socketPath === undefined) server.listen(0, '127.0.0.1', ready);
    else server.listen(socketPath, ready);
  });

/** Serves a store over MongoDB's wire protocol. */
export const startServer = async ({ store, socketPath, onFault }: ServerOptions): Promise<Server> => {
  const connections = new Set<Connection>();
  const cursors = new Cursors();
  const ttl = new Ttl(() => removeExpired(store, new Date()), onFault);
  const net = createServer((socket) => {
    const connection = new Connection(socket, (request) => dispatch(request, services));
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  if (socketPath !== undefined) rmSync(socketPath, { force: true });
  const address = await listen(net, socketPath);
  const services: Services = { store, cursors, ttl, address };
  const tidy = setInterval(() => {
    cursors.closeIdle(performance.now() - IDLE_TIME);
    const longAgo = Date.now() - SESSION_MINUTES * 60_000;
    forgetSessions(store, (_session, lastUse) => lastUse.getTime() < longAgo).catch(onFault);
  }, TIDY_INTERVAL);
  ttl.start();
  return {
    address,
    close: async () => {
      clearInterval(tidy);
      await ttl.stop();
      const closed = new Promise((resolve) => net.close(resolve));
      await Promise.all([...connections].map((connection) => connection.close()));
      await closed;
    },
  };
};
