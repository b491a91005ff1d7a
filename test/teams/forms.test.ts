// Forms in Teams: a suggestion is taken by one press, and nothing that was typed is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { actionOf, actionsOf, dialogOf, inputsOf, valuesOf, wordsOf } from './support/reading.js';
import { eventually } from '../support/eventually.js';
import { openFakeModel, suggesting } from '../support/fake-model.js';
import type { FakeModel } from '../support/fake-model.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
afterEach(() => expect(world.teams.complaints).toEqual([]));

describe('a practice with every queue', () => {
  beforeAll(async () => { world = await openTeamsWorld({ playbook: 'enabled: [front_desk, billing, referrals, clinical_support, operations]\n' }); });
  afterAll(() => world.close());
  const DENIAL = { id: '1701', html: '<p>Aetna denied the MRI as not medically necessary, $480. appeal please</p>', from: 'sam' };

  test('the suggested kinds stand above the long list; one press fills in the form and keeps what was chosen', async () => {
    const maria = world.as('maria');
    const form = dialogOf(await maria.createsTaskOf(DENIAL));
    expect(wordsOf(form)).toMatch(/Denial follow-up\n.*Suggested: /);
    const chosen = dialogOf(await maria.submitsInMenu(actionOf(form, 'This one'), { ...valuesOf(form), requester: 'dana' }));
    expect(inputsOf(chosen)).not.toContain('type');
    expect(actionsOf(chosen).map(({ title }) => title)).toContain('Another kind');
    expect(valuesOf(chosen)).toMatchObject({ insurer: 'aetna', requester: 'dana' });
    expect(valuesOf(chosen)).not.toHaveProperty('priority');
    const wrong = dialogOf(await maria.submitsInMenu(actionOf(chosen, 'Create'), valuesOf(chosen)));
    expect(wordsOf(wrong)).toContain('Please fill this in.');
    const back = dialogOf(await maria.submitsInMenu(actionOf(wrong, 'Another kind'), valuesOf(wrong)));
    expect(inputsOf(back)).toContain('type');
    expect(valuesOf(back)).toMatchObject({ requester: 'dana' });
  });
});

describe('a form that is half filled in', () => {
  beforeAll(async () => { world = await openTeamsWorld({ playbook: 'task_types: [{ key: reschedule, fields: [{ key: patient_ref, needed: create }] }]\n' }); });
  afterAll(() => world.close());
  const given = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main', patient_ref: 'MRN 4471' };

  test('keeps what was typed while somebody looks at the task that may be the same', async () => {
    const maria = world.as('maria');
    const makes = async (id: string) => {
      const form = dialogOf(await maria.createsTaskOf({ id, html: '<p>another day please</p>', from: 'sam' }));
      const more = dialogOf(await maria.submitsInMenu(actionOf(form, 'Create'), { ...valuesOf(form), ...given }));
      return maria.submitsInMenu(actionOf(more, 'Create'), { ...valuesOf(more), ...given });
    };
    await makes('1702');
    const twins = dialogOf(await makes('1703'));
    expect(wordsOf(twins)).toContain('This patient has a task of this kind.');
    const looked = dialogOf(await maria.submitsInMenu(actionOf(twins, 'Open'), { ...valuesOf(twins), owner: 'dana' }));
    expect(wordsOf(looked)).toContain('Owner: Maria Lopez');
    expect(valuesOf(looked)).toMatchObject({ ...given, owner: 'dana' });
    const saved = await maria.submitsInMenu(actionOf(looked, 'Create'), valuesOf(looked));
    expect(saved.body).toEqual({ task: { type: 'message', value: 'It is saved.' } });
  });
});

describe('with a language model', () => {
  let model: FakeModel;
  beforeAll(async () => {
    model = await openFakeModel();
    model.answers(suggesting('portal_message'));
    world = await openTeamsWorld({ playbook: 'agreements: [{ with: 127.0.0.1, on: 2026-01-15, by: alex }]\n', env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'fake-1' } });
  });
  afterAll(async () => {
    await world.close();
    await model.close();
  });
  const firstOf = (card: object) => (JSON.stringify(card).indexOf('Portal message') < JSON.stringify(card).indexOf('Appointment reschedule') ? 'portal_message' : 'reschedule');

  test('the dialog opens with the built-in suggestion; the model’s stands there when it is drawn next, and nothing is chosen by it', async () => {
    const maria = world.as('maria');
    const form = dialogOf(await maria.createsTaskOf({ id: '1704', html: '<p>can you move rosalind keats to another day</p>', from: 'sam' }));
    expect(firstOf(form)).toBe('reschedule');
    await eventually('the model was asked', () => world.log.some((line) => line.includes('the model was asked')));
    expect(model.heard.join()).not.toMatch(/rosalind|keats/i);
    // The answer is kept before it is counted as asked, or just after: a form that is drawn again shows it from then on.
    const drawn = { now: form };
    await eventually('the form shows it', async () => {
      drawn.now = dialogOf(await maria.submitsInMenu(actionOf(drawn.now, 'Create'), { requester: 'dana' }));
      return firstOf(drawn.now) === 'portal_message';
    });
    expect(valuesOf(drawn.now)).toMatchObject({ requester: 'dana' });
    expect(valuesOf(drawn.now)).not.toHaveProperty('type');
    expect(valuesOf(drawn.now)).not.toHaveProperty('priority');
  });
});
