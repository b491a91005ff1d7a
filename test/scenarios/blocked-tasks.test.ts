import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, cardsOf, completes, looksUp, makesTask, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('blocked', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('on a person: they get one message with the card, which follows the task', async () => {
    const [maria, patel] = [world.as('maria'), world.as('patel')];
    const name = await makesTask(world, maria);
    await completes(world, maria, 'block', await looksUp(maria, name), { need: 'decision', from: 'patel' });
    expect((await cardsOf(patel, name)).map(({ text }) => text)).toEqual([expect.stringContaining('Maria Lopez needs something from you to go on')]);
    expect((await cardsOf(patel, name))[0]?.text).toContain('Blocked: needs a decision from Dr Asha Patel');
    await presses(world, maria, 'answer', await looksUp(maria, name));
    expect((await cardsOf(patel, name)).map(({ text }) => text)).toEqual([expect.stringContaining('In progress')]);
  });

  test('on another task: its closing tells the owner, who moves it on', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const first = await makesTask(world, maria, { owner: 'dana' });
    const second = await makesTask(world, maria);
    await completes(world, maria, 'block', await looksUp(maria, second), { need: 'task', task: first });
    const copy = await looksUp(maria, second);
    const dm = await maria.opensDm();
    expect(maria.reads(dm)).toContain(`Blocked: needs ${first}`);
    await completes(world, dana, 'done', await cardOf(dana, first), { outcome: 'rescheduled', reason: 'missed', patient_ref: 'B-1' });
    const told = await cardsOf(maria, second);
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('What this was blocked on has closed')]);
    await presses(world, maria, 'answer', told[0]?.place ?? copy);
    expect((await cardsOf(maria, second)).map(({ text }) => text)).toEqual([expect.stringContaining('In progress')]);
  });

  test('a task that does not exist, or the task itself, is refused on its field', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    expect(await completes(world, maria, 'block', copy, { need: 'task', task: 'T-999' })).toEqual({ errors: { task: 'There is no such task. Write its number, such as T-12.' } });
    await maria.choose('task', name);
    expect(await maria.submit()).toEqual({ errors: { task: 'That is this task itself. Name another.' } });
    await maria.choose('task', null);
    expect(await maria.submit()).toEqual({ errors: { task: expect.any(String) } });
    await maria.closes(true);
  });
});
