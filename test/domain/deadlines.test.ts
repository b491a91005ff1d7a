// The two clocks: due, our own target on business time, which some waiting pauses; the deadline, the legal limit, which nothing does.
import { describe, expect, test } from '@jest/globals';
import { isOverdue, reclock } from '../../src/domain/deadlines.js';
import type { Step } from '../../src/domain/command.js';
import { act, confirmed, after, at, COMPLETE, newTask, refusal, TUESDAY } from '../support/tasks.js';
import { duration, testPlaybook } from '../support/playbook.js';

const due = (task: Parameters<typeof confirmed>[0]) => confirmed(task).due;
const auth = (fields = {}) => newTask({ type: 'prior_auth_followup', fields: { insurer: 'humana', ...fields } });
const APPEAL = new Date('2026-04-22T03:59:00Z'); // 60 days after 20 February, its last minute in New York

describe('due', () => {
  test('counts business hours, over lunch and the night', () => {
    expect(due(newTask({}, testPlaybook(), at('tue', '10:00'))).at).toEqual(at('tue', '15:00'));
    expect(due(newTask({}, testPlaybook(), at('tue', '15:00'))).at).toEqual(at('wed', '10:00'));
  });
  test('by priority', () => {
    expect(due(newTask({ priority: 'urgent' })).at).toEqual(at('tue', '11:00'));
  });
  test('around the clock where the case says so', () => {
    expect(due(newTask({ type: 'prior_auth_followup', fields: { insurer: 'aetna', expedited: true } }, testPlaybook(), at('tue', '16:00')))).toEqual({ at: at('tue', '22:00'), pausedSince: null, clock: 'always' });
  });
  test('never later than a business day before the visit', () => {
    expect(due(newTask({ fields: { ...COMPLETE, appointment_at: at('wed', '12:00').toISOString() } })).at).toEqual(at('tue', '12:00'));
  });
  test('never before now, however near the visit', () => {
    expect(due(newTask({ fields: { ...COMPLETE, appointment_at: at('tue', '11:00').toISOString() } })).at).toEqual(TUESDAY);
  });
  test('as a person chose it', () => {
    expect(due(newTask({ due: at('fri', '09:00') })).at).toEqual(at('fri', '09:00'));
  });
});

describe('a pause', () => {
  const waiting = after(newTask({ fields: COMPLETE }), 'maria', { verb: 'wait', on: 'patient', chaseAt: at('fri', '09:00') }, { now: at('tue', '11:00') });
  test('keeps the hours that were left: three at eleven on Tuesday are three on Thursday', () => {
    expect(due(waiting)).toMatchObject({ at: at('tue', '15:00'), pausedSince: at('tue', '11:00') });
    expect(due(after(waiting, 'maria', { verb: 'resume' }, { now: at('thu', '09:00') }))).toEqual({ at: at('thu', '12:00'), pausedSince: null, clock: 'business' });
  });
  test.each<[string, string, Step]>([
    ['a note', 'sam', { verb: 'note', text: { sealed: 'x', key: 'k' } }], ['a new owner', 'maria', { verb: 'reassign', to: 'sam' }], ['a new priority', 'maria', { verb: 'set_priority', priority: 'urgent' }],
    ['new details', 'maria', { verb: 'edit', fields: { provider: 'chen' } }], ['another attempt', 'maria', { verb: 'left_voicemail' }], ['a snooze', 'maria', { verb: 'snooze', until: at('fri', '10:00') }],
    ['being looked after', 'system', { verb: 'attend' }],
  ])('outlasts %s', (_what, by, step) => {
    expect(due(after(waiting, by, step, { now: at('wed', '10:00') }))).toEqual(due(waiting));
  });
  test('ends with a reason that does not pause', () => {
    expect(due(after(waiting, 'maria', { verb: 'wait', on: 'provider', chaseAt: null }, { now: at('thu', '09:00') })).pausedSince).toBeNull();
  });
  test('outlasts being cancelled by mistake', () => {
    const cancelled = after(waiting, 'maria', { verb: 'cancel', reason: 'not_a_task', duplicateOf: null }, { now: at('wed', '09:00') });
    const restored = after(cancelled, 'maria', { verb: 'restore', why: 'it was one' }, { now: at('thu', '09:00') });
    expect(due(restored)).toEqual(due(waiting));
  });
  test('counts from now on where a person sets the due date meanwhile', () => {
    const set = after(waiting, 'maria', { verb: 'set_due', at: at('thu', '17:00'), why: 'agreed with the patient' }, { now: at('wed', '10:00') });
    expect(due(set)).toMatchObject({ at: at('thu', '17:00'), pausedSince: at('wed', '10:00') });
    expect(due(after(set, 'maria', { verb: 'resume' }, { now: at('wed', '10:00') })).at).toEqual(at('thu', '17:00'));
    expect(due(after(set, 'maria', { verb: 'resume' }, { now: at('wed', '11:00') })).at).toEqual(at('fri', '09:00'));
  });
  test('of a task that was late leaves it as late as it was', () => {
    const late = { at: at('tue', '10:00'), pausedSince: at('tue', '12:00'), clock: 'business' as const };
    expect(reclock(late, false, testPlaybook().calendar, at('thu', '11:00')).at).toEqual(at('thu', '09:00'));
  });
  test('does not make late what was in time', () => {
    const paused = due(waiting);
    expect([isOverdue(paused, at('fri', '16:00')), isOverdue({ ...paused, pausedSince: null }, at('fri', '16:00'))]).toEqual([false, true]);
  });
});

