// DESIGN.md's table of statuses, row by row: what leads where, and that nothing else leads anywhere.
import { describe, expect, test } from '@jest/globals';
import type { Step, Verb } from '../../src/domain/command.js';
import { decide } from '../../src/domain/lifecycle.js';
import { STATUSES } from '../../src/domain/task.js';
import type { Status } from '../../src/domain/task.js';
import { allows } from '../../src/domain/transitions.js';
import { act, after, COMPLETE, finish, inStatus, known, newTask, refusal, SEALED, TUESDAY } from '../support/tasks.js';
import { testPlaybook } from '../support/playbook.js';

/** One well-formed press of each verb, by somebody who may. */
const PRESSES: { readonly [V in Verb]: { by: string; step: Step } } = {
  confirm: { by: 'maria', step: { verb: 'confirm', type: 'portal_message', priority: 'high', fields: { topic: 'refill' } } },
  start: { by: 'maria', step: { verb: 'start', fields: {} } },
  resume: { by: 'maria', step: { verb: 'resume' } },
  wait: { by: 'maria', step: { verb: 'wait', on: 'provider', chaseAt: null } },
  left_voicemail: { by: 'maria', step: { verb: 'left_voicemail' } },
  block: { by: 'maria', step: { verb: 'block', need: 'decision', from: 'dr_patel', task: null, note: null } },
  finish: { by: 'maria', step: finish() },
  approve: { by: 'dana', step: { verb: 'approve' } },
  send_back: { by: 'dana', step: { verb: 'send_back', why: 'wrong day', note: null } },
  reopen: { by: 'maria', step: { verb: 'reopen', why: 'patient called again' } },
  cancel: { by: 'maria', step: { verb: 'cancel', reason: 'not_a_task', duplicateOf: null } },
  restore: { by: 'maria', step: { verb: 'restore', why: 'by mistake' } },
  reassign: { by: 'maria', step: { verb: 'reassign', to: 'sam' } },
  set_reviewer: { by: 'maria', step: { verb: 'set_reviewer', to: 'sam' } },
  set_due: { by: 'maria', step: { verb: 'set_due', at: new Date('2026-03-10T15:00:00Z'), why: 'agreed' } },
  extend_deadline: { by: 'maria', step: { verb: 'extend_deadline', why: 'Records are held off site' } },
  set_priority: { by: 'maria', step: { verb: 'set_priority', priority: 'urgent' } },
  edit: { by: 'maria', step: { verb: 'edit', fields: { provider: 'chen', topic: 'question' } } },
  note: { by: 'maria', step: { verb: 'note', text: SEALED } },
  snooze: { by: 'maria', step: { verb: 'snooze', until: new Date('2026-03-04T15:00:00Z') } },
  on_it: { by: 'maria', step: { verb: 'on_it', until: new Date('2026-03-04T15:00:00Z') } },
  attend: { by: 'system', step: { verb: 'attend' } },
  source_changed: { by: 'system', step: { verb: 'source_changed', changed: 'edited' } },
  hand_over: { by: 'system', step: { verb: 'hand_over', from: 'maria', to: 'sam' } },
  unblock: { by: 'system', step: { verb: 'unblock', by: 7 } },
  hold_up: { by: 'system', step: { verb: 'hold_up', task: 9 } },
  link_follow_up: { by: 'system', step: { verb: 'link_follow_up', task: 9 } },
  link_duplicate: { by: 'system', step: { verb: 'link_duplicate', task: 9, is: true } },
  take_over: { by: 'sam', step: { verb: 'take_over', from: 'maria', note: SEALED } },
};
const VERBS = Object.keys(PRESSES) as Verb[];

/** The table, written out once more by hand. Where a verb is missing it is refused. */
const planning = { reassign: 'stays', take_over: 'stays', set_due: 'stays', extend_deadline: 'stays', set_priority: 'stays', edit: 'stays', snooze: 'stays', on_it: 'stays', attend: 'stays', hand_over: 'stays' } as const;
const always = { note: 'stays', source_changed: 'stays', hold_up: 'stays', link_follow_up: 'stays', link_duplicate: 'stays' } as const;
const leaving = { wait: 'waiting', left_voicemail: 'waiting', block: 'blocked', finish: 'done', cancel: 'cancelled' } as const;
const TABLE: Record<Status, Partial<Record<Verb, Status | 'stays'>>> = {
  triage: { confirm: 'todo', cancel: 'cancelled', edit: 'stays', on_it: 'stays', attend: 'stays', hand_over: 'stays', reassign: 'stays', take_over: 'stays', ...always },
  todo: { start: 'in_progress', ...leaving, ...planning, ...always },
  in_progress: { ...leaving, ...planning, ...always },
  waiting: { start: 'in_progress', resume: 'in_progress', ...leaving, ...planning, ...always },
  blocked: { start: 'in_progress', resume: 'in_progress', unblock: 'stays', ...leaving, ...planning, ...always },
  in_review: { approve: 'done', send_back: 'in_progress', cancel: 'cancelled', set_reviewer: 'stays', ...planning, ...always },
  done: { reopen: 'in_progress', ...always },
  cancelled: { restore: 'todo', ...always },
};

