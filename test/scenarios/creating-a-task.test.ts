import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, fieldsOf, FRONT, makesTask, modalOf, modalText, opens } from '../support/steps.js';
import { eventually } from '../support/eventually.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

/** Monday 9 am in New York, in Slack's seconds. */
const MONDAY_9 = Date.parse('2026-11-30T14:00:00Z') / 1000;
const HOUR = 3600;

describe('creating a task', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('has no default priority: without one it is refused on that field, and nothing is made', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    expect(modalOf(maria).state.values['priority']?.['value']).toMatchObject({ selected_option: null });
    expect(modalText(maria)).toContain('Harm, or treatment stopped');
    await answers(world, maria, { type: 'reschedule', provider: 'patel', location: 'main' });
    expect(await maria.submit()).toEqual({ errors: { priority: expect.any(String) } });
    await maria.closes(true);
    expect(world.slack.callsTo('chat.postMessage')).toEqual([]);
  });

  test('choosing the type redraws the fields, three at most, and keeps what was typed', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { priority: 'high', came_by: 'phone', requester: 'dana' });
    await answers(world, maria, { type: 'reschedule' });
    expect(fieldsOf(maria)).toEqual(['type', 'priority', 'provider', 'location', 'owner', 'due', 'came_by', 'requester']);
    await answers(world, maria, { provider: 'patel', type: 'prior_auth_followup' });
    expect(fieldsOf(maria)).toEqual(['type', 'priority', 'insurer', 'service', 'expedited', 'owner', 'due', 'came_by', 'requester']);
    const { values } = modalOf(maria).state;
    expect(values['priority']?.['value']).toMatchObject({ selected_option: { value: 'high' } });
    expect(values['came_by']?.['value']).toMatchObject({ selected_option: { value: 'phone' } });
    expect(values['requester']?.['value']).toMatchObject({ selected_option: { value: 'dana' } });
    await maria.closes(true);
  });

  test('a field that another answer calls for appears with it', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'missing_paperwork', priority: 'normal', document_type: 'consent', needed_for: 'patient' });
    expect(fieldsOf(maria)).not.toContain('appointment_at');
    await answers(world, maria, { needed_for: 'visit' });
    expect(fieldsOf(maria)).toContain('appointment_at');
    await maria.closes(true);
  });

  test('shows owner and due date before it is sent', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    expect(modalText(maria)).toContain('Owner and due date follow from the type and the priority.');
    await answers(world, maria, { type: 'reschedule' });
    expect(modalText(maria)).toContain('Goes to you: Front desk is your queue');
    await answers(world, maria, { priority: 'urgent' });
    expect(modalText(maria)).toContain('Due today 10 am');
    await answers(world, maria, { priority: 'normal' });
    expect(modalText(maria)).toContain('Due today 2 pm');
    await maria.closes(true);
  });

  test('the location decides who gets it, and the form says so before it is sent', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'north' });
    expect(modalText(maria)).toContain('Goes to Sam Ortiz: because Appointment reschedule and North Clinic');
    await maria.closes(true);
  });

  test('owner and due date can be changed before it is sent', async () => {
    const maria = world.as('maria');
    await makesTask(world, maria, { owner: 'dana', due: String(MONDAY_9 + 25 * HOUR) });
    const dm = await world.as('dana').opensDm();
    expect(world.as('dana').reads(dm)).toContain('due tomorrow 10 am');
    expect(world.as('dana').reads(dm)).toContain('Owner: Dana Reed');
  });

  test('says how it came and for whom it was asked', async () => {
    const sam = world.as('sam');
    const name = await makesTask(world, sam, { came_by: 'voicemail', requester: 'nina', owner: 'maria' });
    const maria = world.as('maria');
    const dm = await maria.opensDm();
    expect(maria.reads(dm)).toContain(`${name} Appointment reschedule`);
    expect(maria.reads(dm)).toContain('Asked by Nina Brooks, by voicemail');
  });

  test('a due date that has passed is refused on its field, and what was typed stays', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main', due: String(MONDAY_9 - HOUR) });
    expect(await maria.submit()).toEqual({ errors: { due: 'This time has passed. Choose a later one.' } });
    expect(modalOf(maria).state.values['provider']?.['value']).toMatchObject({ selected_option: { value: 'patel' } });
    await maria.choose('due', null);
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'message_view' } });
    await maria.closes(true);
  });

  test('without a message: by the command and by the button in App Home too', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.command('/rounds', 'new', FRONT));
    await maria.closes(true);
    await maria.opensHome();
    await opens(world, maria, 'task_form', () => maria.press('task:new', 'home'));
    await answers(world, maria, { type: 'reschedule', priority: 'urgent', provider: 'osei', location: 'main' });
    await maria.submit();
    const home = () => JSON.stringify(maria.home()?.blocks);
    await eventually('the new task stands in App Home', () => home().includes('Dr Osei'));
    expect(home()).toContain('Appointment reschedule');
    expect(home()).toContain('Urgent');
    await maria.closes(true);
  });
});
