// The rules of attention, one by one: when something is owed, to whom, and how it may be held back.
import { describe, expect, test } from '@jest/globals';
import { owedNow } from '../../src/domain/attention/policy.js';
import type { AttentionRule } from '../../src/domain/attention/rule.js';
import { atRisk } from '../../src/domain/attention/rules/at-risk.js';
import { beforeDue } from '../../src/domain/attention/rules/before-due.js';
import { deadline } from '../../src/domain/attention/rules/deadline.js';
import { due } from '../../src/domain/attention/rules/due.js';
import { escalate } from '../../src/domain/attention/rules/escalate.js';
import { idle } from '../../src/domain/attention/rules/idle.js';
import { tooLong } from '../../src/domain/attention/rules/too-long.js';
import { unanswered } from '../../src/domain/attention/rules/unanswered.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { Task } from '../../src/domain/task.js';
import { duration, testPlaybook } from '../support/playbook.js';
import { accepted, act, after, at, COMPLETE, finish, inStatus, newTask, TUESDAY } from '../support/tasks.js';

const attention = testPlaybook().attention;
const withAttention = (given: Partial<Playbook['attention']>, more: Partial<Playbook> = {}) => testPlaybook({ attention: { ...attention, ...given }, ...more });
const overdue = (text: string, to: 'lead' | 'manager' | 'channel') => ({ at: duration(text), to, when: 'always' as const });

const playbook = withAttention({
  idle: { todo: duration('4 business hours'), in_progress: duration('1 business day'), in_review: duration('2 business hours') },
  deadline_reminders: ['14 calendar days', '7 calendar days', '3 calendar days', '1 calendar day'].map(duration),
  escalate: [overdue('4 business hours overdue', 'lead'), overdue('2 business days overdue', 'manager')],
  too_long: { waiting: duration('10 business days'), blocked: duration('2 business days') },
});
/** Made Tuesday 10:00, due at 15:00: four business hours, lunch left out. */
const task = newTask({ fields: COMPLETE }, playbook);
const moments = (rule: AttentionRule, of: Task) => rule(of, playbook).map(({ at: moment, to, key }) => [moment, to, key.replace(`/${moment.toISOString()}`, '/…')]);
/** A prior authorisation whose limit is 30 calendar days after the notice. */
const limited = newTask({ type: 'prior_auth_followup', fields: { insurer: 'aetna', plan_type: 'commercial', notice_date: '2026-02-20' } }, playbook);

describe('for whose move it is', () => {
  test('idle: nobody has moved it for so long, in business time', () => {
    expect(moments(idle, task)).toEqual([[at('tue', '15:00'), 'holder', 'idle/1/…']]);
  });
  test('idle: a note does not reset its age, and neither does a snooze; a step does', () => {
    const noted = after(task, 'maria', { verb: 'note', text: { sealed: 'x', key: 'k' } }, { now: at('tue', '14:00'), playbook });
    expect(moments(idle, noted)).toEqual(moments(idle, task));
    expect(moments(idle, after(task, 'maria', { verb: 'snooze', until: at('wed', '09:00') }, { now: at('tue', '14:00'), playbook }))).toEqual(moments(idle, task));
    expect(moments(idle, after(task, 'maria', { verb: 'start', fields: {} }, { now: at('tue', '14:00'), playbook }))).toEqual([[at('wed', '14:00'), 'holder', 'idle/1/…']]);
  });
  test('idle: in review it is the reviewer who is asked', () => {
    const inReview = after(task, 'maria', finish({ reviewer: 'dana' }), { playbook });
    expect(owedNow(inReview, playbook, at('tue', '13:00')).map(({ kind, to }) => [kind, to])).toEqual([['idle', { person: 'dana' }]]);
  });
  test('before due: when three quarters of the time are over, in business time', () => {
    expect(moments(beforeDue, task)).toEqual([[at('tue', '14:00'), 'holder', 'before_due/1/…']]);
    const moved = after(task, 'maria', { verb: 'set_due', at: at('wed', '12:00'), why: 'agreed' }, { now: at('wed', '08:00'), playbook });
    expect(moments(beforeDue, moved)).toEqual([[at('wed', '11:00'), 'holder', 'before_due/1/…']]);
  });
  test('due: at its date, unless its clock stands still', () => {
    expect(moments(due, task)).toEqual([[at('tue', '15:00'), 'holder', 'due/1/…']]);
    const waits = after(task, 'maria', { verb: 'wait', on: 'patient', chaseAt: null }, { playbook });
    expect([...moments(due, waits), ...moments(beforeDue, waits)]).toEqual([]);
  });
  test('due: moved on within the day, it is told again at its new time', () => {
    const told = after(task, 'system', { verb: 'attend' }, { now: at('tue', '15:00'), playbook });
    const moved = after(told, 'maria', { verb: 'set_due', at: at('tue', '16:30'), why: 'agreed' }, { now: at('tue', '15:05'), playbook });
    const keys = (of: Task, clock: string) => owedNow(of, playbook, at('tue', clock)).filter(({ kind }) => kind === 'due').map(({ key }) => key);
    expect(keys(task, '15:00')).toHaveLength(1);
    expect(keys(moved, '16:30')).toHaveLength(1);
    expect(keys(moved, '16:30')).not.toEqual(keys(task, '15:00'));
  });
  test('deadline: 14, 7, 3 days and 1 day before it', () => {
    expect(limited.deadline?.at).toEqual(new Date('2026-03-23T03:59:00.000Z'));
    expect(moments(deadline, limited).map(([moment]) => moment)).toEqual(['2026-03-09T03:59:00.000Z', '2026-03-16T03:59:00.000Z', '2026-03-20T03:59:00.000Z', '2026-03-22T03:59:00.000Z'].map((each) => new Date(each)));
  });
  test('deadline: one that became known late is told at once, the nearest reminder alone', () => {
    const late = after(limited, 'dana', { verb: 'edit', fields: { notice_date: '2026-02-04' } }, { now: at('wed', '10:00'), playbook });
    const told = owedNow(late, playbook, at('wed', '10:00')).filter(({ kind }) => kind === 'deadline');
    expect(told.map(({ key }) => key)).toEqual([`deadline/3_calendar_days/${at('wed', '10:00').toISOString()}`]);
  });
});

