import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, cardsOf, completes, FRONT, looksUp, makesTask, makesTaskOfMessage, modalText, opens, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('working a task by the buttons of its card', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('one card from start to done, edited where it stands, and one line in the thread until it has ended', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const message = await makesTaskOfMessage(world, maria, 'She wants another day', { owner: 'dana' });
    const dm = await dana.opensDm();
    const card = await cardOf(dana, 'T-1');
    const texts = () => cardsOf(dana, 'T-1').then((cards) => cards.map(({ text }) => text));
    const line = () => maria.messages(FRONT).filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts).map(({ blocks }) => JSON.stringify(blocks));

    await presses(world, dana, 'start', card);
    expect(await texts()).toEqual([expect.stringContaining('In progress')]);

    await completes(world, dana, 'wait', card, { on: 'patient' });
    expect(await texts()).toEqual([expect.stringContaining('Waiting on patient to call back, chase tomorrow 9 am')]);
    expect(line()).toEqual([expect.stringContaining('due date paused')]);

    await presses(world, dana, 'answer', card);
    expect(await texts()).toEqual([expect.stringContaining('In progress')]);

    await completes(world, dana, 'done', card, { outcome: 'rescheduled', reason: 'patient_asked', patient_ref: 'A-1042' });
    expect(await texts()).toEqual([expect.stringContaining('Done: Rescheduled')]);
    expect(line()).toEqual([expect.stringContaining('T-1 · Appointment reschedule · Dana Reed · done: rescheduled'), expect.stringContaining('This is done')]);
    expect((await cardsOf(dana, 'T-1'))[0]?.place).toEqual(card);
    expect(world.slack.callsTo('chat.postMessage')).toHaveLength(3);
    expect(dana.ephemerals(dm)).toEqual([]);
  });

  test('waiting shows what it means and when each choice asks again; a date of one’s own stands above it', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    await opens(world, maria, 'wait_form', () => maria.press('task:wait', copy));
    expect(modalText(maria)).toContain('Choose this when the patient or the schedule decides the next step, and the day to try again is set.');
    expect(modalText(maria)).toContain('Ask again tomorrow 9 am; the due date stands still');
    await maria.fill({ on: 'provider', chase_at: String(Date.parse('2026-12-02T15:30:00Z') / 1000) });
    expect(await maria.submit()).toMatchObject({ closed: true });
    await looksUp(maria, name);
    const dm = await maria.opensDm();
    expect(maria.reads(dm)).toContain('Waiting on opening in the provider\'s schedule, chase Wed 10:30 am');
  });

  test('a chase date that has passed is refused on its field', async () => {
    const maria = world.as('maria');
    const copy = await looksUp(maria, await makesTask(world, maria));
    const submitted = await completes(world, maria, 'wait', copy, { on: 'patient', chase_at: String(Date.parse('2026-11-30T13:00:00Z') / 1000) });
    expect(submitted).toEqual({ errors: { chase_at: 'This time has passed. Choose a later one.' } });
    await maria.closes(true);
  });

  test('left voicemail is one press: it counts, waits on the patient and asks again next morning', async () => {
    const dana = world.as('dana');
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    const card = await cardOf(dana, name);
    const read = async () => (await cardsOf(dana, name)).map(({ text }) => text);
    await opens(world, dana, 'more_form', () => dana.press('task:more', card));
    await presses(world, dana, 'left_voicemail', 'modal');
    expect(await read()).toEqual([expect.stringContaining('Waiting on patient to call back (1 of 3), chase tomorrow 8 am')]);
    await dana.closes(true);
    await presses(world, dana, 'again', card);
    expect(await read()).toEqual([expect.stringContaining('(2 of 3)')]);
    await presses(world, dana, 'answer', card);
    expect(await read()).toEqual([expect.stringContaining('In progress')]);
  });

  test('done asks for the outcome and what the type needs at the end; a note may be left out', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    await opens(world, maria, 'done_form', () => maria.press('task:done', copy));
    expect(modalText(maria)).toContain('Choose this when the patient knows the new time, and the old slot is free.');
    expect(await maria.submit()).toEqual({ errors: { outcome: expect.any(String) } });
    await maria.closes(true);
    expect(await completes(world, maria, 'done', copy, { outcome: 'rescheduled' })).toMatchObject({ errors: { reason: expect.any(String), patient_ref: expect.any(String) } });
    await maria.closes(true);
  });

  test('an outcome may ask for a note', async () => {
    const maria = world.as('maria');
    const copy = await looksUp(maria, await makesTask(world, maria));
    const given = { outcome: 'cancelled_by_patient', reason: 'patient_asked', patient_ref: 'A-1' };
    expect(await completes(world, maria, 'done', copy, given)).toEqual({ errors: { note: expect.any(String) } });
    await maria.fill({ note: 'She moves away' });
    expect(await maria.submit()).toMatchObject({ closed: true });
  });

  test('an outcome that leads on makes the next task, linked both ways', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria, { owner: 'dana' });
    const dana = world.as('dana');
    const card = await cardOf(dana, name);
    await completes(world, dana, 'done', card, { outcome: 'unreachable', reason: 'patient_asked', patient_ref: 'A-2' });
    const done = (await cardsOf(dana, name)).at(0)?.text ?? '';
    const next = /Followed by (T-\d+)/.exec(done)?.[1] ?? '';
    expect(next).not.toBe('');
    const dm = await maria.opensDm();
    await looksUp(maria, next);
    expect(maria.reads(dm)).toContain(`${next} Portal message`);
    expect(maria.reads(dm)).toContain(`Follows ${name}.`);
  });

  test('an outcome whose follow-up is of the same type asks first', async () => {
    const maria = world.as('maria');
    const copy = await looksUp(maria, await makesTask(world, maria));
    const given = { outcome: 'waitlisted', reason: 'patient_asked', patient_ref: 'A-3' };
    expect(await completes(world, maria, 'done', copy, given)).toEqual({ errors: { follow_up: expect.any(String) } });
    await maria.choose('follow_up', 'no');
    expect(await maria.submit()).toMatchObject({ closed: true });
  });

  test('everything that happened stands in the history', async () => {
    const maria = world.as('maria');
    const copy = await looksUp(maria, 'T-1');
    await opens(world, maria, 'more_form', () => maria.press('task:more', copy));
    await opens(world, maria, 'history_view', () => maria.press('task:history', 'modal'));
    for (const words of ['Maria Lopez made it', 'Dana Reed started', 'Dana Reed set it to waiting', 'Dana Reed carried on', 'Dana Reed finished']) expect(modalText(maria)).toContain(words);
    expect(modalText(maria)).not.toContain('A-1042');
    await maria.closes(true);
  });
});
