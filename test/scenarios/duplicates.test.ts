// Two people take in the same matter: said before the second task is made, and settled when one of them is cancelled.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { again } from '../support/signed.js';
import { answers, completes, completesUnderMore, FRONT, looksUp, makesTask, makesTaskOfMessage, modalText, opens } from '../support/steps.js';
import { signsIn } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

/** A practice that asks for the chart number at once. */
const PLAYBOOK = `
task_types:
  - { key: reschedule, fields: [{ key: patient_ref, needed: create }] }
  - { key: missing_paperwork, sensitivity: restricted, fields: [{ key: patient_ref, needed: create }, { key: needed_for, needed: start }] }
`;
const RESCHEDULE = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main' };

describe('the same patient and the same kind of work', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: PLAYBOOK }); });
  afterAll(() => world.close());

  const fillsIn = async (person: string, given: Record<string, string>) => {
    const one = world.as(person);
    await opens(world, one, 'task_form', () => one.shortcut('new_task'));
    await answers(world, one, given);
    return one.submit();
  };

  test('is said before a second task is made, however the number is written, and without it', async () => {
    await makesTask(world, world.as('maria'), { ...RESCHEDULE, patient_ref: 'MRN 4421-17' });
    const sam = world.as('sam');
    expect(await fillsIn('sam', { ...RESCHEDULE, patient_ref: 'mrn#442117' })).toMatchObject({ open: { callback_id: 'task_form' } });
    const words = modalText(sam).replace('mrn#442117', '');
    expect(words).toContain('This patient has a task of this kind.');
    expect(words).toContain('Look at it, or press Create again to go on.');
    expect(words).toContain('T-1 Appointment reschedule');
    expect(words).not.toContain('4421');
    expect(world.slack.callsTo('chat.postMessage').map((call) => JSON.stringify(call)).join()).not.toContain('4421');
  });

  test('one can look at it from there, and go on: then the second is made', async () => {
    const sam = world.as('sam');
    await opens(world, sam, 'task_view', () => sam.press('task:open', 'modal'));
    expect(modalText(sam)).toContain('Owner: Maria Lopez');
    await sam.closes();
    await sam.submit();
    expect(modalText(sam)).toContain('T-2 · Appointment reschedule');
    await sam.closes(true);
    await world.settled();
  });

  test('another kind of work or another patient is no duplicate', async () => {
    const sam = world.as('sam');
    for (const given of [{ ...RESCHEDULE, patient_ref: '442118' }, { ...RESCHEDULE, patient_ref: 'n/a' }, { ...RESCHEDULE, patient_ref: 'n/a' }]) {
      await fillsIn('sam', given);
      expect(modalText(sam)).not.toContain('This patient has');
      await sam.closes(true);
    }
  });

  test('one that somebody may not see is not told of', async () => {
    const dana = world.as('dana');
    const PAPERWORK = { type: 'missing_paperwork', priority: 'normal', document_type: 'consent', patient_ref: 'X-9917' };
    await makesTask(world, dana, { ...PAPERWORK, owner: 'dana' });
    await fillsIn('sam', { ...PAPERWORK });
    expect(modalText(world.as('sam'))).not.toContain('This patient has');
    await world.as('sam').closes(true);
    expect(await fillsIn('dana', { ...PAPERWORK })).toMatchObject({ open: { callback_id: 'task_form' } });
    expect(modalText(dana)).toContain('This patient has a task of this kind.');
    await dana.closes(true);
  });

  test('one that was done is told of for thirty days', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria, { ...RESCHEDULE, patient_ref: 'B-7001' });
    await completesUnderMore(world, maria, 'cancel', await looksUp(maria, name), { reason: 'no_longer_needed' });
    await world.advance({ days: 29 });
    expect(await fillsIn('maria', { ...RESCHEDULE, patient_ref: 'B7001' })).toMatchObject({ open: { callback_id: 'task_form' } });
    expect(modalText(maria)).toContain(`${name} Appointment reschedule`);
    await maria.closes(true);
    await world.advance({ days: 2 });
    expect(await fillsIn('maria', { ...RESCHEDULE, patient_ref: 'B7001' })).toMatchObject({ open: { callback_id: 'message_view' } });
    await maria.closes(true);
  });
});

