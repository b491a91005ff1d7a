import { describe, expect, test } from '@jest/globals';
import { closedBy, whyKept } from '../../src/domain/retention.js';
import type { Hold } from '../../src/domain/playbook.js';
import type { ConfirmedState } from '../../src/domain/task.js';
import { testPlaybook } from '../support/playbook.js';
import { todoTask } from '../support/sample-task.js';

const CLOSED = new Date('2020-03-03T15:00:00Z');
const DONE: ConfirmedState = { status: 'done', outcome: 'rescheduled' };
const task = (state: ConfirmedState = DONE, since = CLOSED) => todoTask(12, { state, since, createdAt: new Date('2020-02-20T15:00:00Z') });
const keeping = (legal_hold: readonly Hold[] = [], years = 6) => ({ ...testPlaybook(), retention: { years, legal_hold } });
const at = (iso: string) => new Date(iso);

describe('a closed task', () => {
  test('is kept for six years to the minute', () => {
    expect(whyKept(task(), keeping(), at('2026-03-03T14:59:59Z'))).toBe('young');
    expect(whyKept(task(), keeping(), at('2026-03-03T15:00:00Z'))).toBeNull();
  });

  test('is kept for as long as the playbook says', () => {
    expect(whyKept(task(), keeping([], 10), at('2029-01-01T00:00:00Z'))).toBe('young');
  });

  test('that closed on 29 February is kept a day longer rather than a day less', () => {
    const leap = task(DONE, at('2024-02-29T12:00:00Z'));
    expect(whyKept(leap, keeping(), at('2030-03-01T11:59:00Z'))).toBe('young');
    expect(whyKept(leap, keeping(), at('2030-03-01T12:00:00Z'))).toBeNull();
    expect(closedBy(keeping(), at('2030-03-01T12:00:00Z')) >= at('2024-02-29T12:00:00Z')).toBe(true);
  });

  test('counts from its cancelling as well', () => {
    const cancelled = task({ status: 'cancelled', reason: 'not_a_task', duplicateOf: null, before: { status: 'todo' } });
    expect(whyKept(cancelled, keeping(), at('2026-03-04T15:00:00Z'))).toBeNull();
  });
});

test.each<ConfirmedState>([{ status: 'todo' }, { status: 'in_progress' }, { status: 'waiting', on: 'patient', chaseAt: CLOSED }, { status: 'blocked', need: 'other', from: null, task: null }, { status: 'in_review', reviewer: 'dana', outcome: 'rescheduled', followUp: false }])(
  'a task that is $status is kept however old it is', (state) => expect(whyKept(task(state), keeping(), at('2099-01-01T00:00:00Z'))).toBe('open'));

describe('a legal hold', () => {
  test.each<[string, Hold, boolean]>([
    ['that names nothing holds everything', {}, true],
    ['on the task', { task: [7, 12] }, true],
    ['on another task', { task: [7] }, false],
    ['on its type', { type: ['reschedule'] }, true],
    ['on another type', { type: ['denial_followup'] }, false],
    ['on its queue', { queue: ['front_desk'] }, true],
    ['on its type in another queue', { type: ['reschedule'], queue: ['billing'] }, false],
    ['from the day it closed', { from: '2020-03-03' }, true],
    ['from the day after', { from: '2020-03-04' }, false],
    ['up to the day it was made', { to: '2020-02-20' }, true],
    ['up to the day before', { to: '2020-02-19' }, false],
    ['on days in between', { from: '2020-02-25', to: '2020-02-26' }, true],
  ])('%s', (_what, hold, held) => expect(whyKept(task(), keeping([hold]), at('2030-01-01T00:00:00Z'))).toBe(held ? 'held' : null));
});
