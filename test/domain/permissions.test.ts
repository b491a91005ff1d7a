// The matrix of who may do what: printed from the code, and held against the table that the issue describes.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, may, mayAsk, mayCount, mayOwn, mayRule, RELATIONS, relationsTo, RULE_ACTIONS, whoMay, whoMayRule } from '../../src/domain/permissions.js';
import type { Relation } from '../../src/domain/permissions.js';
import { ROLES, SENSITIVITIES } from '../../src/domain/playbook.js';
import type { Person, Playbook, Role, Sensitivity } from '../../src/domain/playbook.js';
import type { Task } from '../../src/domain/task.js';
import { person, queue, taskType, testPlaybook } from '../support/playbook.js';
import { act, inStatus, known, newTask, refusal } from '../support/tasks.js';

/** A person of one role who stands in one relation to the task and in no other. */
const standing = (role: Role, relation: Relation | 'stranger', sensitivity: Sensitivity = 'standard', shared = false) => {
  const one: Person = person('one', { roles: [role], queues: relation === 'colleague' ? ['front_desk'] : [], shared });
  const task = { ...newTask(), owner: relation === 'owner' ? 'one' : 'maria', requester: relation === 'requester' ? 'one' : 'sam', type: 'kind', state: { status: 'in_review', reviewer: relation === 'reviewer' ? 'one' : 'dana', outcome: 'done', followUp: false } } as Task;
  const playbook: Playbook = { ...testPlaybook(), people: [one, person('maria'), person('sam')], queues: [queue('front_desk', [relation === 'lead' ? 'one' : 'dana'])], task_types: [taskType('kind', { sensitivity })] };
  return { one, task, playbook };
};
const STANDINGS = ['owner', 'requester', 'reviewer', 'lead', 'colleague', 'stranger'] as const;

const lineOf = (role: Role, relation: (typeof STANDINGS)[number], sensitivity: Sensitivity, shared: boolean) => {
  const { one, task, playbook } = standing(role, relation, sensitivity, shared);
  return ACTIONS.filter((action) => may(one, action, task, playbook)).join(' ') || '-';
};
const tableOf = (sensitivity: Sensitivity, shared = false) =>
  Object.fromEntries(ROLES.map((role) => [role, Object.fromEntries(STANDINGS.map((relation) => [relation, lineOf(role, relation, sensitivity, shared)]))]));

const STANDING = {
  owner: 'see work note plan hand cancel reopen triage details reveal', requester: 'see note cancel reopen triage', reviewer: 'see note review reopen details reveal',
  lead: 'see work note plan hand take cancel reopen triage details reveal', colleague: 'see note take triage', stranger: '-',
};
const MANAGER = 'see note plan hand take cancel reopen triage details';
const each = (line: string) => Object.fromEntries(STANDINGS.map((relation) => [relation, line]));
/** What a manager may anyway, with what the relation adds; in the order of the actions. */
const orManager = (line: string) => ACTIONS.filter((action) => `${MANAGER} ${line}`.split(' ').includes(action)).join(' ');

describe('the matrix', () => {
  test('of standard and clinical types', () => {
    const wanted = {
      staff: STANDING, lead: STANDING, admin: each('-'), auditor: each('see details'),
      manager: Object.fromEntries(STANDINGS.map((relation) => [relation, orManager(relation === 'colleague' ? '' : STANDING[relation])])),
    };
    expect(tableOf('standard')).toEqual(wanted);
    expect(tableOf('clinical')).toEqual(wanted);
  });
  test('of restricted types: closed to managers and colleagues', () => {
    const closed = { ...STANDING, colleague: '-' };
    expect(tableOf('restricted')).toEqual({ staff: closed, lead: closed, manager: closed, admin: each('-'), auditor: each('see details') });
  });
  test('of a login that several share: it sees what it took in, and nothing else', () => {
    for (const role of ROLES) expect(tableOf('standard', true)[role]).toEqual({ ...each('-'), requester: 'see' });
  });
  test('knows every relation', () => {
    expect([...STANDINGS.slice(0, 5), 'manager', 'auditor', 'needed', 'duty'].toSorted()).toEqual([...RELATIONS].toSorted());
  });
  test('on duty somebody sees it, takes it and says that they look after it, but for restricted types', () => {
    const { one, task, playbook } = standing('staff', 'stranger');
    const duty = [{ queue: 'front_desk', people: ['one'], hours: { from: 0, to: 0 } }];
    expect(ACTIONS.filter((action) => may(one, action, task, { ...playbook, duty }))).toEqual(['see', 'note', 'hand']);
    expect(mayOwn(one, 'front_desk', { ...playbook, duty })).toBe(true);
    const closed = standing('staff', 'stranger', 'restricted');
    expect(ACTIONS.filter((action) => may(closed.one, action, closed.task, { ...closed.playbook, duty }))).toEqual([]);
  });
  test('a review is a relation only while it lasts', () => {
    expect(relationsTo(known('dana'), inStatus('in_review'), testPlaybook())).toContain('reviewer');
    expect(relationsTo(known('dana'), inStatus('done'), testPlaybook())).not.toContain('reviewer');
  });
});

test('whoever a blocked task needs something from may see it with its details and say so, while it is blocked', () => {
  const blocked = { ...newTask(), state: { status: 'blocked', need: 'signature', from: 'dr_patel', task: null } } as Task;
  expect(ACTIONS.filter((action) => may(known('dr_patel'), action, blocked, testPlaybook()))).toEqual(['see', 'note', 'details', 'reveal']);
  expect(ACTIONS.filter((action) => may(known('dr_patel'), action, newTask(), testPlaybook()))).toEqual([]);
});

