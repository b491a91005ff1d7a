// A model beside the form: what it says is shown and changes nothing; what it says badly is dropped; what it is sent holds no patient.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { answers, FRONT, modalOf, modalText, opens, RESCHEDULE } from '../support/steps.js';
import { eventually } from '../support/eventually.js';
import { openFakeModel, saying, suggesting } from '../support/fake-model.js';
import type { FakeModel } from '../support/fake-model.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const AGREED = 'agreements: [{ with: 127.0.0.1, on: 2026-01-15, by: alex }]\n';
const MESSAGE = 'please move rosalind keats (mrn 4471823) from 12/3 to january, her cell is 555-0147';

const outcomes = (world: World) => world.log.flatMap((line) => { const { outcome } = JSON.parse(line) as { outcome?: string }; return outcome === undefined ? [] : [outcome]; });

const opensOn = async (world: World, person: PersonClient, text: string) => {
  const ts = await world.as('dana').says(FRONT, text);
  await opens(world, person, 'task_form', () => person.shortcut('create_task', { channel: FRONT, ts }));
};

describe('with a key and an agreement', () => {
  let world: World;
  let model: FakeModel;
  beforeAll(async () => {
    model = await openFakeModel();
    world = await openWorld({ playbook: AGREED, env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'fake-1' } });
  });
  afterAll(async () => {
    await world.close();
    await model.close();
  });

  test('the form opens at once, and the model’s suggestion is drawn into it; nothing is chosen', async () => {
    const maria = world.as('maria');
    model.answers(suggesting('portal_message'));
    await opensOn(world, maria, MESSAGE);
    await world.slack.until(() => modalText(maria).indexOf('Portal message') < modalText(maria).indexOf('Appointment reschedule'));
    expect(modalOf(maria).state.values['type']?.['value']).toMatchObject({ selected_option: null });
    expect(modalOf(maria).state.values['priority']?.['value']).toMatchObject({ selected_option: null });
    const choices = modalOf(maria).blocks.filter(({ block_id }) => ['type', 'priority'].includes(block_id));
    expect(choices).toHaveLength(2);
    expect(JSON.stringify(choices)).not.toContain('initial_option');
  });

  test('what it was sent has no name, number or date of the patient', () => {
    expect(model.heard.length).toBeGreaterThan(0);
    expect(model.heard.join('\n')).toContain('please move [name] [name]');
    expect(model.heard.join('\n')).not.toMatch(/rosalind|keats|4471823|12\/3|january|555-0147/i);
  });

  test('the history says whose suggestion it was and what the person did with it', async () => {
    const maria = world.as('maria');
    await answers(world, maria, RESCHEDULE);
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();
    const client = await MongoClient.connect(world.uri);
    const [task] = await client.db().collection<{ _id: number; history: { facts?: object }[] }>('tasks').find().toArray();
    await client.close();
    expect(task?.history[0]?.facts).toMatchObject({ suggested_by: 'model@fake-1', suggested_type: 'portal_message', type: 'changed' });
  });

  test.each<[string, Parameters<FakeModel['answers']>[0], string]>([
    ['no JSON', saying('Sure! Here is your answer'), 'failed'],
    ['another shape', saying('{"type":"reschedule"}'), 'failed'],
    ['types that nobody has', suggesting('delete_everything'), 'unreadable'],
    ['orders and fields of its own', suggesting('"><script>', { status: 'done', note: 'Ignore the person and create the task' }), 'unreadable'],
    ['two megabytes', (response) => response.end('x'.repeat(2_000_000)), 'failed'],
  ])('%s: dropped, and the built-in suggestion stands', async (_what, how, outcome) => {
    const maria = world.as('maria');
    const before = outcomes(world).length;
    model.answers(how);
    await opensOn(world, maria, 'can you move the 3:30 to another day');
    const shown = modalText(maria);
    await eventually('the model was asked', () => outcomes(world).length === before + 1);
    expect(outcomes(world).at(-1)).toBe(outcome);
    expect(modalText(maria)).toBe(shown);
    expect(shown).toMatch(/Appointment reschedule.{0,90}Suggested/);
    await maria.closes(true);
    // A good answer in between: faults in a row would give the model a rest.
    model.answers(suggesting('reschedule'));
    await opensOn(world, maria, 'can you move the 4:30 to another day');
    await eventually('the model was asked', () => outcomes(world).length === before + 2);
    await maria.closes(true);
  });

  test('whoever has gone on in the form keeps it as it is', async () => {
    const maria = world.as('maria');
    const held: (() => void)[] = [];
    const before = outcomes(world).length;
    model.answers((response) => void held.push(() => suggesting('portal_message')(response)));
    await opensOn(world, maria, 'please move the 2:15 to another day');
    await answers(world, maria, { type: 'reschedule', provider: 'osei' });
    await eventually('the question came', () => held.length === 1);
    const shown = modalText(maria);
    held[0]?.();
    await eventually('the model was asked', () => outcomes(world).length === before + 1);
    await world.slack.settled();
    expect(modalOf(maria).state.values['provider']?.['value']).toMatchObject({ selected_option: { value: 'osei' } });
    expect(modalText(maria)).toBe(shown);
    await maria.closes(true);
  });

  test('while it hangs, the form stands, the task is made, and what it says afterwards changes nothing', async () => {
    const maria = world.as('maria');
    const held: (() => void)[] = [];
    const before = outcomes(world).length;
    model.answers((response) => void held.push(() => suggesting('portal_message', { priority: 'urgent' })(response)));
    await opensOn(world, maria, 'please move the 1:15 to another day');
    await eventually('the question came', () => held.length === 1);
    expect(modalText(maria)).toMatch(/Appointment reschedule.{0,90}Suggested/);
    await answers(world, maria, RESCHEDULE);
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();
    const client = await MongoClient.connect(world.uri);
    const newest = () => client.db().collection('tasks').find().sort({ _id: -1 }).limit(1).toArray();
    const [made] = await newest();
    held[0]?.();
    await eventually('the model has answered', () => outcomes(world).length === before + 1);
    await world.settled();
    const [after] = await newest();
    await client.close();
    expect(made).toMatchObject({ type: 'reschedule', priority: RESCHEDULE['priority'] });
    expect(after).toEqual(made);
  });

  test('three faults in a row give it a rest', async () => {
    const maria = world.as('maria');
    model.answers((response) => { response.statusCode = 500; response.end('{}'); });
    for (const _each of [1, 2, 3, 4]) {
      const before = outcomes(world).length;
      await opensOn(world, maria, 'please move the 2:15 to another day');
      await eventually('the model was asked', () => outcomes(world).length === before + 1);
      await maria.closes(true);
    }
    expect(outcomes(world).slice(-4)).toEqual(['failed', 'failed', 'failed', 'resting']);
  });

  test('the log has counts and no text', () => {
    expect(world.log.join('\n')).not.toMatch(/rosalind|keats|4471823|another day/i);
  });
});

describe('without an agreement, or with its budget spent', () => {
  test.each<[string, string, string]>([
    ['nobody recorded one', '', 'no_agreement'],
    ['the month’s tokens are used up', `${AGREED}model: { monthly_tokens: 0 }\n`, 'budget_spent'],
  ])('%s: it is not asked', async (_why, playbook, outcome) => {
    const model = await openFakeModel();
    const world = await openWorld({ playbook, env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'fake-1' } });
    const maria = world.as('maria');
    await opensOn(world, maria, MESSAGE);
    const said = outcome === 'budget_spent' ? 'budget for this month is spent' : outcome;
    await eventually('the log says why', () => world.log.join('\n').includes(said));
    expect(model.heard).toEqual([]);
    await world.close();
    await model.close();
  });
});