describe('the chart number is asked when the work is done', () => {
  let world: World;
  const names: string[] = [];
  beforeAll(async () => {
    world = await openWorld();
    for (const person of ['maria', 'sam', 'maria']) names.push(await makesTask(world, world.as(person)));
    await (await signsIn(world, world.as('maria'), names[0] ?? '')).sends('/fields', { 'field.patient_ref': 'MRN 4421-17' });
  });
  afterAll(() => world.close());
  const DONE = { outcome: 'rescheduled', reason: 'patient_asked', patient_ref: 'mrn#442117' };
  const statusOf = async (name: string) => {
    const dana = world.as('dana');
    const { channel, ts } = await looksUp(dana, name);
    return /Done|In progress|To do/.exec(JSON.stringify(dana.ephemerals(channel).find((one) => one.ts === ts)?.blocks))?.[0];
  };

  test('the form of Done says that the patient has another open task of this kind, once; then it closes', async () => {
    const sam = world.as('sam');
    const [first = '', second = ''] = names;
    expect(await completes(world, sam, 'done', await looksUp(sam, second), DONE)).toMatchObject({ open: { callback_id: 'done_form' } });
    expect(modalText(sam)).toContain('This patient has a task of this kind.');
    expect(modalText(sam)).toContain('Look at it, or press Done again to go on.');
    expect(modalText(sam)).toContain(`${first} Appointment reschedule`);
    expect(await statusOf(second)).toBe('To do');
    await sam.submit();
    await world.settled();
    expect(await statusOf(second)).toBe('Done');
  });

  test('the secure page says it as soon as the number is there, and nothing of what is closed is asked about at Done', async () => {
    const maria = world.as('maria');
    const [first = '', , third = ''] = names;
    const browser = await signsIn(world, maria, third);
    expect(browser.seen.text).not.toContain('The same patient has');
    const { text } = await browser.sends('/fields', { 'field.patient_ref': 'mrn-442117' });
    expect(text).toContain(`The same patient has ${first} · Appointment reschedule`);
    expect(text).toContain('If they are the same, cancel one on its card: More, Cancel, Duplicate.');
    await completesUnderMore(world, maria, 'cancel', await looksUp(maria, third), { reason: 'duplicate', duplicate_of: first });
    await completes(world, maria, 'done', await looksUp(maria, first), { outcome: 'rescheduled', reason: 'missed' });
    const last = await makesTask(world, maria);
    expect(await completes(world, maria, 'done', await looksUp(maria, last), { ...DONE, patient_ref: 'MRN442117' })).toMatchObject({ closed: true });
  });

  test('whoever may not close a task learns nothing from its form', async () => {
    const open = await makesTask(world, world.as('sam'));
    const name = await makesTask(world, world.as('sam'));
    await (await signsIn(world, world.as('sam'), name)).sends('/fields', { 'field.patient_ref': 'Q-1188' });
    const jordan = world.as('jordan');
    const view = world.slack.deliveries.findLast(({ body }) => body['type'] === 'view_submission' && JSON.stringify(body).includes('done_form'))?.body;
    if (view === undefined) throw new Error('no form of Done was sent');
    const forged = JSON.parse(JSON.stringify(view).replaceAll('U0MARIA', 'U0JORDAN').replaceAll('MRN442117', 'Q-1188').replace(/\\"form\\":\\"[\w-]+/, `\\"form\\":\\"forged`).replace(/\\"task\\":\d+/, `\\"task\\":${open.slice(2)}`)) as object;
    const { text } = await again(world, forged, 4);
    expect(text).not.toContain('This patient has');
    expect(text).not.toContain('Q-1188');
    expect(jordan.modal()).toBeUndefined();
  });
});

describe('cancelled as a duplicate', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const card = async (name: string) => {
    const dana = world.as('dana');
    const { channel, ts } = await looksUp(dana, name);
    return JSON.stringify(dana.ephemerals(channel).find((one) => one.ts === ts)?.blocks);
  };
  const cancels = async (name: string, of: string) => completesUnderMore(world, world.as('dana'), 'cancel', await looksUp(world.as('dana'), name), { reason: 'duplicate', duplicate_of: of });

  test('both name each other, and whoever began the thread reads there once which goes on', async () => {
    const maria = world.as('maria');
    const message = await makesTaskOfMessage(world, maria, 'pt Jane Doe wants another day');
    const other = await makesTask(world, world.as('sam'));
    expect(await cancels('T-1', other)).toMatchObject({ closed: true });
    expect(await card('T-1')).toContain(`Cancelled: duplicate of another task (${other})`);
    expect(await card(other)).toContain('Its duplicate: T-1.');
    const said = world.slack.messages(FRONT).filter(({ thread_ts, blocks }) => thread_ts === message.ts && JSON.stringify(blocks).includes('was a duplicate'));
    expect(said.map(({ blocks }) => JSON.stringify(blocks))).toEqual([expect.stringContaining(`T-1 was a duplicate: ${other} goes on with it`)]);
    expect(JSON.stringify(said)).not.toContain('Jane');
  });

  test('without a thread whoever asked reads it in a direct message, once', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const other = await makesTask(world, world.as('sam'));
    await cancels(name, other);
    const dm = await maria.opensDm();
    const said = () => maria.messages(dm).filter(({ blocks }) => JSON.stringify(blocks).includes(`${name} was a duplicate: ${other} goes on with it`));
    expect(said()).toHaveLength(1);
    await world.restart();
    await world.settled();
    expect(said()).toHaveLength(1);
  });

  test('two cannot be cancelled for each other: somebody has to do the work', async () => {
    expect(await cancels('T-2', 'T-1')).toEqual({ errors: { duplicate_of: 'That task is cancelled itself. Name the one that goes on.' } });
    await world.as('dana').closes(true);
  });

  test('restored, it is a duplicate no more', async () => {
    const dana = world.as('dana');
    await completesUnderMore(world, dana, 'restore', await looksUp(dana, 'T-1'), { why: 'Cancelled by mistake' });
    expect(await card('T-2')).not.toContain('Its duplicate');
  });
});
