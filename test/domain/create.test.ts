// A new task as a person asked for it, and the follow-up that an outcome asks for.
import { describe, expect, test } from '@jest/globals';
import { create, createFollowUp } from '../../src/domain/create.js';
import type { Intent } from '../../src/domain/intent.js';
import { verify } from '../../src/domain/history.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { Task } from '../../src/domain/task.js';
import { testPlaybook } from '../support/playbook.js';
import { accepted, act, after, at, birth, COMPLETE, confirmed, createCommand, finish, inTriage, newTask, refusal, SEALED, TUESDAY } from '../support/tasks.js';

const everything = testPlaybook({ enabled: ['front_desk', 'billing'] });
const awayPlaybook: Playbook = { ...testPlaybook(), people: testPlaybook().people.map((one) => (one.key === 'sam' ? { ...one, away: [{ from: '2026-03-03', to: '2026-03-04' }] } : one)) };

describe('creating', () => {
  const source = { platform: 'slack', channel: 'C1', ts: '1.1', thread: '1.0', link: null, author: 'U1', changed: null };
  const { task, intents } = accepted(create(createCommand({ owner: 'sam', source, fields: { ...COMPLETE, colour: 'blue', location: '' } }), birth('maria')));
  test('makes a task with one owner, a due date, the chosen type and priority', () => {
    expect(task).toMatchObject({ number: 1, version: 1, typeVersion: 3, state: { status: 'todo' }, type: 'reschedule', priority: 'normal', owner: 'sam', requester: 'maria', queue: 'front_desk' });
    expect(confirmed(task).due.at).toEqual(at('tue', '15:00'));
  });
  test('keeps the type\'s own answers alone', () => expect(Object.keys(task.fields)).toEqual(['provider', 'reason', 'patient_ref']));
  test('begins its history, with no field\'s value in it', () => {
    expect(task.history).toHaveLength(1);
    expect(task.history[0]).toMatchObject({ verb: 'create', actor: 'maria', from: null, to: 'todo', changes: [{ name: 'type', to: 'reschedule' }, { name: 'priority', to: 'normal' }, { name: 'owner', to: 'sam' }, { name: 'due' }] });
    expect(verify('T-1', task.history, null)).toEqual([]);
  });
  test('gives the owner the card and the thread its line', () => {
    expect(intents.map((intent) => (intent.do === 'notify' ? [intent.kind, intent.to] : intent.do))).toEqual([['card', { person: 'sam' }], ['line', { thread: { platform: 'slack', channel: 'C1', ts: '1.0' } }]]);
  });
  test('pings nobody who made it for themselves', () => expect(accepted(create(createCommand(), birth('maria'))).intents).toEqual([]));
  test('lets a shared login take work in', () => {
    const { task: taken } = accepted(create(createCommand({ actor: 'desk', takenInBy: 'sam' }), birth('desk')));
    expect(taken).toMatchObject({ requester: 'desk', takenInBy: 'sam', owner: 'maria' });
    expect(taken.history[0]?.changes).toContainEqual({ name: 'taken_in_by', to: 'sam' });
  });
  test.each<[string, string, Parameters<typeof createCommand>[0], string, string]>([
    ['a shared login that nobody says they sit at', 'desk', {}, 'you_are', 'missing'], ['one at which somebody sits who does not work here', 'desk', { takenInBy: 'jordan' }, 'you_are', 'unknown_choice'],
    ['one that says it is itself', 'desk', { takenInBy: 'desk' }, 'you_are', 'unknown_choice'], ['one that asks for somebody else', 'desk', { takenInBy: 'sam', requester: 'maria' }, 'requester', 'unknown_choice'],
    ['somebody at their own login who names another', 'maria', { takenInBy: 'sam' }, 'you_are', 'unknown_choice'], ['a shared login named as the one who asks', 'maria', { requester: 'desk' }, 'requester', 'unknown_choice'],
  ])('refuses %s', (_what, actor, given, field, problem) => {
    expect(refusal(create(createCommand({ actor, ...given }), birth(actor)))).toMatchObject({ code: 'fields', problems: { [field]: { problem } } });
  });
  test.each<[string, Parameters<typeof createCommand>[0], string, string]>([
    ['a missing field', { fields: {} }, 'provider', 'missing'], ['an unknown provider', { fields: { provider: 'who' } }, 'provider', 'unknown_choice'],
    ['an owner from elsewhere', { owner: 'priya' }, 'owner', 'no_access'], ['a shared login as owner', { owner: 'desk' }, 'owner', 'no_access'], ['nobody', { owner: 'nobody' }, 'owner', 'unknown_choice'],
    ['a due date gone by', { due: at('mon', '09:00') }, 'due', 'in_the_past'], ['a stranger who asks', { requester: 'nobody' }, 'requester', 'unknown_choice'],
    ['an auditor who asks', { requester: 'jordan' }, 'requester', 'unknown_choice'], ['an unknown type', { type: 'rubbish' }, 'type', 'missing'],
  ])('refuses %s on its field', (_what, given, field, problem) => {
    expect(refusal(create(createCommand(given), birth('maria')))).toMatchObject({ code: 'fields', problems: { [field]: { problem } } });
  });
  test('refuses an owner who is away, unless they take it themselves', () => {
    expect(refusal(create(createCommand({ owner: 'sam' }), birth('maria', awayPlaybook)))).toMatchObject({ problems: { owner: { problem: 'away', person: 'sam' } } });
    expect(refusal(create(createCommand({ actor: 'sam', owner: 'sam' }), birth('sam', awayPlaybook)))).toBeNull();
  });
  test('refuses a queue that is not on Rounds yet, and whoever may not ask', () => {
    expect(refusal(create(createCommand({ type: 'denial_followup', fields: { insurer: 'aetna' } }), birth('maria')))).toEqual({ code: 'queue_not_enabled', queue: 'billing' });
    expect(['alex', 'jordan', 'system'].map((who) => refusal(create(createCommand({ actor: who, requester: 'maria' }), birth(who)))?.code)).toEqual(Array(3).fill('not_allowed'));
  });
});

