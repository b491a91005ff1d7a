import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { createSlackDouble } from '../../../adapters/playground/double/index.js';
import type { DoubleOptions } from '../../../adapters/playground/double/types.js';

export const signingSecret = 'a signing secret';
export const botToken = 'xoxb-playground';
const addressOf = (server: { address(): unknown }) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

export const people = [
  { id: 'U0MARIA', name: 'Maria Lopez', title: 'Front desk', email: 'maria@riverside.example' },
  { id: 'U0DANA', name: 'Dana Reed', title: 'Lead' },
];
export const channels = [
  { id: 'C0FRONT', name: 'front-desk' },
  { id: 'C0GENERAL', name: 'general' },
  { id: 'C0QUIET', name: 'leads', private: true, withoutBot: true },
];

/** A real Bolt app, and a double that speaks to it. The app listens before the double knows where. */
export const openWorld = async (options: Partial<DoubleOptions> = {}) => {
  let appUrl = '';
  const double = createSlackDouble({ appUrl: () => appUrl, signingSecret, botToken, people, channels, ...options });
  const listening = await double.listen();
  const { apiUrl } = listening;
  const receiver = new bolt.ExpressReceiver({ signingSecret });
  const app = new bolt.App({ token: botToken, receiver, logLevel: bolt.LogLevel.ERROR, deferInitialization: true, clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } });
  await app.init();
  const server = createServer(receiver.app as never).listen(0, '127.0.0.1');
  await once(server, 'listening');
  appUrl = `${addressOf(server)}/slack/events`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await listening.close();
  };
  return { app, double, apiUrl, close, maria: double.as('U0MARIA'), dana: double.as('U0DANA') };
};

export type World = Awaited<ReturnType<typeof openWorld>>;

/** An app that answers every request with this status, and remembers what it was asked. */
export const openStub = async (answer: (nth: number) => { status: number; body?: string; delayMs?: number }) => {
  const requests: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const { status, body = '', delayMs = 0 } = answer(requests.length);
      setTimeout(() => response.writeHead(status).end(body), delayMs);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${addressOf(server)}/slack/events`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
