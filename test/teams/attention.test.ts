// What Rounds says by itself, through Teams' door: reminders, escalations, digests, a queue's channel. Monday 30 November 2026, 9 am in New York.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FRONT } from './support/people.js';
import { actionOf, actionsOf, dialogOf, titleOf, valuesOf, wordsOf } from './support/reading.js';
import { cardOf, makesTask } from './support/steps.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
const opened = (options: Parameters<typeof openTeamsWorld>[0] = {}) => {
  beforeAll(async () => {
    world = await openTeamsWorld(options);
    // Somebody has to write first: so Rounds learns Teams' address.
    await world.as('sam').says('help');
  });
  afterAll(() => world.close());
  afterEach(() => expect(world.teams.complaints).toEqual([]));
};
const heard = (person: string) => world.as(person).chat().map(({ card }) => wordsOf(card));

describe('an owner with tasks that nobody moves', () => {
  opened();

  test('hears of all of them in one message, at a bundle time, with a way to update each', async () => {
    for (let made = 0; made < 3; made += 1) await makesTask(world, 'maria', {});
    const before = heard('maria').length;
    await world.advance({ to: '2026-11-30T18:10:00.000Z' });
    expect(heard('maria')).toHaveLength(before);
    await world.advance({ to: '2026-11-30T18:16:00.000Z' });
    const [message, ...more] = world.as('maria').chat().slice(before);
    expect(more).toEqual([]);
    for (const name of ['T-1 ', 'T-2 ', 'T-3 ']) expect(wordsOf(message?.card)).toContain(name);
    expect(actionsOf(message?.card).filter(({ title }) => title === 'Update')).toHaveLength(3);
    expect(message?.summary).not.toContain('Patel');
  });

  test('may hold all of it until the next bundle', async () => {
    const message = world.as('maria').chat().at(-1);
    const held = await world.as('maria').presses(actionsOf(message?.card).find(({ title }) => title.startsWith('All until')) ?? actionOf(message?.card, 'All until 3:30 pm'));
    expect(JSON.stringify(held.body)).toContain('No reminders of 3 tasks until today 3:30 pm');
    const before = heard('maria').length;
    await world.advance({ to: '2026-11-30T20:29:00.000Z' });
    expect(heard('maria')).toHaveLength(before);
    await world.advance({ to: '2026-11-30T20:31:00.000Z' });
    expect(heard('maria')).toHaveLength(before + 1);
  });
});

describe('a task that grows late', () => {
  opened({ playbook: 'attention:\n  escalate: [{ after: 4 business hours overdue, to: lead }, { after: 6 business hours overdue, to: channel }]\n' });

  test('goes to the lead, who says that they are on it', async () => {
    const name = await makesTask(world, 'maria', {});
    await world.advance({ to: '2026-12-01T16:05:00.000Z' });
    const { card } = cardOf(world, 'dana', name);
    for (const words of [`${name} Appointment reschedule`, 'late', 'Maria Lopez · last: made it']) expect(wordsOf(card)).toContain(words);
    const form = dialogOf(await world.as('dana').opens(actionOf(card, 'I’m on it until…')));
    const sent = await world.as('dana').submits(actionOf(form, 'I’m on it'), { ...valuesOf(form), choice: 'date', until: '2026-12-03', 'until.time': '10:00' });
    expect(JSON.stringify(sent.body)).not.toContain('Please');
    await world.settled();
    const before = heard('dana').filter((words) => words.includes(`${name} `)).length;
    await world.advance({ to: '2026-12-01T20:00:00.000Z' });
    expect(heard('dana').filter((words) => words.includes(`${name} `))).toHaveLength(before);
  });

  test('and is told in the queue’s channel at its moment: the kind and the number, in a thread of its own', async () => {
    const before = world.teams.messages.size;
    const name = await makesTask(world, 'maria', {});
    await world.advance({ to: '2026-12-03T18:00:00.000Z' });
    const posts = [...world.teams.messages.values()].slice(before).filter(({ conversation, card }) => conversation.startsWith(FRONT) && wordsOf(card).includes(`${name} `));
    expect(posts).toHaveLength(1);
    // Whoever presses it there sees the card in a dialog of their own.
    expect(titleOf(await world.as('dana').opens(actionOf(posts[0]?.card, 'Open')))).toBe(name);
  });
});

describe('a morning at the front desk', () => {
  opened();

  test('the lead reads first what needs them, and each number opens its list; the owner reads their own day', async () => {
    await makesTask(world, 'maria', { priority: 'low' });
    await world.advance({ to: '2026-12-02T13:15:30.000Z' });
    const digest = world.as('dana').chat().findLast(({ card }) => wordsOf(card).includes('Front desk · Wed'));
    expect(digest).toBeDefined();
    expect(heard('maria').filter((words) => words.includes('Your day · Wed'))).toHaveLength(1);
    const list = dialogOf(await world.as('dana').opens(actionsOf(digest?.card)[0] ?? actionOf(digest?.card, 'a list')));
    expect(wordsOf(list)).toContain('T-1 ');
  });

  test('comes once, also through a restart', async () => {
    await world.restart();
    await world.advance({ to: '2026-12-02T14:00:00.000Z' });
    expect(heard('dana').filter((words) => words.includes('Front desk · Wed'))).toHaveLength(1);
  });
});

