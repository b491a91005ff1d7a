// What the driver does with a command whose server goes away while it is being written.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer, connect as dial } from 'node:net';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endWritesWithTheirConnection } from '../../adapters/mongo/driver-hang.js';
import { dataFolder } from '../support/data-folder.js';

type Commands = { command(namespace: object, command: object, options: object): Promise<unknown>; destroy(): void };
const driver = createRequire(import.meta.url);
const { Connection } = driver('mongodb/lib/cmap/connection.js') as { Connection: new (socket: Socket, options: object) => Commands };
const { HostAddress, ns } = driver('mongodb/lib/utils.js') as { HostAddress: new (address: string) => object; ns(name: string): object };

const folder = dataFolder();
const path = join(folder.dataDir, 'deaf.sock');
const callers: Socket[] = [];
let deaf: Server;

beforeAll(async () => {
  endWritesWithTheirConnection();
  // It takes calls and never reads: what is written to it waits.
  deaf = createServer({ pauseOnConnect: true }, (socket) => callers.push(socket.on('error', () => undefined)));
  deaf.listen(path);
  await once(deaf, 'listening');
});
afterAll(() => {
  for (const caller of callers) caller.destroy();
  deaf.close();
  folder.remove();
});

const connection = async () => {
  const socket = dial(path);
  await once(socket, 'connect');
  return { socket, wire: new Connection(socket, { hostAddress: new HostAddress(path), id: 1, generation: 0, monitorCommands: false }) };
};

test('a command on a socket that was destroyed a moment ago fails, and does not wait for ever', async () => {
  const { socket, wire } = await connection();
  socket.destroy();
  await expect(wire.command(ns('admin.$cmd'), { ping: 1 }, {})).rejects.toThrow(/closed/);
});

test('so does one that waits for room when its socket ends without an error', async () => {
  const { socket, wire } = await connection();
  const sent = wire.command(ns('admin.$cmd'), { ping: 1, padding: 'x'.repeat(8_000_000) }, {});
  const failed = expect(sent).rejects.toThrow(/closed/);
  await new Promise((resolve) => setImmediate(resolve));
  expect(socket.writableNeedDrain).toBe(true);
  socket.destroy();
  await failed;
});