describe('for those further up', () => {
  test('the ladder: lead, then manager, each at its level', () => {
    expect(moments(escalate, task)).toEqual([[at('wed', '10:00'), 'lead', 'overdue/1/…'], [at('thu', '15:00'), 'manager', 'overdue/2/…']]);
    expect(owedNow(task, playbook, at('thu', '15:00')).filter(({ kind }) => kind === 'late').map(({ to }) => to)).toEqual([{ person: 'dana' }, { person: 'morgan' }]);
  });
  test('a lead who owns it does not escalate to themselves: it climbs', () => {
    expect(owedNow(newTask({ owner: 'dana', fields: COMPLETE }, playbook), playbook, at('wed', '10:00')).filter(({ kind }) => kind === 'late').map(({ to }) => to)).toEqual([{ person: 'morgan' }]);
  });
  test('a lead who is out is passed over', () => {
    const without = { ...playbook, people: playbook.people.map((one) => (one.key === 'dana' ? { ...one, away: [{ from: '2026-03-03', to: '2026-03-06' }] } : one)) };
    expect(owedNow(task, without, at('wed', '10:00')).filter(({ kind }) => kind === 'late').map(({ to }) => to)).toEqual([{ person: 'morgan' }]);
  });
  test('of a restricted type no manager hears, who may not see it', () => {
    const complaint = newTask({ type: 'complaint', fields: {} }, playbook);
    expect(owedNow(complaint, playbook, at('fri', '17:00')).filter(({ kind }) => kind === 'late').map(({ to }) => to)).toEqual([{ person: 'dana' }]);
  });
  test('to the queue’s channel where the type says so', () => {
    const loud = { ...playbook, task_types: playbook.task_types.map((type) => ({ ...type, escalate: [overdue('1 business hour overdue', 'channel')] })) };
    expect(owedNow(newTask({ fields: COMPLETE }, loud), loud, at('tue', '16:00')).map(({ to }) => to)).toContainEqual({ queue: 'front_desk' });
  });
  test('too long in a status', () => {
    expect(moments(tooLong, inStatus('blocked'))).toEqual([[at('thu', '10:00'), 'lead', 'too_long/blocked/…']]);
  });
  test('a deadline at risk', () => {
    expect(moments(atRisk, limited)).toEqual([[new Date('2026-03-20T03:59:00.000Z'), 'lead', 'at_risk/1/…']]);
  });
  test('"I’m on it until" stops the ladder until then; late by then, whoever said so hears as well', () => {
    const onIt = after(task, 'dana', { verb: 'on_it', until: at('fri', '09:00') }, { now: at('wed', '10:05'), playbook });
    const told = (now: Date) => owedNow(onIt, playbook, now).filter(({ tier }) => tier === 'escalation').map(({ kind, to }) => [kind, to]);
    expect(told(at('thu', '17:00'))).toEqual([]);
    expect(told(at('fri', '09:00'))).toEqual([['late', { person: 'morgan' }], ['on_it_over', { person: 'dana' }]]);
  });
  test('an answered or closed task owes nothing', () => {
    for (const status of ['done', 'cancelled'] as const) expect(owedNow(inStatus(status), playbook, at('fri', '17:00'))).toEqual([]);
  });
});

