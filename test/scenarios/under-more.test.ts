import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, cardsOf, completes, completesUnderMore, looksUp, makesTask, makesTaskOfMessage, modalOf, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const at = (iso: string) => String(Date.parse(iso) / 1000);

describe('what stands under More', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const read = async (name: string) => {
    const maria = world.as('maria');
    const { channel, ts } = await looksUp(maria, name);
    return JSON.stringify(maria.ephemerals(channel).find((one) => one.ts === ts)?.blocks);
  };

  test('it offers each thing with a line, and the way to the source', async () => {
    const maria = world.as('maria');
    await makesTaskOfMessage(world, maria, 'Another day, please');
    const copy = await looksUp(maria, 'T-1');
    await opens(world, maria, 'more_form', () => maria.press('task:more', copy));
    const words = modalText(maria);
    for (const label of ['Left voicemail', 'Reassign…', 'Change due date…', 'Change priority…', 'Change details…', 'Add a note…', 'Snooze…', 'Cancel…', 'History', 'Open the source']) expect(words).toContain(label);
    await maria.closes(true);
  });

  test('reassign: the new owner gets the card, the former one hears it from whoever did it, and the old card follows', async () => {
    const [maria, dana, sam] = [world.as('maria'), world.as('dana'), world.as('sam')];
    const name = await makesTask(world, maria, { owner: 'sam' });
    const card = await cardOf(sam, name);
    expect(await completesUnderMore(world, dana, 'reassign', await looksUp(dana, name), { owner: 'maria' })).toMatchObject({ closed: true });
    expect((await cardsOf(maria, name)).map(({ text }) => text)).toEqual([expect.stringContaining('New from Dana Reed')]);
    const told = await cardsOf(sam, name);
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('Owner: Maria Lopez'), expect.stringContaining('Dana Reed handed this to Maria Lopez')]);
    expect(told[0]?.place).toEqual(card);
  });

  test('due date: with a reason, and not in the past', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    expect(await completesUnderMore(world, maria, 'due', copy, { due: at('2026-12-03T15:00:00Z') })).toEqual({ errors: { why: expect.any(String) } });
    await maria.closes(true);
    expect(await completesUnderMore(world, maria, 'due', copy, { due: at('2026-11-29T15:00:00Z'), why: 'A provider is out' })).toEqual({ errors: { due: 'This time has passed. Choose a later one.' } });
    await maria.closes(true);
    await completesUnderMore(world, maria, 'due', copy, { due: at('2026-12-03T15:00:00Z'), why: 'A provider is out' });
    expect(await read(name)).toContain('due Thu 10 am');
  });

  test('priority', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await completesUnderMore(world, maria, 'priority', await looksUp(maria, name), { priority: 'urgent' });
    expect(await read(name)).toContain('Urgent');
  });

  test('a note is kept and shown to nobody in chat', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await completesUnderMore(world, maria, 'note', await looksUp(maria, name), { note: 'Her daughter drives her' });
    expect(await read(name)).not.toContain('daughter');
    await opens(world, maria, 'more_form', async () => maria.press('task:more', await looksUp(maria, name)));
    await opens(world, maria, 'history_view', () => maria.press('task:history', 'modal'));
    expect(modalText(maria)).toContain('Maria Lopez added a note');
    expect(modalText(maria)).not.toContain('daughter');
    await maria.closes(true);
  });

  test('snooze until the next morning', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await completesUnderMore(world, maria, 'snooze', await looksUp(maria, name), { choice: 'tomorrow' });
    expect(await read(name)).toContain('Reminders held until tomorrow 8 am');
  });

  test('cancel as a duplicate names the other task, and restore brings it back as it was', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    expect(await completesUnderMore(world, maria, 'cancel', copy, { reason: 'duplicate', duplicate_of: 'T-999' })).toEqual({ errors: { duplicate_of: 'There is no such task. Write its number, such as T-12.' } });
    await maria.choose('duplicate_of', 'T-1');
    expect(await maria.submit()).toMatchObject({ closed: true });
    expect(await read(name)).toContain('Cancelled: duplicate of another task (T-1)');
    await completesUnderMore(world, maria, 'restore', await looksUp(maria, name), { why: 'Cancelled by mistake' });
    expect(await read(name)).toContain('To do');
  });

  test('done can be reopened, with a reason', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await completes(world, maria, 'done', await looksUp(maria, name), { outcome: 'rescheduled', reason: 'missed', patient_ref: 'M-1' });
    expect(await read(name)).toContain('Done: Rescheduled');
    await completesUnderMore(world, maria, 'reopen', await looksUp(maria, name), { why: 'Something new came in' });
    expect(await read(name)).toContain('In progress');
  });

  test('details: what was answered stands in the form and can be changed; the chart number never comes back', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await opens(world, maria, 'more_form', async () => maria.press('task:more', await looksUp(maria, name)));
    await opens(world, maria, 'fields_form', () => maria.press('task:details', 'modal'));
    await maria.fill({ provider: 'osei', patient_ref: 'M-77' });
    expect(await maria.submit()).toMatchObject({ closed: true });
    expect(await read(name)).toContain('Dr Osei');
    await opens(world, maria, 'more_form', async () => maria.press('task:more', await looksUp(maria, name)));
    await opens(world, maria, 'fields_form', () => maria.press('task:details', 'modal'));
    expect(JSON.stringify(modalOf(maria))).not.toContain('M-77');
    expect(modalText(maria)).toContain('Leave it empty to keep what is there.');
    await maria.closes(true);
  });

  test('whoever may only look is offered only that', async () => {
    const name = await makesTask(world, world.as('maria'));
    const jordan = world.as('jordan');
    await opens(world, jordan, 'more_form', async () => jordan.press('task:more', await looksUp(jordan, name)));
    expect(modalText(jordan)).toContain('History');
    expect(modalText(jordan)).not.toContain('Reassign');
    expect(modalText(jordan)).not.toContain('Add a note');
    await jordan.closes(true);
  });
});