describe('triage', () => {
  const waiting = inTriage();
  test('ends when a person confirms type and priority', () => {
    const task = confirmed(after(waiting, 'sam', { verb: 'confirm', type: 'portal_message', priority: 'high', fields: { topic: 'refill' } }));
    expect(task).toMatchObject({ state: { status: 'todo' }, priority: 'high', owner: 'maria', fields: { provider: 'patel', topic: 'refill' } });
    expect(task.due.at).toEqual(at('wed', '10:00'));
    expect(task.history.at(-1)?.changes.map(({ name }) => name)).toEqual(['type', 'priority', 'owner', 'due', 'topic']);
  });
  test('may end in another queue, whose people alone may own it', () => {
    const step = { verb: 'confirm' as const, type: 'denial_followup', priority: 'low' as const, fields: { insurer: 'aetna' } };
    expect(refusal(act(waiting, 'sam', step, { playbook: everything }))).toMatchObject({ problems: { owner: { problem: 'no_access', person: 'maria' } } });
    const task = after(waiting, 'sam', { ...step, owner: 'priya' }, { playbook: everything });
    expect(task).toMatchObject({ queue: 'billing', owner: 'priya' });
    expect(task.history.at(-1)?.changes).toContainEqual({ name: 'queue', from: 'front_desk', to: 'billing' });
  });
  test('does not end without the fields of creation, nor into a queue that is not on Rounds', () => {
    expect(refusal(act(waiting, 'sam', { verb: 'confirm', type: 'portal_message', priority: 'high', fields: {} }))).toMatchObject({ problems: { topic: { problem: 'missing' } } });
    expect(refusal(act(waiting, 'sam', { verb: 'confirm', type: 'denial_followup', priority: 'high', fields: { insurer: 'aetna' } }))).toEqual({ code: 'queue_not_enabled', queue: 'billing' });
  });
});