describe('what cannot wait', () => {
  const duty = [{ queue: 'front_desk', people: ['sam', 'priya'], hours: { from: 0, to: 0 } }];
  const urgent = newTask({ actor: 'dana', owner: 'maria', priority: 'urgent', fields: COMPLETE }, { ...playbook, duty });
  const steps = (of: Task, rules: Playbook) => unanswered(of, rules).map(({ at: moment, to }) => [(moment.getTime() - TUESDAY.getTime()) / 60_000, to]);
  test('the first on duty hears at once, the others after ten minutes, then the lead', () => {
    expect(steps(urgent, { ...playbook, duty }).map(([minutes, to]) => [Math.floor(Number(minutes)), to])).toEqual([[0, 'first_on_duty'], [10, 'rest_on_duty'], [20, 'lead']]);
    expect(steps(urgent, playbook)).toEqual([[10, 'lead']]);
  });
  test('what its owner did, or somebody who is on it, answers it', () => {
    expect(unanswered(after(urgent, 'maria', { verb: 'note', text: { sealed: 'x', key: 'k' } }, { playbook }), playbook)).toEqual([]);
    expect(unanswered(after(urgent, 'dana', { verb: 'on_it', until: at('tue', '12:00') }, { playbook }), playbook)).toEqual([]);
    expect(unanswered(newTask({ actor: 'maria', priority: 'urgent', fields: COMPLETE }, playbook), playbook)).toEqual([]);
  });
  test('goes through quiet hours', () => {
    const night = newTask({ actor: 'dana', owner: 'maria', priority: 'urgent', fields: COMPLETE }, playbook, at('tue', '22:00'));
    expect(owedNow(night, playbook, at('tue', '22:10')).map(({ kind, to }) => [kind, to])).toEqual([['unanswered', { person: 'dana' }]]);
  });
});

describe('list to list', () => {
  test('of several about one task a person hears the gravest alone', () => {
    expect(owedNow(task, playbook, at('tue', '16:00')).map(({ kind, to }) => [kind, to])).toEqual([['due', { person: 'maria' }]]);
  });
  test('a snooze holds reminders, and neither deadlines nor escalations', () => {
    const snoozed = after(task, 'maria', { verb: 'snooze', until: at('fri', '09:00') }, { playbook });
    expect(owedNow(snoozed, playbook, at('thu', '17:00')).map(({ kind }) => kind)).toEqual(['late', 'late']);
    const limitedSnoozed = after(limited, 'maria', { verb: 'snooze', until: new Date('2026-04-01T14:00:00Z') }, { playbook });
    expect(owedNow(limitedSnoozed, playbook, new Date('2026-03-10T14:00:00Z')).map(({ kind }) => kind)).toContain('deadline');
  });
  test('reminders wait for the next bundle; what the lead hears comes as soon as quiet hours allow', () => {
    const bundled = withAttention({ ...playbook.attention, bundles: ['10:30', '15:30'] });
    const made = newTask({ fields: COMPLETE }, bundled);
    expect(made.attentionAt).toEqual(at('tue', '15:30'));
    const told = accepted(act(made, 'system', { verb: 'attend' }, { now: at('tue', '15:30'), playbook: bundled })).intents.filter((intent) => intent.do === 'notify');
    expect(told.map((intent) => intent.waits)).toEqual(['bundle']);
  });
  test('days off and own quiet hours count for the person whose they are', () => {
    const own = { ...playbook, people: playbook.people.map((one) => (one.key === 'maria' ? { ...one, prefers: { quiet: { from: 14 * 60, to: 16 * 60 }, days_off: ['wed' as const], bundles: [], digest: true } } : one)) };
    const made = newTask({ fields: COMPLETE }, own);
    expect(owedNow(made, own, at('tue', '15:59'))).toEqual([]);
    expect(owedNow(made, own, at('tue', '16:00'))).toHaveLength(1);
    const tomorrow = newTask({ fields: COMPLETE }, own, at('tue', '16:30')); // due Wednesday 12:30, which is lunch: 13:30
    expect(owedNow(tomorrow, own, at('wed', '17:00')).filter(({ tier }) => tier === 'reminder')).toEqual([]);
    expect(owedNow(tomorrow, own, at('thu', '08:00')).filter(({ tier }) => tier === 'reminder')).toHaveLength(1);
  });
  test('what somebody’s own action brought about is no news to them', () => {
    const self = after(limited, 'maria', { verb: 'edit', fields: { notice_date: '2026-02-04' } }, { now: at('wed', '10:00'), playbook });
    expect(owedNow(self, playbook, at('wed', '10:00')).filter(({ kind }) => kind === 'deadline')).toEqual([]);
  });
});

test('a clock that was set back looks after new moments as well', () => {
  const ahead = after(task, 'system', { verb: 'attend' }, { now: at('tue', '17:00'), playbook });
  const back = after(ahead, 'maria', { verb: 'set_due', at: at('tue', '16:00'), why: 'agreed' }, { now: at('tue', '15:30'), playbook });
  expect(owedNow(back, playbook, at('tue', '16:00')).map(({ kind }) => kind)).toContain('due');
});

