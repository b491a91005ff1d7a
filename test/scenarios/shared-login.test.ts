// A login that several people share at the front desk: it takes work in and does nothing else.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, FRONT, lastWord, looksUp, modalText, opens, RESCHEDULE } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
people:
  - { key: desk, name: Front desk login, roles: [staff], slack: U0DESK, queues: [front_desk], shared: true }
`;

describe('a shared front-desk login', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: PLAYBOOK }); });
  afterAll(() => world.close());
  const copyOf = async (person: string, name: string) => {
    const one = world.as(person);
    const { channel, ts } = await looksUp(one, name);
    return { channel, ts, text: JSON.stringify(one.ephemerals(channel).find((each) => each.ts === ts)?.blocks) };
  };

  test('asks who sits there before it takes work in', async () => {
    const desk = world.as('desk');
    await opens(world, desk, 'task_form', () => desk.shortcut('new_task'));
    await answers(world, desk, RESCHEDULE);
    expect(modalText(desk)).toContain('You are…');
    expect(modalText(desk)).not.toContain('On whose behalf');
    expect(modalText(desk)).toContain('Goes to Dana Reed: leads Front desk');
    expect(await desk.submit()).toEqual({ errors: { you_are: expect.any(String) } });
    await answers(world, desk, { you_are: 'maria' });
    await desk.submit();
    expect(modalText(desk)).toContain('T-1 · Appointment reschedule · Dana Reed');
    await desk.closes(true);
    await world.settled();
  });

  test('the card and the history say who that was, and that nobody has proved it', async () => {
    const dana = world.as('dana');
    const copy = await copyOf('dana', 'T-1');
    expect(copy.text).toContain('Asked by Front desk login (says Maria Lopez, unverified)');
    await opens(world, dana, 'more_form', () => dana.press('task:more', copy));
    await opens(world, dana, 'history_view', () => dana.press('task:history', 'modal'));
    expect(modalText(dana)).toContain('Front desk login made it');
    expect(modalText(dana)).toContain('taken in at the shared login by: Maria Lopez (unverified)');
    await dana.closes(true);
  });

  test('sees how what it took in stands, without a button that it may not use', async () => {
    const { text } = await copyOf('desk', 'T-1');
    expect(text).toContain('To do');
    for (const label of ['Start', 'Waiting…', 'Done…', 'Open securely']) expect(text).not.toContain(label);
    const desk = world.as('desk');
    await opens(world, desk, 'more_form', async () => desk.press('task:more', await looksUp(desk, 'T-1')));
    expect(modalText(desk)).toContain('History');
    for (const label of ['Reassign…', 'Add a note…', 'Cancel…']) expect(modalText(desk)).not.toContain(label);
    await desk.closes(true);
    await desk.opensHome();
    await world.settled();
    expect(JSON.stringify(desk.home()?.blocks)).toContain('You asked for');
  });

  test('can be given no work, and hands none off', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule' });
    expect(modalText(maria)).not.toContain('Front desk login');
    await maria.closes(true);
    const desk = world.as('desk');
    for (const words of ['handoff', 'away until Monday', 'away']) {
      await desk.command('/rounds', words, FRONT);
      await world.settled();
      expect(lastWord(desk, FRONT)).toContain('this login is shared and takes in work alone');
    }
  });
});
