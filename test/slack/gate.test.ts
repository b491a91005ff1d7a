import { afterEach, describe, expect, test } from '@jest/globals';
import { makeGate } from '../../adapters/slack/gate.js';
import type { SeenStore } from '../../src/ports/task-store.js';
import { manualAfter, promised } from './support/manual-after.js';
import { memorySeen, openWorld } from './support/world.js';
import type { World } from './support/world.js';

describe('a request that comes twice', () => {
  let world: World;
  afterEach(() => world.close());
  const personLeft = (id: string) => JSON.stringify({ type: 'event_callback', event_id: id, team_id: 'T1', event: { type: 'user_change', user: { id: 'U0DANA', deleted: true } } });

  test('as an event is taken once, whatever its signature', async () => {
    world = await openWorld();
    for (const at of [Date.now(), Date.now() - 5000]) expect((await world.send(personLeft('Ev1'), { at })).status).toBe(200);
    expect(world.rounds.asked.personLeft).toHaveLength(1);
    expect(world.seen.ids).toEqual(new Set(['slack:event:Ev1']));
  });

  test('as an interaction has no second effect', async () => {
    world = await openWorld();
    const press = {
      type: 'block_actions', team: { id: world.double.ids.team }, user: { id: 'U0MARIA', team_id: world.double.ids.team }, trigger_id: '1.2.3', container: { type: 'message', message_ts: '1.1', channel_id: 'C0FRONT' },
      actions: [{ type: 'button', action_id: 'task:start', block_id: 'b', value: '{"task":1,"version":1}', action_ts: '1.1' }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    const at = Date.now();
    for (let time = 0; time < 2; time += 1) expect((await world.send(body, { at, type: 'application/x-www-form-urlencoded' })).status).toBe(200);
    expect(world.rounds.asked.press).toHaveLength(1);
    expect(world.rounds.asked.press[0]?.[2]).toBe('slack:1.2.3');
  });

  test('from the future is refused as Bolt refuses what is too old', async () => {
    world = await openWorld();
    for (const at of [Date.now() + 120_000, Date.now() - 600_000]) expect((await world.send(personLeft('Ev1'), { at })).status).toBe(401);
    expect((await world.send(personLeft('Ev2'), { at: Date.now() + 30_000 })).status).toBe(200);
    expect(world.rounds.asked.personLeft).toHaveLength(1);
  });

  test('or is of a kind that nobody knows is acknowledged all the same', async () => {
    world = await openWorld();
    expect((await world.send(JSON.stringify({ type: 'something_new' }))).status).toBe(200);
  });
});

describe('the gate', () => {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const { after } = manualAfter();
  const event = (body: object, acknowledged: unknown[] = []) => ({ body, ack: async (answer?: unknown) => void acknowledged.push(answer), customProperties: { delivery: 'v0=1' } });
  const gateWith = (seen: SeenStore = memorySeen(), given = after) => makeGate({ seen, log, after: given, patience: { seenMs: 300 } });

  test('marks nothing and acknowledges nothing where an event’s handling failed', async () => {
    const seen = memorySeen();
    const gate = gateWith(seen);
    const acknowledged: unknown[] = [];
    await expect(gate(event({ event: {}, event_id: 'Ev1' }, acknowledged), () => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    expect(acknowledged).toEqual([]);
    expect(seen.ids.size).toBe(0);
  });

  test('holds the second delivery of an event until the first has ended', async () => {
    const gate = gateWith();
    const first = promised<undefined>();
    const acknowledged: unknown[] = [];
    let handled = 0;
    const handle = async () => {
      handled += 1;
      await first.promise;
    };
    const both = [gate(event({ event: {}, event_id: 'Ev1' }, acknowledged), handle), gate(event({ event: {}, event_id: 'Ev1' }, acknowledged), handle)];
    expect(acknowledged).toEqual([]);
    first.resolve(undefined);
    await Promise.all(both);
    expect(handled).toBe(1);
    expect(acknowledged).toHaveLength(2);
  });

  test('lets an interaction through where the store is slow or down', async () => {
    const timers = manualAfter();
    const slow = gateWith({ has: () => new Promise(() => undefined), mark: async () => true }, timers.after);
    let handled = 0;
    const passing = slow(event({ type: 'block_actions' }), async () => void (handled += 1));
    await timers.runsOut(300);
    await passing;
    const down = gateWith({ has: () => Promise.reject(new Error('down')), mark: () => Promise.reject(new Error('down')) });
    await down(event({ type: 'block_actions' }), async () => void (handled += 1));
    expect(handled).toBe(2);
  });

  test('keeps the acknowledgement of an interaction as its handler gave it, once', async () => {
    const acknowledged: unknown[] = [];
    await gateWith()(event({ type: 'view_submission' }, acknowledged), async ({ ack }) => {
      await ack({ response_action: 'clear' });
      await ack();
    });
    expect(acknowledged).toEqual([{ response_action: 'clear' }]);
  });

  test('is quiet where Slack had given up', async () => {
    const late = { body: { type: 'block_actions' }, ack: () => Promise.reject(Object.assign(new Error('sent'), { code: 'ERR_HTTP_HEADERS_SENT' })) };
    await gateWith()(late, async ({ ack }) => ack());
  });

  test('asks for the options of a drop-down as often as it is asked', async () => {
    const gate = gateWith();
    let handled = 0;
    for (let time = 0; time < 2; time += 1) await gate(event({ type: 'block_suggestion' }), async () => void (handled += 1));
    expect(handled).toBe(2);
  });
});