describe.each(STATUSES)('from %s', (status) => {
  test.each(VERBS)('%s', (verb) => {
    const task = inStatus(status);
    const { by, step } = PRESSES[verb];
    const leadsTo = TABLE[status][verb];
    const decision = act(task, by, step);
    expect(allows(status, verb)).toBe(leadsTo !== undefined);
    if (leadsTo === undefined) {
      // The reviewer's relation ends with the review, so a refusal may come from there already.
      expect(['wrong_status', 'not_allowed']).toContain(refusal(decision)?.code);
    } else if (verb === 'extend_deadline') {
      expect(refusal(decision)?.code).toBe('no_extension'); // A reschedule has no legal limit; deadlines.test.ts has one that does.
    } else {
      expect(refusal(decision)).toBeNull();
      expect(decision.ok && decision.task.state.status).toBe(leadsTo === 'stays' ? status : leadsTo);
      expect(decision.ok && decision.task.history.at(-1)).toMatchObject({ verb, actor: by, from: status, seq: task.version + 1 });
    }
  });
});

describe('exits', () => {
  test.each(['todo', 'in_progress', 'waiting', 'blocked'] as const)('from %s, finishing leads to review where a second person is asked', (status) => {
    expect(after(inStatus(status), 'maria', finish({ reviewer: 'dana' })).state).toMatchObject({ status: 'in_review', reviewer: 'dana', outcome: 'rescheduled' });
  });
  test.each(['triage', 'todo', 'in_progress', 'waiting', 'blocked', 'in_review'] as const)('a task cancelled in %s comes back to where it was', (status) => {
    const before = inStatus(status);
    const cancelled = after(before, 'maria', { verb: 'cancel', reason: 'duplicate', duplicateOf: 3 });
    expect(cancelled.state).toMatchObject({ status: 'cancelled', reason: 'duplicate', duplicateOf: 3, before: before.state });
    expect(after(cancelled, 'maria', { verb: 'restore', why: 'not the same patient' }).state).toEqual(before.state);
  });
  test('waiting may follow waiting: another reason, another attempt', () => {
    const again = after(inStatus('waiting'), 'maria', { verb: 'wait', on: 'provider', chaseAt: null });
    expect(again.state).toMatchObject({ status: 'waiting', on: 'provider' });
    expect(after(again, 'maria', { verb: 'left_voicemail' })).toMatchObject({ attempts: 1, state: { status: 'waiting', on: 'patient' } });
  });
  test('reopening is counted and says why', () => {
    const reopened = after(inStatus('done'), 'sam', { verb: 'reopen', why: 'no slot after all' });
    expect(reopened).toMatchObject({ reopened: 1, state: { status: 'in_progress' } });
    expect(reopened.history.at(-1)?.why).toBe('no slot after all');
  });
});

