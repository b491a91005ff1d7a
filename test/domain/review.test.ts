// A second person, never the owner: who is asked, who may approve, and what happens when somebody leaves.
import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../src/domain/command.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { person, testPlaybook } from '../support/playbook.js';
import { accepted, act, after, COMPLETE, confirmed, finish, inTriage, newTask, refusal, TUESDAY } from '../support/tasks.js';

const playbook = testPlaybook({ enabled: ['front_desk', 'billing'] });
const auth = newTask({ type: 'prior_auth_followup', fields: { insurer: 'aetna', plan_type: 'commercial' } }, playbook);
const denied = (given = {}): Step => finish({ outcome: 'denied', fields: { denial_reason: 'no referral' }, ...given });
const inReview = after(auth, 'maria', denied(), { playbook });
const visit = newTask({ fields: COMPLETE });
const asked = after(visit, 'maria', finish({ reviewer: 'dana' }));

describe('asking for a check', () => {
  test('by type and condition: the outcome, or an answer', () => {
    expect(inReview.state).toMatchObject({ status: 'in_review', reviewer: 'dr_patel', outcome: 'denied' });
    expect(after(auth, 'maria', finish({ outcome: 'approved', fields: { valid_to: '2026-06-30' } }), { playbook }).state.status).toBe('done');
    expect(after(auth, 'maria', finish({ outcome: 'approved', fields: { valid_to: '2026-06-30', expedited: true } }), { playbook }).state.status).toBe('in_review');
  });
  test('of the owner is refused, and of whoever cannot sign', () => {
    expect(refusal(act(auth, 'maria', denied({ reviewer: 'maria' }), { playbook }))).toMatchObject({ problems: { reviewer: { problem: 'self_review' } } });
    expect(refusal(act(auth, 'maria', denied({ reviewer: 'sam' }), { playbook }))).toMatchObject({ problems: { reviewer: { problem: 'no_access', person: 'sam' } } });
  });
  test('of a lead who finishes in the owner\'s place is no second person', () => {
    expect(refusal(act(visit, 'dana', finish({ reviewer: 'dana' })))).toMatchObject({ problems: { reviewer: { problem: 'self_review' } } });
  });
  test('never falls to a lead who finishes in the owner\'s place, even where nobody else could check it', () => {
    const withoutClinician = { ...playbook, people: playbook.people.filter(({ key }) => key !== 'dr_patel') };
    expect(after(auth, 'maria', denied(), { playbook: withoutClinician }).state).toMatchObject({ status: 'in_review', reviewer: 'dana' });
    expect(refusal(act(auth, 'dana', denied(), { playbook: withoutClinician }))).toEqual({ code: 'no_reviewer', by: ['clinician'] });
  });
  test('is refused where the owner works alone', () => {
    const alone = { ...playbook, people: [person('maria')] };
    expect(refusal(act(auth, 'maria', denied(), { playbook: alone }))).toEqual({ code: 'no_reviewer', by: ['clinician'] });
  });
  test('tells the reviewer', () => {
    expect(accepted(act(auth, 'maria', denied(), { playbook })).intents).toContainEqual({ do: 'notify', key: 'T-1/review/dr_patel/2', kind: 'review', to: { person: 'dr_patel' }, by: 'maria' });
  });
});

describe('the check', () => {
  test('ends it, with the outcome that was checked', () => {
    expect(after(inReview, 'dr_patel', { verb: 'approve' }, { playbook }).state).toEqual({ status: 'done', outcome: 'denied' });
  });
  test('sends it back with a reason, and tells the owner', () => {
    const { task, intents } = accepted(act(inReview, 'dr_patel', { verb: 'send_back', why: 'wrong code', note: null }, { playbook }));
    expect(task).toMatchObject({ state: { status: 'in_progress' }, fields: { denial_reason: 'no referral' } });
    expect(intents).toContainEqual({ do: 'notify', key: 'T-1/sent_back/3', kind: 'sent_back', to: { person: 'maria' }, by: 'dr_patel' });
  });
  test('is not done on something else than the reviewer saw', () => {
    const edited = after(inReview, 'maria', { verb: 'edit', fields: { denial_reason: 'late' } }, { playbook });
    expect(refusal(act(edited, 'dr_patel', { verb: 'approve' }, { playbook, seen: 2 }))).toMatchObject({ code: 'stale', by: 'maria', verb: 'edit' });
  });
  test('is never by whoever finished, however they came to be the reviewer', () => {
    const turned = { ...confirmed(asked), owner: 'sam', state: { status: 'in_review' as const, reviewer: 'maria', outcome: 'rescheduled', followUp: false } };
    expect(refusal(act(turned, 'maria', { verb: 'approve' }))).toMatchObject({ problems: { reviewer: { problem: 'self_review' } } });
  });
});