describe('follow-ups', () => {
  type Wish = Extract<Intent, { do: 'follow_up' }>;
  const wishes = (task: Task, step: Parameters<typeof act>[2], playbook = testPlaybook(), who = 'maria'): Wish[] => accepted(act(task, who, step, { playbook })).intents.filter((intent) => intent.do === 'follow_up');
  const born = (parent: Task, outcome: string, playbook = testPlaybook()) => accepted(createFollowUp(parent, { do: 'follow_up', key: 'k', outcome, by: 'maria' }, { ...birth('system', playbook), number: 2 }));
  const visit = newTask({ fields: COMPLETE });
  const auth = newTask({ type: 'prior_auth_followup', priority: 'high', fields: { insurer: 'aetna', plan_type: 'commercial' } }, everything);

  test('come with the outcome that asks for one, under a key that is theirs alone', () => {
    expect(wishes(visit, finish({ outcome: 'unreachable' }))).toEqual([{ do: 'follow_up', key: 'T-1/follow_up/2', outcome: 'unreachable', by: 'maria' }]);
    expect(wishes(visit, finish())).toEqual([]);
  });
  test('of the same type are a person\'s choice each time', () => {
    expect(wishes(visit, finish({ outcome: 'waitlisted' }))).toEqual([]);
    expect(wishes(visit, finish({ outcome: 'waitlisted', followUp: true }))).toHaveLength(1);
  });
  test('come with the approval where a second person looks first, asked for by the owner of the work', () => {
    const review = after(auth, 'maria', finish({ outcome: 'denied', fields: { denial_reason: 'no referral' } }), { playbook: everything });
    expect(review.state).toMatchObject({ status: 'in_review', reviewer: 'dr_patel' });
    expect(wishes(review, { verb: 'approve' }, everything, 'dr_patel')).toEqual([{ do: 'follow_up', key: 'T-1/follow_up/3', outcome: 'denied', by: 'maria' }]);
  });
  test('into a queue that is not on Rounds ask whom somebody told, and make no task', () => {
    const step = { outcome: 'denied', fields: { denial_reason: 'no referral' } };
    expect(refusal(act(auth, 'maria', finish(step)))).toMatchObject({ problems: { told: { problem: 'missing' } } });
    const review = after(auth, 'maria', finish({ ...step, told: 'Priya' }));
    expect(review.history.at(-1)?.why).toBe('Priya');
    expect(wishes(review, { verb: 'approve' }, testPlaybook(), 'dr_patel')).toEqual([]);
  });
  test('carry the fields that the outcome names, the parent\'s priority, and are linked both ways', () => {
    const done = after(newTask({ type: 'portal_message', priority: 'high', fields: { topic: 'question', provider: 'chen' } }), 'maria', finish({ outcome: 'needs_visit' }));
    const { task, intents } = born(done, 'needs_visit');
    expect(task).toMatchObject({ number: 2, type: 'reschedule', priority: 'high', owner: 'maria', fields: { provider: 'chen' }, links: { followUpOf: 1 } });
    expect(Object.keys(task.fields)).toEqual(['provider']);
    expect(intents).toContainEqual({ do: 'tell', key: 'T-2/link_follow_up/1', task: 1, about: 2, verb: 'link_follow_up' });
    expect(after(done, 'system', { verb: 'link_follow_up', task: 2 }).links.followUps).toEqual([2]);
  });
  test('are due as the outcome says: 14 days before the approval runs out', () => {
    const done = after(auth, 'maria', finish({ outcome: 'approved', fields: { valid_to: '2026-06-30' }, followUp: true }), { playbook: everything });
    const renewal = confirmed(born(done, 'approved', everything).task);
    expect(renewal.due.at).toEqual(new Date('2026-06-16T04:00:00Z'));
    expect(renewal.fields).toEqual({ insurer: 'aetna' });
  });
  test('are due as their type says where the outcome\'s date has gone by', () => {
    const done = after(auth, 'maria', finish({ outcome: 'approved', fields: { valid_to: '2026-03-04' }, followUp: true }), { playbook: everything });
    expect(confirmed(born(done, 'approved', everything).task).due.at).toEqual(at('thu', '10:00'));
  });
  test('are never due later than a visit allows', () => {
    const soon = newTask({ fields: { ...COMPLETE, appointment_at: '2026-03-06T15:00:00Z' } });
    const done = after(soon, 'maria', finish({ outcome: 'waitlisted', followUp: true }));
    expect(confirmed(born(done, 'waitlisted').task).due.at).toEqual(at('thu', '10:00'));
  });
  test('wait in triage for a person where a field is missing', () => {
    expect(inTriage()).toMatchObject({ state: { status: 'triage' }, type: 'portal_message', priority: null, owner: 'maria', fields: { provider: 'patel' } });
  });
  test('are not lost where the playbook has lost their type: the lead sorts them', () => {
    const without = { ...testPlaybook(), task_types: testPlaybook().task_types.filter(({ key }) => key !== 'portal_message') };
    expect(born(visit, 'unreachable', without)).toMatchObject({ task: { state: { status: 'triage' }, type: null, priority: null, owner: 'dana', queue: 'front_desk', fields: {}, links: { followUpOf: 1 } } });
  });
  test('carry fields under their new names, below what the outcome itself answers', () => {
    const renamed = testPlaybook();
    const task_types = renamed.task_types.map((type) => (type.key === 'reschedule' ? {
      ...type, outcomes: type.outcomes.map((each) => (each.key === 'unreachable' && each.follow_up ? { ...each, follow_up: { ...each.follow_up, carry: [{ from: 'reason', to: 'provider' }], fill: { topic: 'question' } } } : each)),
    } : type));
    const parent = newTask({ fields: { ...COMPLETE, reason: 'chen' } });
    expect(born(parent, 'unreachable', { ...renamed, task_types }).task).toMatchObject({ state: { status: 'todo' }, fields: { provider: 'chen', topic: 'question' } });
  });
});

