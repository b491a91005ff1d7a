import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import { OPEN_STATUSES } from '../../src/domain/task.js';
import { creation, todoTask } from '../support/sample-task.js';
import { cardsOf, looksUp, makesTask, presses } from '../support/steps.js';
import { keepPlaybooks } from '../../src/use-cases/keep-playbooks.js';
import { MONDAY_9_AM, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('a person’s account is closed', () => {
  let world: World;
  let names: string[];
  beforeAll(async () => {
    world = await openWorld();
    const maria = world.as('maria');
    names = [await makesTask(world, maria, { owner: 'sam' }), await makesTask(world, maria, { owner: 'sam' }), await makesTask(world, maria)];
    await world.slack.deactivate('U0SAM');
    await world.settled();
  });
  afterAll(() => world.close());

  test('their open tasks go to the queue’s lead, with one message for all of them', async () => {
    const dana = world.as('dana');
    const dm = await dana.opensDm();
    expect(world.slack.messages(dm)).toHaveLength(1);
    expect(dana.reads(dm)).toContain('Sam Ortiz left');
    await dana.press('task:list', { channel: dm, ts: dana.messages(dm)[0]?.ts ?? '' });
    await dana.seesModal('list_view');
    for (const name of names.slice(0, 2)) expect(dana.readsAll()).toContain(`${name} Appointment reschedule`);
    expect(dana.readsAll()).not.toContain(`${names[2]} Appointment`);
    await dana.closes(true);
  });

  test('the lead can work on them at once', async () => {
    const dana = world.as('dana');
    const copy = await looksUp(dana, names[0] ?? '');
    await presses(world, dana, 'start', copy);
    await looksUp(dana, names[0] ?? '');
    expect(dana.reads(copy.channel)).toContain('In progress');
  });

  test('the same event again tells nobody twice', async () => {
    const dana = world.as('dana');
    const event = world.slack.deliveries.find(({ kind }) => kind === 'user_change');
    if (event === undefined) throw new Error('no event was sent');
    await world.restart();
    await world.slack.redeliver(event);
    await world.settled();
    expect(world.slack.messages(await dana.opensDm())).toHaveLength(1);
    expect(await cardsOf(world.as('maria'), names[2] ?? '')).toEqual([]);
  });
});

describe('somebody has left, and what they held was not handed over', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('the next start does so, as after a crash in between: all of it, however much it is', async () => {
    const store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    const MANY = 230;
    for (let number = 1001; number <= 1000 + MANY; number += 1) await store.tasks.insert(creation(todoTask(number, { owner: 'sam', fields: {} })));
    // What is stored first where somebody leaves; the process ends there.
    const rules = await keepPlaybooks('', { store: store.playbooks, clock: { now: () => new Date(MONDAY_9_AM) }, audit: { note: () => undefined }, onFaults: () => undefined });
    await rules.change({ people: [{ key: 'sam', left: true }] }, 'system', 'their account was closed');
    await store.close();
    await world.restart();
    await world.settled();
    const dana = world.as('dana');
    const dm = await dana.opensDm();
    expect(await openTasksOf(world, 'sam')).toBe(0);
    expect(await openTasksOf(world, 'dana')).toBe(MANY);
    expect(dana.messages(dm).filter(({ blocks }) => JSON.stringify(blocks).includes('Sam Ortiz left'))).toHaveLength(1);
  });
});

const openTasksOf = async (world: World, owner: string): Promise<number> => {
  const store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
  const { total } = await store.tasks.list({ owner, status: OPEN_STATUSES }, { skip: 0, limit: 1 });
  await store.close();
  return total;
};
