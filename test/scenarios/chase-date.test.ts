import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardsOf, completes, completesUnderMore, looksUp, makesTask } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('the day to ask again has come', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('the owner is asked once, with the next bundle, through a restart; the status stays', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await completes(world, maria, 'wait', await looksUp(maria, name), { on: 'patient' });
    await world.advance({ hours: 25 });
    expect(await cardsOf(maria, name)).toEqual([]);
    await world.advance({ to: '2026-12-01T15:31:00.000Z' });
    expect((await cardsOf(maria, name)).map(({ text }) => text)).toEqual([expect.stringContaining('Time to ask again')]);
    expect((await cardsOf(maria, name))[0]?.text).toContain('Waiting on patient to call back');
    await world.restart();
    await world.advance({ to: '2026-12-01T16:00:00.000Z' });
    await world.advance({ hours: 2 });
    expect(await cardsOf(maria, name)).toHaveLength(1);
  });

  test('a snooze holds it back', async () => {
    const maria = world.as('maria');
    await world.advance({ to: '2026-12-02T14:00:00.000Z' });
    const name = await makesTask(world, maria);
    await completes(world, maria, 'wait', await looksUp(maria, name), { on: 'patient', chase_at: String(Date.parse('2026-12-02T15:00:00Z') / 1000) });
    await completesUnderMore(world, maria, 'snooze', await looksUp(maria, name), { choice: 'date', until: String(Date.parse('2026-12-02T17:00:00Z') / 1000) });
    await world.advance({ hours: 3, minutes: 30 });
    expect(await cardsOf(maria, name)).toEqual([]);
    await world.advance({ to: '2026-12-02T18:16:00.000Z' });
    expect(await cardsOf(maria, name)).toHaveLength(1);
  });

  test('an answer that came in time needs no reminder', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    await completes(world, maria, 'wait', copy, { on: 'patient' });
    await maria.press('task:answer', await looksUp(maria, name));
    await world.advance({ days: 3 });
    expect((await cardsOf(maria, name)).filter(({ text }) => text.includes('ask again'))).toEqual([]);
  });
});
