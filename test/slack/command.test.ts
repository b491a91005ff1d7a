import { afterEach, describe, expect, test } from '@jest/globals';
import type { Replied } from '../../src/use-cases/rounds.js';
import { line, taskForm } from './support/fake-rounds.js';
import { manualAfter, promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

describe('/rounds', () => {
  let world: World;
  afterEach(() => world.close());

  test('answers the person alone', async () => {
    world = await openWorld();
    expect(await world.maria.command('/rounds', 'find <!channel>', 'C0FRONT')).toEqual({ ok: true });
    expect(world.maria.reads('C0FRONT')).toContain('You asked for find <!channel>');
    expect(world.dana.readsAll()).not.toContain('You asked for');
  });

  test('opens a form', async () => {
    world = await openWorld({ rounds: { command: async () => ({ result: 'form', form: taskForm() }) } });
    await world.maria.command('/rounds', 'new', 'C0FRONT');
    await world.maria.seesModal('task_form');
  });

  test('that takes long is answered in a view that was opened in time', async () => {
    const found = promised<Replied>();
    const { after, runsOut } = manualAfter();
    world = await openWorld({ rounds: { command: () => found.promise }, adapter: { after } });
    const command = world.maria.command('/rounds', 'mine', 'C0FRONT');
    await runsOut(2000);
    expect(await command).toEqual({ ok: true });
    await world.maria.seesModal('message_view');
    found.resolve({ result: 'say', say: line('Yours: 3') });
    await world.maria.sees('Yours: 3');
  });

  test('that breaks says so with a reference', async () => {
    world = await openWorld({
      rounds: {
        command: async () => {
          throw new Error('boom');
        },
      },
    });
    await world.maria.command('/rounds', 'mine', 'C0FRONT');
    await world.maria.sees('Reference ref1');
  });
});
