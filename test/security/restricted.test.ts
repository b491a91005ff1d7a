// A restricted type is closed to colleagues and managers: at every door, in counts as well, and in what the channel reads.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newTask, known, inTriage } from '../support/tasks.js';
import { testPlaybook } from '../support/playbook.js';
import { cardOf, completes, FRONT, makesTask, makesTaskOfMessage, modalText, opens, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { playbookFor } from '../../src/use-cases/deps.js';
import { makeNewTask } from '../../src/use-cases/new-task.js';

describe('a task of a restricted type', () => {
  let world: World;
  let message: { channel: string; ts: string };
  const said = async (person: string, words: string) => {
    const channel = await world.as(person).opensDm();
    await world.as(person).command('/rounds', words, channel);
    return JSON.stringify(world.as(person).ephemerals(channel).at(-1));
  };
  beforeAll(async () => {
    world = await openWorld({ playbook: 'task_types: [{ key: reschedule, sensitivity: restricted }]' });
    message = await makesTaskOfMessage(world, world.as('maria'), 'About a colleague');
  });
  afterAll(() => world.close());

  test('is a number and nothing else in its thread', () => {
    expect(world.as('sam').reads(FRONT)).toContain('T-1 · on Rounds');
    expect(world.as('sam').reads(FRONT)).not.toContain('Appointment reschedule');
  });

  test('is not named to a colleague who uses the shortcut on its message', async () => {
    const sam = world.as('sam');
    await opens(world, sam, 'task_form', () => sam.shortcut('create_task', message));
    expect(modalText(sam)).not.toContain('T-1');
    await sam.closes(true);
  });

  test.each(['queue front_desk', 'find resch'])('neither stands nor counts in a colleague’s list: %s', async (words) => {
    expect(await said('sam', words)).toMatch(/Nothing is open|Nothing found/);
    expect(await said('dana', words)).toContain('T-1 Appointment reschedule');
    expect(await said('maria', words)).toContain('T-1 Appointment reschedule');
  });

  test('leaves the messages of whoever handed it on', async () => {
    const [maria, sam, dana] = [world.as('maria'), world.as('sam'), world.as('dana')];
    const name = await makesTask(world, dana, { owner: 'sam' });
    const card = await cardOf(sam, name);
    expect(JSON.stringify(sam.messages(card.channel))).toContain(`${name} Appointment reschedule`);
    await opens(world, dana, 'more_form', async () => {
      await dana.command('/rounds', name, await dana.opensDm());
      await dana.press('task:more', { channel: await dana.opensDm(), ts: dana.ephemerals(await dana.opensDm()).at(-1)?.ts ?? '' });
    });
    await completes(world, dana, 'reassign', 'modal', { owner: 'maria' });
    await presses(world, maria, 'start', await cardOf(maria, name));
    const left = JSON.stringify(sam.messages(card.channel).find(({ ts }) => ts === card.ts));
    expect(left).toContain('not open to you any more');
    expect(left).not.toContain('In progress');
  });
});

describe('a type that was closed since', () => {
  const [restricted, before] = ['restricted', 'standard'].map((sensitivity, index) => {
    const playbook = testPlaybook();
    return { ...playbook, version: 2 - index, task_types: playbook.task_types.map((type) => ({ ...type, sensitivity: sensitivity as 'restricted' | 'standard' })) };
  });

  test('is closed for its older tasks as well', async () => {
    if (!restricted || !before) throw new Error('two versions');
    const task = { ...newTask(), typeVersion: 1 };
    const playbook = await playbookFor(task, { current: () => restricted, at: async () => before });
    expect(playbook.task_types.find(({ key }) => key === task.type)?.sensitivity).toBe('restricted');
  });

  test('gives none of its answers to a form that is drawn anew', async () => {
    if (!restricted) throw new Error('a version');
    const task = { ...inTriage(), owner: 'dana', requester: 'dana', typeVersion: 2, type: 'reschedule', fields: { provider: 'patel' } };
    const none = async () => null;
    const forms = makeNewTask({ tasks: { load: async () => task, workload: async () => new Map() }, drafts: { find: none }, playbooks: { current: () => restricted, at: async () => restricted }, clock: { now: () => new Date() } } as never);
    const drawn = async (key: string) => (await forms.draw(known(key, restricted), { form: 'f', task: 1, version: 1 }, {})).name;
    expect(await drawn('dana')).toBe('triage_form');
    expect(await drawn('sam')).toBe('task_form');
  });
});