describe('tasks that wait for tasks', () => {
  const blocked = after(newTask(), 'maria', { verb: 'block', need: 'task', from: null, task: 7, note: SEALED });
  const seven = (task: Task): Task => ({ ...task, number: 7 });
  const tells = (task: Task, who: string, step: Parameters<typeof act>[2]) => accepted(act(task, who, step)).intents.filter((intent) => intent.do === 'tell');
  test('the other one is told, and tells back when it closes', () => {
    expect(tells(newTask(), 'maria', { verb: 'block', need: 'task', from: null, task: 7, note: null })).toMatchObject([{ task: 7, about: 1, verb: 'hold_up' }]);
    const other = after(seven(newTask({ fields: COMPLETE })), 'system', { verb: 'hold_up', task: 1 });
    expect(tells(other, 'maria', finish())).toEqual([{ do: 'tell', key: 'T-7/unblock/1/3', task: 1, about: 7, verb: 'unblock' }]);
    expect(tells(other, 'maria', { verb: 'cancel', reason: 'not_a_task', duplicateOf: null })).toHaveLength(1);
  });
  test('one that has closed already says so at once', () => {
    const closed = after(seven(newTask({ fields: COMPLETE })), 'maria', finish());
    expect(tells(closed, 'system', { verb: 'hold_up', task: 1 })).toMatchObject([{ task: 1, about: 7, verb: 'unblock' }]);
  });
  test('and says so once, whatever is noted on it afterwards', () => {
    const closed = after(after(seven(newTask({ fields: COMPLETE })), 'system', { verb: 'hold_up', task: 1 }), 'maria', finish());
    expect(tells(closed, 'maria', { verb: 'note', text: SEALED })).toEqual([]);
    expect(tells(closed, 'system', { verb: 'hold_up', task: 3 })).toMatchObject([{ task: 3, verb: 'unblock' }]);
  });
  test('the owner hears that it is free, and moves it on themselves', () => {
    const { task, intents } = accepted(act(blocked, 'system', { verb: 'unblock', by: 7 }));
    expect(task.state).toEqual(blocked.state);
    expect(intents).toContainEqual({ do: 'notify', key: 'T-1/unblocked/7/3', kind: 'unblocked', to: { person: 'maria' }, by: 'system' });
    expect(accepted(act(blocked, 'system', { verb: 'unblock', by: 8 })).intents.filter(({ do: what }) => what === 'notify')).toEqual([]);
  });
  test('whoever is needed hears of it', () => {
    expect(accepted(act(newTask(), 'maria', { verb: 'block', need: 'decision', from: 'dr_patel', task: null, note: null }, { now: TUESDAY })).intents)
      .toContainEqual({ do: 'notify', key: 'T-1/needed/dr_patel/2', kind: 'needed', to: { person: 'dr_patel' }, by: 'maria' });
  });
});