describe('a step says what it lacks', () => {
  const todo = newTask();
  test.each<[string, Step, string, string]>([
    ['start without its fields', { verb: 'start', fields: {} }, 'reason', 'missing'],
    ['done without its fields', finish(), 'patient_ref', 'missing'],
    ['done without an outcome', finish({ outcome: '' }), 'outcome', 'missing'],
    ['an outcome of another type', finish({ outcome: 'denied' }), 'outcome', 'unknown_choice'],
    ['an outcome that wants a note', finish({ outcome: 'cancelled_by_patient', fields: COMPLETE }), 'note', 'missing'],
    ['a check by its own owner', finish({ fields: COMPLETE, reviewer: 'maria' }), 'reviewer', 'self_review'],
    ['a check by a login that several share', finish({ fields: COMPLETE, reviewer: 'desk' }), 'reviewer', 'unknown_choice'],
    ['waiting on nothing', { verb: 'wait', on: '', chaseAt: null }, 'on', 'missing'],
    ['a chase date gone by', { verb: 'wait', on: 'patient', chaseAt: TUESDAY }, 'chase_at', 'in_the_past'],
    ['a chase date years ahead', { verb: 'wait', on: 'patient', chaseAt: new Date('2029-01-01T00:00:00Z') }, 'chase_at', 'too_far'],
    ['blocked on an unnamed task', { verb: 'block', need: 'task', from: null, task: null, note: null }, 'task', 'missing'],
    ['blocked on itself', { verb: 'block', need: 'task', from: null, task: 1, note: null }, 'task', 'itself'],
    ['blocked by a stranger', { verb: 'block', need: 'decision', from: 'nobody', task: null, note: null }, 'from', 'unknown_choice'],
    ['a duplicate of nothing', { verb: 'cancel', reason: 'duplicate', duplicateOf: null }, 'duplicate_of', 'missing'],
    ['a duplicate of itself', { verb: 'cancel', reason: 'duplicate', duplicateOf: 1 }, 'duplicate_of', 'itself'],
    ['a due date without a reason', { verb: 'set_due', at: new Date('2026-03-05T15:00:00Z'), why: '' }, 'why', 'missing'],
    ['an owner who is an auditor', { verb: 'reassign', to: 'jordan' }, 'owner', 'no_access'],
    ['an owner who works elsewhere', { verb: 'reassign', to: 'priya' }, 'owner', 'no_access'],
  ])('%s', (_name, step, field, problem) => {
    expect(refusal(act(todo, 'maria', step))).toMatchObject({ code: 'fields', problems: { [field]: { problem } } });
  });
  test.each<[Status, string, Step]>([
    ['in_review', 'dana', { verb: 'send_back', why: '', note: null }],
    ['done', 'maria', { verb: 'reopen', why: '' }],
    ['cancelled', 'maria', { verb: 'restore', why: '' }],
  ])('from %s nothing comes back without a reason', (status, by, step) => {
    expect(refusal(act(inStatus(status), by, step))).toMatchObject({ code: 'fields', problems: { why: { problem: 'missing' } } });
  });
  test('waiting first is no way round what starting needs', () => {
    const waiting = after(todo, 'maria', { verb: 'left_voicemail' });
    expect(refusal(act(waiting, 'maria', { verb: 'resume' }))).toMatchObject({ code: 'fields', problems: { reason: { problem: 'missing' } } });
    expect(after(waiting, 'maria', { verb: 'start', fields: { reason: 'flu' } }).state.status).toBe('in_progress');
  });
  test('no voicemail where no patient is waited on', () => {
    expect(refusal(act(newTask({ type: 'supplies', fields: { item: 'gloves' } }), 'maria', { verb: 'left_voicemail' }))).toEqual({ code: 'no_patient_to_call' });
  });
});

describe('stale presses', () => {
  const created = newTask({ fields: COMPLETE });
  test('a second press of the same button is told who was first', () => {
    const started = after(created, 'maria', { verb: 'start', fields: {} });
    expect(refusal(act(started, 'dana', finish(), { seen: 1 }))).toEqual({ code: 'stale', by: 'maria', verb: 'start', at: TUESDAY });
  });
  test.each<[string, string, Step]>([
    ['note', 'sam', { verb: 'note', text: SEALED }], ['snooze', 'maria', PRESSES.snooze.step], ['attend', 'system', { verb: 'attend' }],
    ['source_changed', 'system', PRESSES.source_changed.step], ['hold_up', 'system', PRESSES.hold_up.step], ['link_follow_up', 'system', PRESSES.link_follow_up.step],
  ])('%s leaves a button as good as it was', (_verb, by, step) => {
    expect(refusal(act(after(created, by, step), 'maria', { verb: 'start', fields: {} }, { seen: 1 }))).toBeNull();
  });
  test.each<[string, Step]>([
    ['edit', { verb: 'edit', fields: { provider: 'chen' } }], ['reassign', { verb: 'reassign', to: 'sam' }], ['set_due', PRESSES.set_due.step],
  ])('%s makes the lead look again', (verb, step) => {
    expect(refusal(act(after(created, 'maria', step), 'dana', { verb: 'start', fields: {} }, { seen: 1 }))).toMatchObject({ code: 'stale', verb });
  });
  test('typed commands saw nothing, and are never stale', () => {
    expect(refusal(act(after(created, 'maria', { verb: 'edit', fields: { provider: 'chen' } }), 'maria', { verb: 'start', fields: {} }))).toBeNull();
  });
});

test('a person cannot send what is the system\'s own, nor the system what is a person\'s', () => {
  expect(refusal(act(newTask(), 'dana', { verb: 'hand_over', from: 'maria', to: 'dana' }))?.code).toBe('not_allowed');
  expect(refusal(act(newTask(), 'system', { verb: 'start', fields: COMPLETE }))?.code).toBe('not_allowed');
});
test('the history names who acted, whatever the command claims', () => {
  const decision = decide(newTask(), { id: 'x', door: 'web', actor: 'maria', seen: null, verb: 'note', text: SEALED }, { actor: known('dana'), playbook: testPlaybook(), now: TUESDAY });
  expect(decision.ok && decision.task.history.at(-1)?.actor).toBe('dana');
});
