import { afterEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../src/view/nodes.js';
import { taskForm } from './support/fake-rounds.js';
import { manualAfter, promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

describe('a shortcut', () => {
  let world: World;
  afterEach(() => world.close());

  test('on a message opens the form of that message', async () => {
    world = await openWorld();
    const { maria, rounds } = world;
    const ts = await maria.says('C0FRONT', 'Please <!channel> move Mr Lee & call');
    expect(await maria.shortcut('create_task', { channel: 'C0FRONT', ts })).toEqual({ ok: true });
    const form = await maria.seesModal('task_form');
    expect(form.title?.text).toBe('Task of a message');
    const [[caller, source] = []] = rounds.asked.newTask;
    expect(caller).toEqual({ person: 'U0MARIA', door: 'slack' });
    expect(source).toMatchObject({ platform: 'slack', channel: 'C0FRONT', ts, thread: ts, author: 'U0MARIA', text: 'Please <!channel> move Mr Lee & call' });
    expect(source?.link).toMatch(new RegExp(`^https://.+/archives/C0FRONT/p${ts.replace('.', '')}$`));
  });

  test('on a reply names its thread', async () => {
    world = await openWorld();
    const { maria, rounds } = world;
    const thread = await maria.says('C0FRONT', 'Mr Lee');
    const ts = await maria.says('C0FRONT', 'and his son', { thread });
    await maria.shortcut('create_task', { channel: 'C0FRONT', ts });
    await maria.seesModal('task_form');
    expect(rounds.asked.newTask[0]?.[1]).toMatchObject({ ts, thread });
    expect(rounds.asked.newTask[0]?.[1]?.link).toContain(`thread_ts=${thread}`);
  });

  test('without a message opens the empty form', async () => {
    world = await openWorld();
    await world.maria.shortcut('new_task');
    await world.maria.seesModal('task_form');
    expect(world.rounds.asked.newTask[0]?.[1]).toBeNull();
  });

  test('shows at once that it works where Rounds is slow, and the form when it comes', async () => {
    const form = promised<Form>();
    const { after, runsOut } = manualAfter();
    world = await openWorld({ rounds: { newTask: () => form.promise }, adapter: { after } });
    const { maria } = world;
    const pressed = maria.shortcut('new_task');
    await runsOut(800);
    await pressed;
    expect((await maria.seesModal('message_view')).blocks).toHaveLength(1);
    form.resolve(taskForm());
    await maria.seesModal('task_form');
  });

  test('that breaks says so with a reference, and logs no message text', async () => {
    world = await openWorld({
      rounds: {
        newTask: async () => {
          throw new Error('could not store "Mr Lee"');
        },
      },
    });
    const ts = await world.maria.says('C0FRONT', 'Mr Lee');
    await world.maria.shortcut('create_task', { channel: 'C0FRONT', ts });
    await world.maria.sees('Reference ref1');
    expect(world.logged.find(({ level }) => level === 'error')).toMatchObject({ fields: { ref: 'ref1', fault: 'Error' } });
    expect(JSON.stringify(world.logged)).not.toContain('Mr Lee');
  });

  test.each([['guest'], ['outsider']] as const)('of a %s tells them who can add them, and them alone', async (kind) => {
    world = await openWorld();
    const { maria } = world;
    const who = kind === 'guest' ? world.guest : world.other;
    const ts = await maria.says('C0SHARED', 'Mr Lee');
    await who.shortcut('create_task', { channel: 'C0SHARED', ts });
    await who.sees(`Ask Dana to add you (${kind}).`);
    expect(maria.readsAll()).not.toContain('Ask Dana');
    expect(world.rounds.asked.newTask).toEqual([]);
  });

  test('of an older version is explained', async () => {
    world = await openWorld();
    expect(await world.maria.shortcut('retired')).toEqual({ ok: true });
    await world.maria.sees('Rounds does not know this control any more');
  });
});
