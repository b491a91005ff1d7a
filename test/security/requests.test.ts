// Requests that somebody made up, sent again or passed on.
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loopbackOnly } from '../../adapters/playground/loopback.js';
import { openWorld, signingSecret } from '../slack/support/world.js';
import type { World } from '../slack/support/world.js';

describe('a signed request that is sent again', () => {
  let world: World;
  afterEach(() => world.close());

  test('is refused under another spelling of its signature', async () => {
    world = await openWorld();
    const press = { type: 'block_actions', user: { id: 'U0MARIA', team_id: world.double.ids.team }, trigger_id: '1.2.3', container: { type: 'message', message_ts: '1.1', channel_id: 'C0FRONT' }, actions: [{ type: 'button', action_id: 'task:start', block_id: 'b', value: '{"task":1,"version":1}', action_ts: '1.1' }] };
    const body = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    const stamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')}`;
    const send = (signed: string) => fetch(world.appUrl, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': stamp, 'x-slack-signature': signed }, body });
    expect((await send(signature)).status).toBe(200);
    expect((await send(`${signature}=again`)).status).toBe(401);
    expect(world.rounds.asked.press).toHaveLength(1);
  });
});

describe('the playground', () => {
  const status = (headers: Record<string, string>) => {
    const answered: number[] = [];
    const response = { status: (code: number) => (answered.push(code), { type: () => ({ send: () => undefined }) }) };
    loopbackOnly({ headers: { host: '127.0.0.1:3000', ...headers }, socket: { remoteAddress: '127.0.0.1' } } as never, response as never, () => void answered.push(200));
    return answered;
  };

  test('answers this machine, and nobody whom a proxy on it lets in', () => {
    expect(status({})).toEqual([200]);
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) expect(status({ [name]: '203.0.113.7' })).toEqual([403]);
  });
});