describe('being an admin opens nothing', () => {
  test.each(ROLES.filter((role) => role !== 'admin'))('added to %s, it changes nothing', (role) => {
    for (const relation of [...STANDINGS]) {
      const { one, task, playbook } = standing(role, relation);
      const both = { ...one, roles: [role, 'admin' as const] };
      expect(ACTIONS.filter((action) => may(both, action, task, playbook))).toEqual(ACTIONS.filter((action) => may(one, action, task, playbook)));
    }
  });
});

test('no permission is granted by being admin: whoever one is, and however one stands to a task, it adds nothing', () => {
  const roles = fc.uniqueArray(fc.constantFrom(...ROLES.filter((role) => role !== 'admin')));
  const standings = fc.record({ owner: fc.boolean(), requester: fc.boolean(), reviewer: fc.boolean(), needed: fc.boolean(), lead: fc.boolean(), colleague: fc.boolean(), shared: fc.boolean(), left: fc.boolean() });
  fc.assert(fc.property(roles, standings, fc.constantFrom(...SENSITIVITIES), (held, is, sensitivity) => {
    const state = is.needed ? { status: 'blocked', need: 'other', from: 'one', task: null } : { status: 'in_review', reviewer: is.reviewer ? 'one' : 'dana', outcome: 'done', followUp: false };
    const task = { ...newTask(), owner: is.owner ? 'one' : 'maria', requester: is.requester ? 'one' : 'sam', type: 'kind', state } as Task;
    const one = person('one', { roles: held, queues: is.colleague ? ['front_desk'] : [], shared: is.shared, left: is.left });
    const playbook: Playbook = { ...testPlaybook(), people: [one, person('maria'), person('sam')], queues: [queue('front_desk', [is.lead ? 'one' : 'dana'])], task_types: [taskType('kind', { sensitivity })] };
    const allowed = (who: Person) => ACTIONS.filter((action) => may(who, action, task, playbook));
    expect(allowed({ ...one, roles: [...held, 'admin'] })).toEqual(allowed(one));
    expect(allowed({ ...one, roles: ['admin'], shared: false })).toEqual([]);
    expect([mayAsk({ ...one, roles: [...held, 'admin'] }), mayOwn({ ...one, roles: [...held, 'admin'] }, 'front_desk', playbook)]).toEqual([mayAsk(one), mayOwn(one, 'front_desk', playbook)]);
  }));
});

describe('at the door of decide', () => {
  const task = newTask();
  test.each(['alex', 'jordan', 'desk', 'dr_patel', 'priya'])('%s is refused, and told who may', (who) => {
    expect(refusal(act(task, who, { verb: 'start', fields: {} }))).toEqual({ code: 'not_allowed', action: 'work', who: ['maria', 'dana'] });
  });
  test('the reviewer alone approves, not the owner and not the lead of the queue', () => {
    const reviewed = newTask({ type: 'complaint', owner: 'maria', actor: 'dana', requester: 'dana' });
    const waiting = { ...reviewed, state: { status: 'in_review', reviewer: 'morgan', outcome: 'done', followUp: false } } as Task;
    expect(['maria', 'dana', 'sam', 'alex'].map((who) => refusal(act(waiting, who, { verb: 'approve' }))?.code)).toEqual(Array(4).fill('not_allowed'));
    expect(refusal(act(waiting, 'morgan', { verb: 'approve' }))).toBeNull();
  });
  test('a refusal names at most three, the nearest first', () => {
    expect(whoMay('note', task, testPlaybook())).toEqual(['maria', 'dana', 'sam']);
  });
});

test('an admin alone sees and changes the rules, an auditor alone reads the audit: no shared login, and nobody who left', () => {
  for (const action of RULE_ACTIONS) {
    const role = action === 'read_audit' ? 'auditor' : 'admin';
    expect(ROLES.filter((each) => mayRule(person('one', { roles: [each] }), action))).toEqual([role]);
    expect(mayRule(person('one', { roles: [role], shared: true }), action)).toBe(false);
    expect(mayRule(person('one', { roles: [role], left: true }), action)).toBe(false);
    expect(whoMayRule(action, testPlaybook())).toEqual(testPlaybook().people.filter(({ roles, left, shared }) => roles.includes(role) && !left && !shared).map(({ key }) => key));
  }
});

test('who may own and who may ask', () => {
  const playbook = testPlaybook();
  const table = playbook.people.map((one) => [one.key, mayOwn(one, 'front_desk', playbook), mayAsk(one)]);
  expect(table).toEqual([
    ['maria', true, true], ['sam', true, true], ['dana', true, true], ['dr_patel', false, true], ['priya', false, true],
    ['morgan', true, true], ['alex', false, false], ['jordan', false, false], ['desk', false, true],
  ]);
});

test('figures: leads read their queues, managers all but restricted types, auditors all, others none', () => {
  const reads = (role: Role, lead: boolean, sensitivity: Sensitivity, shared = false) => {
    const { one, task, playbook } = standing(role, lead ? 'lead' : 'stranger', sensitivity, shared);
    return mayCount(one, task, playbook);
  };
  for (const sensitivity of SENSITIVITIES) {
    expect(ROLES.filter((role) => reads(role, false, sensitivity))).toEqual(sensitivity === 'restricted' ? ['auditor'] : ['manager', 'auditor']);
    expect(ROLES.filter((role) => reads(role, true, sensitivity))).toEqual(['lead', 'manager', 'auditor']);
    expect(ROLES.filter((role) => reads(role, true, sensitivity, true))).toEqual([]);
  }
});