describe('deadline', () => {
  test('a denial from a Medicare Advantage plan must be appealed in 60 days, and waiting does not stop that clock', () => {
    const task = auth({ plan_type: 'medicare_advantage', notice_date: '2026-02-20' });
    expect(task.deadline).toEqual({ at: APPEAL, extended: false });
    const waiting = after(task, 'maria', { verb: 'wait', on: 'payer', chaseAt: at('fri', '09:00') });
    const resumed = after(waiting, 'maria', { verb: 'resume' }, { now: at('fri', '09:00') });
    expect([confirmed(waiting).deadline, confirmed(resumed).deadline]).toEqual([task.deadline, task.deadline]);
    expect(due(waiting).pausedSince).toEqual(TUESDAY);
  });
  test('goes by the first rule that holds', () => {
    expect(auth({ plan_type: 'commercial', notice_date: '2026-02-20' }).deadline?.at).toEqual(new Date('2026-03-23T03:59:00Z'));
  });
  test('does not exist while its date is unknown, and appears with it, at whichever step', () => {
    const task = auth();
    const dated: Step[] = [{ verb: 'edit', fields: { notice_date: '2026-02-20', plan_type: 'medicare_advantage' } }, { verb: 'start', fields: { notice_date: '2026-02-20', plan_type: 'medicare_advantage' } }];
    expect(task.deadline).toBeNull();
    for (const step of dated) {
      const next = confirmed(after(task, 'maria', step));
      expect(next.deadline?.at).toEqual(APPEAL);
      expect(next.history.at(-1)?.changes).toContainEqual({ name: 'deadline', from: null, to: APPEAL.toISOString() });
    }
  });
  test('an extension that was granted outlasts an edit', () => {
    const extended = { ...auth({ plan_type: 'medicare_advantage', notice_date: '2026-02-20' }), deadline: { at: new Date('2026-05-06T03:59:00Z'), extended: true } };
    expect(confirmed(after(extended, 'maria', { verb: 'edit', fields: { amount: 10 } })).deadline).toEqual(extended.deadline);
  });
  test('counted from no field, it counts from when the task came in, whenever somebody edits it', () => {
    const playbook = testPlaybook();
    const task_types = playbook.task_types.map((type) => (type.key === 'supplies' ? { ...type, deadlines: [{ when: 'always' as const, limit: duration('30 calendar days') }] } : type));
    const task = newTask({ type: 'supplies', fields: { item: 'gloves' } }, { ...playbook, task_types });
    const waiting = after(task, 'maria', { verb: 'wait', on: 'vendor', chaseAt: null }, { playbook: { ...playbook, task_types }, now: at('wed', '09:00') });
    const edited = after(waiting, 'maria', { verb: 'edit', fields: { item: 'masks' } }, { playbook: { ...playbook, task_types }, now: at('fri', '09:00') });
    expect(task.deadline?.at).toEqual(new Date('2026-04-02T14:00:00Z'));
    expect(confirmed(edited).deadline).toEqual(task.deadline);
  });
});

test('a location that keeps its own hours is due by them', () => {
  const playbook = testPlaybook();
  const short = { ...playbook.calendar, hours: { ...playbook.calendar.hours, tue: [{ start: 480, end: 660 }] } };
  const north = { ...playbook, locations: playbook.locations.map((place) => (place.key === 'north' ? { ...place, calendar: short } : place)) };
  const dueAt = (location: string) => confirmed(newTask({ type: 'reschedule', fields: { provider: 'patel', location } }, north)).due.at;
  expect(dueAt('main')).toEqual(at('tue', '15:00'));
  expect(dueAt('north')).toEqual(at('wed', '11:00'));
});

describe('extending the deadline', () => {
  const limited = auth({ plan_type: 'medicare_advantage', notice_date: '2026-02-20' });
  const extend = { verb: 'extend_deadline', why: 'Records are held off site' } as const;
  const once = confirmed(after(limited, 'maria', extend));
  test('once, where the rule allows it, with the reason in the history', () => {
    expect(once.deadline).toEqual({ at: new Date('2026-05-06T03:59:00Z'), extended: true });
    expect(once.history.at(-1)).toMatchObject({ verb: 'extend_deadline', why: 'Records are held off site', changes: [{ name: 'deadline' }] });
  });
  test('never twice, and never where the rule has no extension', () => {
    expect(refusal(act(once, 'maria', extend))).toEqual({ code: 'no_extension' });
    expect(refusal(act(auth({ plan_type: 'commercial', notice_date: '2026-02-20' }), 'maria', extend))).toEqual({ code: 'no_extension' });
  });
});