describe('while it is checked', () => {
  test('details stay complete, those of the outcome among them', () => {
    const edited = after(inReview, 'maria', { verb: 'edit', fields: { insurer: 'humana' } }, { playbook });
    expect(edited.fields).toMatchObject({ insurer: 'humana', denial_reason: 'no referral' });
    expect(refusal(act(inReview, 'maria', { verb: 'edit', fields: { denial_reason: '' } }, { playbook }))).toMatchObject({ problems: { denial_reason: { problem: 'missing' } } });
  });
  test('no edit makes it need a signature that its reviewer cannot give', () => {
    const byLead = after(auth, 'maria', finish({ outcome: 'approved', fields: { valid_to: '2026-06-30' }, reviewer: 'dana' }), { playbook });
    expect(refusal(act(byLead, 'maria', { verb: 'edit', fields: { expedited: true } }, { playbook }))).toEqual({ code: 'needs_review', by: ['clinician'] });
  });
  test('it is not given to its reviewer', () => {
    expect(refusal(act(asked, 'maria', { verb: 'reassign', to: 'dana' }))).toMatchObject({ problems: { owner: { problem: 'self_review' } } });
    expect(refusal(act(asked, 'dana', { verb: 'reassign', to: 'dana' }))).toMatchObject({ problems: { owner: { problem: 'self_review' } } });
  });
});

describe('somebody leaves', () => {
  const leaves = (task: Parameters<typeof act>[0], from: string, to: string, practice: Playbook = testPlaybook()) => after(task, 'system', { verb: 'hand_over', from, to }, { playbook: practice });
  test('the owner: the task is somebody else\'s', () => {
    expect(leaves(visit, 'maria', 'sam').owner).toBe('sam');
    expect(leaves(inTriage(), 'maria', 'dana').owner).toBe('dana');
  });
  test('the owner, to the reviewer: a third person checks it', () => {
    expect(leaves(asked, 'maria', 'dana')).toMatchObject({ owner: 'dana', state: { status: 'in_review', reviewer: 'morgan' } });
  });
  test('the owner, to the reviewer, where nobody else works: the work is theirs to finish', () => {
    const two = { ...testPlaybook(), people: [person('maria'), person('dana', { roles: ['staff', 'lead'] })] };
    expect(leaves(asked, 'maria', 'dana', two)).toMatchObject({ owner: 'dana', state: { status: 'in_progress' } });
  });
  test('the reviewer: whoever else may sign checks it, never the owner', () => {
    expect(leaves(asked, 'dana', 'maria')).toMatchObject({ owner: 'maria', state: { status: 'in_review', reviewer: 'morgan' } });
    expect(leaves(inReview, 'dr_patel', 'dana', playbook)).toMatchObject({ state: { reviewer: 'dana' } });
  });
  test('a third person: it has moved on, and nothing changes', () => {
    expect(refusal(act(asked, 'system', { verb: 'hand_over', from: 'sam', to: 'morgan' }))).toEqual({ code: 'moved_on', who: 'maria' });
  });
  test('nobody is given what they may not own', () => {
    expect(refusal(act(visit, 'system', { verb: 'hand_over', from: 'maria', to: 'alex' }, { now: TUESDAY }))).toMatchObject({ problems: { owner: { problem: 'no_access' } } });
  });
  test('whoever gets it hears of all in one message, made elsewhere; a third person who is to check it is asked here', () => {
    const told = (task: Parameters<typeof act>[0], to: string) => accepted(act(task, 'system', { verb: 'hand_over', from: 'maria', to })).intents.flatMap((intent) => (intent.do === 'notify' ? [[intent.kind, intent.to]] : []));
    expect(told(visit, 'sam')).toEqual([]);
    expect(told(asked, 'sam')).toEqual([]);
    expect(told(asked, 'dana')).toEqual([['review', { person: 'morgan' }]]);
  });
});
