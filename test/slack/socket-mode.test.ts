import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createSlackAdapter } from '../../adapters/slack/index.js';
import type { SlackAdapter } from '../../adapters/slack/index.js';
import { fakeRounds } from './support/fake-rounds.js';
import { openSocket } from './support/socket.js';
import { memorySeen } from './support/world.js';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('socket mode', () => {
  let socket: Awaited<ReturnType<typeof openSocket>>;
  let adapter: SlackAdapter;
  let app: ReturnType<typeof express>;
  const rounds = fakeRounds();
  const seen = memorySeen();
  beforeEach(async () => {
    socket = await openSocket();
    app = express();
    adapter = createSlackAdapter({ rounds, seen, botToken: 'xoxb-test', signingSecret: 'secret', appToken: 'xapp-test', apiUrl: socket.apiUrl, app, log, now: () => new Date() });
    await adapter.start();
  });
  afterEach(async () => {
    await adapter.stop();
    socket.close();
  });

  const command = { command: '/rounds', text: 'mine', user_id: 'U0MARIA', team_id: 'T1', trigger_id: '1.2.3', channel_id: 'C1', response_url: 'https://hooks.example/1' };
  const left = { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: { type: 'user_change', user: { id: 'U0DANA', deleted: true } } };

  test('answers through the socket, acknowledges an event when it is handled and takes it once', async () => {
    socket.send({ type: 'slash_commands', envelope_id: 'e1', payload: command, accepts_response_payload: true });
    const [answer] = await socket.receives(1);
    expect(answer).toMatchObject({ envelope_id: 'e1', payload: { response_type: 'ephemeral', text: 'You asked for mine' } });
    socket.send({ type: 'events_api', envelope_id: 'e2', payload: left });
    await socket.receives(2);
    socket.send({ type: 'events_api', envelope_id: 'e3', payload: left, retry_attempt: 1 });
    expect(await socket.receives(3)).toMatchObject([{ envelope_id: 'e1' }, { envelope_id: 'e2' }, { envelope_id: 'e3' }]);
    expect(rounds.asked.personLeft).toHaveLength(1);
    await adapter.stop();
    expect(seen.ids).toEqual(new Set(['slack:request:e1', 'slack:event:Ev1']));
  });
});
