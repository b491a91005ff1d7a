import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, cardOf, cardsOf, completes, fieldsOf, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const CRITICAL = { type: 'lab_followup', priority: 'urgent', result_class: 'critical', test: 'blood', provider: 'patel' };

describe('a critical result at night', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: '2026-12-01T03:00:00.000Z', playbook: 'enabled: [front_desk, clinical_support]\nduty: [{ queue: clinical_support, people: [ben, patel], hours: "17:00-08:00" }]\n' }); // Monday 10 pm
  });
  afterAll(() => world.close());

  test('the form says first that it is not the call, and asks whom the call reached, when, and whether it was read back', async () => {
    const nina = world.as('nina');
    await opens(world, nina, 'task_form', () => nina.shortcut('new_task'));
    await answers(world, nina, { type: CRITICAL.type, priority: CRITICAL.priority });
    expect(modalText(nina)).not.toContain('Call the provider now');
    await answers(world, nina, { result_class: 'critical' });
    expect(modalText(nina)).toContain('Call the provider now. Rounds records the call; it is not the call.');
    expect(fieldsOf(nina)).toEqual(expect.arrayContaining(['reached', 'called_at', 'read_back']));
    await answers(world, nina, { test: 'blood', provider: 'patel', owner: 'patel', reached: 'nobody_yet' });
    expect(await nina.submit()).not.toHaveProperty('errors');
    await nina.closes(true);
    await world.settled();
  });

  test('owner and first on duty hear at once; whoever is on duty may take it, through a button in their message', async () => {
    const [patel, ben] = [world.as('patel'), world.as('ben')];
    expect((await cardsOf(patel, 'T-1'))[0]?.text).toContain('Call the provider now');
    await world.advance({ minutes: 1 });
    expect((await cardsOf(ben, 'T-1')).map(({ text }) => text)).toEqual([expect.stringContaining('urgent and unanswered')]);
    await completes(world, ben, 'on_it', await cardOf(ben, 'T-1'), { choice: 'hour' });
    await world.advance({ minutes: 40 });
    expect(await cardsOf(world.as('nina'), 'T-1')).toEqual([]);
    await world.advance({ minutes: 25 });
    expect((await cardsOf(ben, 'T-1')).length).toBeGreaterThan(1);
  });
});
