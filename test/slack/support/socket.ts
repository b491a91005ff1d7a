import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import express from 'express';

// RFC 6455, as far as Slack's socket needs it: text frames under 64 KB, masked by the client.
const acceptOf = (key: string) => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

const frame = (text: string): Buffer => {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
};

/** The whole text frames at the start of `bytes`, and what is left of it. */
const unframe = (bytes: Buffer): { texts: string[]; rest: Buffer } => {
  const texts: string[] = [];
  let rest = bytes;
  for (;;) {
    const short = (rest[1] ?? 0) & 127;
    const head = short === 126 ? 4 : 2;
    if (rest.length < head + 4) return { texts, rest };
    const length = short === 126 ? rest.readUInt16BE(2) : short;
    if (rest.length < head + 4 + length) return { texts, rest };
    const mask = rest.subarray(head, head + 4);
    const body = rest.subarray(head + 4, head + 4 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    if (((rest[0] ?? 0) & 15) === 1) texts.push(Buffer.from(body).toString());
    rest = rest.subarray(head + 4 + length);
  }
};

/** Slack's side of socket mode: the methods that the adapter calls before it answers, and a socket to send envelopes through. */
export const openSocket = async () => {
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  app.post('/apps.connections.open', (_request, response) => void response.json({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  app.post('/auth.test', (_request, response) => void response.json({ ok: true, team_id: 'T1', user_id: 'U0BOT', bot_id: 'B1', url: 'https://t1.slack.com/' }));
  app.post('/users.info', (_request, response) => void response.json({ ok: true, user: { id: 'U0MARIA', team_id: 'T1' } }));

  let link: Socket | undefined;
  const received: unknown[] = [];
  let watcher = (): void => undefined;
  server.on('upgrade', (request, socket: Socket) => {
    link = socket;
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(request.headers['sec-websocket-key'] ?? '')}\r\n\r\n`);
    socket.write(frame(JSON.stringify({ type: 'hello', num_connections: 1 })));
    let held: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      const { texts, rest } = unframe(Buffer.concat([held, chunk]));
      held = rest;
      received.push(...texts.map((text): unknown => JSON.parse(text)));
      watcher();
    });
    socket.on('error', () => undefined);
  });

  return {
    apiUrl: `http://127.0.0.1:${port}/`,
    send: (envelope: object) => void link?.write(frame(JSON.stringify(envelope))),
    /** What the app has sent, once it has sent so much. */
    receives: async (count: number): Promise<unknown[]> => {
      while (received.length < count) await new Promise<void>((resolve) => (watcher = resolve));
      return received;
    },
    close: () => {
      link?.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
};
