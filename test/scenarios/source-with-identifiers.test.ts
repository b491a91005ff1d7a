// Whoever writes of a patient in a channel is told so, in private and once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { completes, FRONT, looksUp, makesTask, makesTaskOfMessage, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('a message that shows who the patient is', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const told = async (person: string) => {
    const one = world.as(person);
    return one.messages(await one.opensDm()).filter(({ blocks }) => JSON.stringify(blocks).includes('shows patient details'));
  };

  test('its author is told to consider deleting it, whoever made the task of it; the notification says nothing of it', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    const ts = await sam.says(FRONT, 'pt Jane Doe, chart 27761-55, cannot come');
    await opens(world, maria, 'task_form', () => maria.shortcut('create_task', { channel: FRONT, ts }));
    await maria.choose('type', 'reschedule');
    await maria.fill({ priority: 'normal', provider: 'patel', location: 'main' });
    await maria.submit();
    await world.settled();
    const notices = await told('sam');
    expect(notices).toHaveLength(1);
    expect(JSON.stringify(notices[0]?.blocks)).toContain('Saved in T-1. Your message shows patient details: consider deleting it.');
    expect(notices[0]?.text).toBe('T-1: about a message of yours');
    expect(JSON.stringify(notices)).not.toMatch(/Jane|27761/);
    expect(await told('maria')).toEqual([]);
  });

  test('a message without them is nobody’s fault', async () => {
    await makesTaskOfMessage(world, world.as('maria'), 'She cannot come tomorrow, mornings are best');
    expect(await told('maria')).toEqual([]);
  });

  test('a form that asks for the chart number names the secure page as the other way', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await opens(world, maria, 'done_form', async () => maria.press('task:done', await looksUp(maria, name)));
    await maria.choose('outcome', 'rescheduled');
    await world.slack.until(() => modalText(maria).includes('patient_ref'), 10_000);
    expect(modalText(maria)).toContain('Patient details can also be entered on the secure page');
    await maria.closes(true);
    expect(await completes(world, maria, 'done', await looksUp(maria, name), { outcome: 'rescheduled', reason: 'missed', patient_ref: 'M-1' })).toMatchObject({ closed: true });
  });
});
