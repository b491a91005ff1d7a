// A day of reminders and escalations, as a practice lives it. Monday 30 November 2026, 9 am in New York.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { cardOf, cardsOf, completes, hears, looksUp, makesTask, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

/** All messages from Rounds in somebody's direct messages. */
const told = async (person: PersonClient) => person.messages(await person.opensDm()).map((message) => ({ ts: message.ts, text: JSON.stringify(message.blocks) }));

describe('an owner with tasks that nobody moves', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('hears of all of them in one message, at a bundle time, with a way to update each', async () => {
    const maria = world.as('maria');
    for (let made = 0; made < 3; made += 1) await makesTask(world, maria);
    await world.advance({ to: '2026-11-30T18:10:00.000Z' });
    expect(await told(maria)).toEqual([]);
    await world.advance({ to: '2026-11-30T18:16:00.000Z' }); // 1:15 pm: idle for two business hours, most of the time until due over
    const messages = await told(maria);
    expect(messages).toHaveLength(1);
    for (const name of ['T-1 ', 'T-2 ', 'T-3 ']) expect(messages[0]?.text).toContain(name);
    expect(messages[0]?.text.match(/"Update"/g)).toHaveLength(3);
    expect(messages[0]?.text).toContain('All until 3:30 pm');
  });

  test('may hold all of it until the next bundle; what goes to others comes all the same', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const place = await cardOf(maria, 'T-1');
    await presses(world, maria, 'hold', place);
    await hears(world, maria, place.channel, 'No reminders of 3 tasks until today 3:30 pm');
    await world.advance({ to: '2026-11-30T20:29:00.000Z' });
    expect(await told(maria)).toHaveLength(1);
    await world.advance({ to: '2026-11-30T20:31:00.000Z' });
    expect(await told(maria)).toHaveLength(2);
    await world.advance({ to: '2026-11-30T21:01:00.000Z' }); // four business hours after the owner was asked
    expect((await told(dana)).filter(({ text }) => text.includes('T-1 '))).not.toEqual([]);
  });

  test('the history says who was told what, and when', async () => {
    const maria = world.as('maria');
    await maria.press('task:more', await looksUp(maria, 'T-1'));
    await world.slack.until(() => maria.modal()?.callback_id === 'more_form', 10_000);
    await maria.press('task:history', 'modal');
    await world.slack.until(() => maria.modal()?.callback_id === 'history_view', 10_000);
    expect(JSON.stringify(maria.modal())).toMatch(/told: Maria Lopez \((hasn’t moved|due soon|due)\)/);
    await maria.closes(true);
  });
});

describe('a task that grows late', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('goes to the lead, who says that they are on it: nobody further up hears until then, and they hear first', async () => {
    const [maria, dana, alex] = [world.as('maria'), world.as('dana'), world.as('alex')];
    const name = await makesTask(world, maria); // due Monday 2 pm
    await world.advance({ to: '2026-12-01T16:05:00.000Z' }); // Tuesday 11:05: four business hours late
    const card = (await cardsOf(dana, name)).at(-1);
    for (const words of [`${name} Appointment reschedule`, 'late', 'Maria Lopez · last: made it', '"Take it"', '"Reassign…"', '"I’m on it until…"', '"Open"']) expect(card?.text).toContain(words);
    await completes(world, dana, 'on_it', await cardOf(dana, name), { choice: 'date', until: String(Date.parse('2026-12-03T15:00:00Z') / 1000) });
    await world.advance({ to: '2026-12-03T14:59:00.000Z' }); // more than two business days late
    expect(await cardsOf(alex, name)).toEqual([]);
    const answered = (await cardsOf(dana, name)).at(-1)?.text ?? '';
    expect(answered).toContain('Answered:');
    expect(answered).toContain('Dana Reed looks after it until Thu 10 am');
    expect(answered).not.toContain('"Take it"');
    const before = (await cardsOf(dana, name)).length;
    await world.advance({ to: '2026-12-03T15:01:00.000Z' });
    expect((await cardsOf(dana, name)).slice(before).map(({ text }) => text)).toEqual([expect.stringContaining('you were on it until')]);
    expect((await cardsOf(alex, name)).map(({ text }) => text)).toEqual([expect.stringContaining('days late')]);
  });

  test('is taken by whoever presses Take it; done, it asks nobody any more', async () => {
    const [alex, dana] = [world.as('alex'), world.as('dana')];
    const place = await cardOf(alex, 'T-1');
    await presses(world, alex, 'take', place);
    await hears(world, alex, place.channel, 'T-1 is yours now.');
    for (const reader of [alex, dana]) expect((await cardsOf(reader, 'T-1')).at(-1)?.text).toContain('Alex Kim reassigned it');
    await completes(world, alex, 'cancel', await moreOf(world, alex, 'T-1'), { reason: 'no_longer_needed' });
    for (const reader of [alex, dana]) expect((await cardsOf(reader, 'T-1')).map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringMatching(/Cancelled.*Alex Kim cancelled it/)]));
    const heard = [(await told(alex)).length, (await told(dana)).length];
    await world.advance({ days: 4 });
    expect((await cardsOf(alex, 'T-1')).length).toBeLessThanOrEqual(heard[0] ?? 0);
    expect((await told(dana)).slice(heard[1]).filter(({ text }) => text.includes('T-1 '))).toEqual([]);
  });
});

