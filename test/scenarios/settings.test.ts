import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardsOf, makesTask, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('/rounds settings', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: 'task_types: [{ key: reschedule, idle: 5 business days, idle_lead: 5 business days }]\n' }); });
  afterAll(() => world.close());

  test('offers quiet hours, days off, bundle times and the digest, and says what always comes, and why', async () => {
    const maria = world.as('maria');
    const dm = await maria.opensDm();
    await opens(world, maria, 'settings_form', () => maria.command('/rounds', 'settings', dm));
    for (const words of ['Quiet hours', 'Days off', 'When reminders come', 'These always come:', 'Urgent tasks', 'somebody may come to harm', 'Legal and payer deadlines: the law does not wait', 'Escalations and the digest of a queue that you lead']) {
      expect(modalText(maria)).toContain(words);
    }
    await maria.choose('bundles', []);
    expect(await maria.submit()).toMatchObject({ errors: { bundles: expect.any(String) } });
  });

  test('moves the reminders of tasks that are there already, and of one person alone', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    const [hers, his] = [await makesTask(world, maria), await makesTask(world, sam)]; // due today 2 pm, reminded from 1 pm on
    const dm = await maria.opensDm();
    await opens(world, maria, 'settings_form', () => maria.command('/rounds', 'settings', dm));
    await maria.choose('bundles', ['16:30']);
    await maria.choose('digest', 'no');
    await maria.submit();
    await maria.closes(true);
    await world.advance({ to: '2026-11-30T20:31:00.000Z' }); // after the practice's 3:30 pm
    expect(await cardsOf(sam, his)).not.toEqual([]);
    expect(await cardsOf(maria, hers)).toEqual([]);
    await world.advance({ to: '2026-11-30T21:31:00.000Z' });
    expect(await cardsOf(maria, hers)).toHaveLength(1);
  });

  test('"Your day" switched off stays away, and a restart forgets nothing', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    await world.restart();
    await world.advance({ to: '2026-12-01T13:16:00.000Z' });
    expect(sam.readsAll()).toContain('Your day · Tue');
    expect(maria.readsAll()).not.toContain('Your day');
  });

  test('urgent work comes at once, at any hour', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    await world.advance({ to: '2026-12-02T03:00:00.000Z' });
    const name = await makesTask(world, sam, { priority: 'urgent', owner: 'maria' });
    expect(await cardsOf(maria, name)).toHaveLength(1);
  });
});
