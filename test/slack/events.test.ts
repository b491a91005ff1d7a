import { afterEach, describe, expect, test } from '@jest/globals';
import { promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

describe('an event', () => {
  let world: World;
  afterEach(() => world.close());

  test('of an opened home page draws it', async () => {
    world = await openWorld();
    await world.maria.opensHome();
    await world.maria.sees('Home of U0MARIA');
  });

  test('of a guest’s home page says who can add them', async () => {
    world = await openWorld();
    await world.guest.opensHome();
    await world.guest.sees('Ask Dana to add you (guest).');
    expect(world.rounds.asked.home).toEqual([]);
  });

  test('of an edited, then deleted message tells Rounds of both', async () => {
    world = await openWorld();
    const { maria, rounds } = world;
    const ts = await maria.says('C0FRONT', 'Mr Lee');
    await maria.edits('C0FRONT', ts, 'Mr Leo');
    await maria.deletes('C0FRONT', ts);
    await world.double.settled();
    const source = { platform: 'slack', channel: 'C0FRONT', ts };
    expect(rounds.asked.sourceChanged).toEqual([[source, 'edited', expect.any(String)], [source, 'deleted', expect.any(String)]]);
  });

  test('of a new message, or of the bot’s own, tells it nothing', async () => {
    world = await openWorld();
    const { adapter, double, maria, rounds } = world;
    const message = { summary: 'T-1', nodes: [{ kind: 'text' as const, lines: ['T-1'] }] };
    await maria.says('C0FRONT', 'hello');
    const ref = await adapter.platform.post({ to: 'channel', id: 'C0FRONT' }, message, 'k1');
    await adapter.platform.update(ref, { ...message, nodes: [{ kind: 'text', lines: ['T-1 is done'] }] });
    await double.settled();
    expect(rounds.asked.sourceChanged).toEqual([]);
  });

  test('of a preview that Slack added to a message tells it nothing, of a tombstone that it is deleted', async () => {
    world = await openWorld();
    const event = (id: string, message: object, previous_message: object) => JSON.stringify({ type: 'event_callback', event_id: id, team_id: world.double.ids.team, event: { type: 'message', subtype: 'message_changed', channel: 'C0FRONT', message: { ts: '1.1', user: 'U0MARIA', ...message }, previous_message: { ts: '1.1', user: 'U0MARIA', ...previous_message } } });
    expect((await world.send(event('Ev1', { text: 'see https://a.example', attachments: [{}] }, { text: 'see https://a.example' }))).status).toBe(200);
    expect((await world.send(event('Ev2', { text: 'This message was deleted.', subtype: 'tombstone' }, { text: 'Mr Lee' }))).status).toBe(200);
    expect(world.rounds.asked.sourceChanged).toEqual([[{ platform: 'slack', channel: 'C0FRONT', ts: '1.1' }, 'deleted', 'Ev2']]);
  });

  test('of a closed account tells Rounds who left', async () => {
    world = await openWorld();
    await world.double.deactivate('U0DANA');
    await world.double.settled();
    expect(world.rounds.asked.personLeft).toEqual([[{ platform: 'slack', id: 'U0DANA' }, expect.any(String)]]);
  });

  test('is not acknowledged before it is handled, and comes again where that failed', async () => {
    let tries = 0;
    const handled = promised<undefined>();
    world = await openWorld({
      double: { timing: { retryAfterMs: [0, 0, 0] } },
      rounds: {
        personLeft: async () => {
          tries += 1;
          if (tries === 1) throw new Error('no store');
          handled.resolve(undefined);
        },
      },
    });
    await world.double.deactivate('U0DANA');
    await handled.promise;
    await world.double.settled();
    expect(world.double.deliveries.filter(({ kind }) => kind === 'user_change').map(({ status }) => status)).toEqual([500, 200]);
    expect(tries).toBe(2);
  });
});