/** The modal "More" of a task. */
const moreOf = async (world: World, person: PersonClient, name: string): Promise<'modal'> => {
  await person.press('task:more', await looksUp(person, name));
  await world.slack.until(() => person.modal()?.callback_id === 'more_form', 10_000);
  return 'modal';
};

describe('Friday 3:30 pm, due in one business hour, the practice closes at four, Monday is a holiday', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      now: '2026-09-04T19:30:00.000Z', // the Friday before Labor Day
      playbook: 'task_types: [{ key: reschedule, due: { usual: 1 business hour }, idle: 5 business days }]\n',
    });
  });
  afterAll(() => world.close());

  test('due Tuesday 8:30, one reminder, no weekend message', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await looksUp(maria, name);
    expect(maria.readsAll()).toContain('due Tue 8:30 am');
    for (const to of ['2026-09-05T16:00:00.000Z', '2026-09-06T16:00:00.000Z', '2026-09-07T16:00:00.000Z', '2026-09-08T12:31:00.000Z']) {
      await world.advance({ to });
      expect(await cardsOf(maria, name)).toEqual([]);
    }
    await world.advance({ to: '2026-09-08T14:31:00.000Z' });
    expect((await cardsOf(maria, name)).map(({ text }) => text)).toEqual([expect.stringContaining('1 task due now')]);
  });
});

describe('an urgent task that nobody answers', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: 'duty: [{ queue: front_desk, people: [sam, dana], hours: "17:00-09:00" }]\n', now: '2026-12-01T01:00:00.000Z' }); }); // Monday 8 pm
  afterAll(() => world.close());

  test('reaches the owner and the first on duty at once, the backup after ten minutes, then the lead; an answer ends it', async () => {
    const [maria, sam, dana] = [world.as('maria'), world.as('sam'), world.as('dana')];
    const name = await makesTask(world, dana, { priority: 'urgent', owner: 'maria' });
    await world.settled();
    expect(await cardsOf(maria, name)).toHaveLength(1);
    await world.advance({ minutes: 1 });
    expect((await cardsOf(sam, name)).map(({ text }) => text)).toEqual([expect.stringContaining('urgent and unanswered')]);
    expect(await cardsOf(dana, name)).toEqual([]);
    await world.advance({ minutes: 10 });
    expect(await cardsOf(dana, name)).toHaveLength(1);
    const second = await makesTask(world, dana, { priority: 'urgent', owner: 'maria' });
    await world.settled();
    await completes(world, maria, 'wait', await cardOf(maria, second), { on: 'patient' });
    const heard = (await cardsOf(dana, second)).length;
    await world.advance({ minutes: 30 });
    expect(await cardsOf(dana, second)).toHaveLength(heard);
  });
});
