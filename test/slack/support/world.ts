import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSlackDouble } from '../../../adapters/playground/double/index.js';
import type { DoubleOptions } from '../../../adapters/playground/double/types.js';
import { createSlackAdapter, LISTENS_TO } from '../../../adapters/slack/index.js';
import type { SlackOptions } from '../../../adapters/slack/index.js';
import type { SeenStore } from '../../../src/ports/task-store.js';
import type { Rounds } from '../../../src/use-cases/rounds.js';
import { fakeRounds } from './fake-rounds.js';

export const signingSecret = 'a signing secret';
export const botToken = 'xoxb-test';

const people = [
  { id: 'U0MARIA', name: 'Maria Lopez' },
  { id: 'U0DANA', name: 'Dana Reed' },
  { id: 'U0GUEST', name: 'Gus Guest', guest: 'multi_channel' as const },
  { id: 'U0OTHER', name: 'Olga Other', strangerFrom: 'T0OTHER' },
];
const channels = [
  { id: 'C0FRONT', name: 'front-desk' },
  { id: 'C0SHARED', name: 'shared', shared: true, members: ['U0MARIA', 'U0OTHER', 'U0GUEST'] },
  { id: 'C0QUIET', name: 'leads', private: true, withoutBot: true },
];

export const memorySeen = (): SeenStore & { ids: Set<string> } => {
  const ids = new Set<string>();
  return { ids, has: async (id) => ids.has(id), mark: async (id) => !ids.has(id) && Boolean(ids.add(id)) };
};

export type LogLine = { level: string; fields: object; message: string };

type Options = { rounds?: Partial<Rounds>; double?: Partial<DoubleOptions>; adapter?: Partial<SlackOptions> };

/** The adapter on a listener of its own, a Slack workspace around it, and a Rounds that answers simply. */
export const openWorld = async ({ rounds: answers = {}, double: doubleOptions = {}, adapter: adapterOptions = {} }: Options = {}) => {
  let appUrl = '';
  const double = createSlackDouble({
    appUrl: () => appUrl,
    signingSecret,
    botToken,
    people,
    channels,
    app: {
      messageShortcuts: LISTENS_TO.messageShortcuts.map((callbackId) => ({ callbackId, name: callbackId })),
      globalShortcuts: [...LISTENS_TO.globalShortcuts, 'retired'].map((callbackId) => ({ callbackId, name: callbackId })),
      commands: [{ command: '/rounds', description: 'Rounds' }],
    },
    ...doubleOptions,
  });
  const { apiUrl, close: closeApi } = await double.listen();
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const rounds = fakeRounds(answers);
  const seen = memorySeen();
  const logged: LogLine[] = [];
  const write = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const adapter = createSlackAdapter({ rounds, seen, botToken, signingSecret, apiUrl, app, log, now: () => new Date(), newReference: () => 'ref1', ...adapterOptions });
  const close = async () => {
    double.stop();
    await adapter.stop();
    server.closeAllConnections();
    server.close();
    await closeApi();
  };
  await adapter.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const send = async (body: string, { type = 'application/json', at = Date.now() }: { type?: string; at?: number } = {}) => {
    const stamp = String(Math.floor(at / 1000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')}`;
    return fetch(appUrl, { method: 'POST', body, headers: { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature } });
  };
  return { adapter, double, apiUrl, rounds, seen, logged, close, send, appUrl, maria: double.as('U0MARIA'), dana: double.as('U0DANA'), guest: double.as('U0GUEST'), other: double.as('U0OTHER') };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
