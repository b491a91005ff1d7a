import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, FRONT, makesTaskOfMessage, modalText, opens, RESCHEDULE } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('a message that has a task already', () => {
  let world: World;
  let message: { channel: string; ts: string };
  beforeAll(async () => {
    world = await openWorld();
    message = await makesTaskOfMessage(world, world.as('maria'), 'She cannot come tomorrow');
  });
  afterAll(() => world.close());

  test('its thread has one line', () => {
    const replies = world.slack.messages(FRONT).filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts);
    expect(replies).toHaveLength(1);
    expect(world.as('sam').reads(FRONT)).toContain('T-1 · Appointment reschedule · Maria Lopez · due today 2 pm');
  });

  test('a colleague is told so and can open it', async () => {
    const sam = world.as('sam');
    await opens(world, sam, 'exists_form', () => sam.shortcut('create_task', message));
    expect(modalText(sam)).toContain('A task was made of this message or its thread:');
    expect(modalText(sam)).toContain('T-1 Appointment reschedule');
    await opens(world, sam, 'task_view', () => sam.press('task:open', 'modal'));
    expect(modalText(sam)).toContain('Owner: Maria Lopez');
    await sam.closes(true);
  });

  test('the same holds for a reply in its thread, and one may go on', async () => {
    const sam = world.as('sam');
    const reply = await sam.says(FRONT, 'And her daughter needs one as well', { thread: message.ts });
    await opens(world, sam, 'exists_form', () => sam.shortcut('create_task', { channel: FRONT, ts: reply }));
    expect(modalText(sam)).toContain('T-1 Appointment reschedule');
    expect(await sam.submit()).toMatchObject({ open: { callback_id: 'task_form' } });
    await answers(world, sam, RESCHEDULE);
    expect(await sam.submit()).toMatchObject({ closed: true });
    await world.settled();
    expect(sam.reads(FRONT)).toContain('T-2 · Appointment reschedule · Sam Ortiz');
  });

  test('then both are named', async () => {
    const dana = world.as('dana');
    await opens(world, dana, 'exists_form', () => dana.shortcut('create_task', message));
    expect(modalText(dana)).toContain('Tasks were made of this message or its thread:');
    expect(modalText(dana)).toContain('T-1 ');
    expect(modalText(dana)).toContain('T-2 ');
    await dana.closes(true);
  });
});
