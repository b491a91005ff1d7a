// Forms in Teams: a suggestion is taken by one press, and nothing that was typed is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { actionOf, actionsOf, dialogOf, inputsOf, valuesOf, wordsOf } from './support/reading.js';
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
