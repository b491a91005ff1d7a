// TEAMS_PLAYGROUND=1: Microsoft's local client sends no token. It is let in from this machine, and nobody's answers go anywhere else.
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { createTeamsAdapter } from '../../adapters/teams/index.js';
import type { Address } from '../../src/ports/address-store.js';
import { fakeRounds } from '../slack/support/fake-rounds.js';

const said: string[] = [];
const posted: string[] = [];
const app = express();
app.post(/^\/v3\//, express.json(), (request, response) => {
  posted.push(JSON.stringify(request.body));
  response.json({ id: '1' });
});
const server = createServer(app);
const known = new Map<string, Address>();
const adapter = createTeamsAdapter({
  rounds: fakeRounds(), registration: 'playground', app, now: () => new Date(0), zone: () => 'America/New_York',
  seen: { has: async () => false, mark: async () => true }, addresses: { keep: async (place, address) => void known.set(place, address), find: async (place) => known.get(place) ?? null },
  log: { info: () => undefined, warn: (_fields, message) => void said.push(message), error: (_fields, message) => void said.push(message) },
});
const base = () => `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await adapter.start();
});
afterAll(async () => {
  await adapter.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const says = (serviceUrl: string) => fetch(`${base()}/api/messages`, {
  method: 'POST', headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ type: 'message', id: '1', text: 'mine', channelId: 'msteams', serviceUrl, from: { id: 'user-1' }, conversation: { id: 'personal-1', conversationType: 'personal' } }),
});

test('says at start that it believes everybody', () => expect(said.join()).toContain('whoever is on this machine can act as anybody'));

test('answers a request without a token', async () => {
  expect((await says(base())).status).toBe(200);
  expect(posted.join()).toContain('You asked for mine');
});

test('sends nothing to another machine', async () => {
  expect((await says('https://smba.trafficmanager.net/amer/')).status).toBe(403);
  expect(posted).toHaveLength(1);
});
