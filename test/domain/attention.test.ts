// Waiting, calling again, and being asked when the chase date comes.
import { describe, expect, test } from '@jest/globals';
import { owedNow } from '../../src/domain/attention/policy.js';
import type { Task } from '../../src/domain/task.js';
import { testPlaybook } from '../support/playbook.js';
import { accepted, act, after, at, COMPLETE, finish, newTask, TUESDAY } from '../support/tasks.js';

const playbook = testPlaybook();
const task = newTask({ fields: COMPLETE });
const waiting = after(task, 'maria', { verb: 'wait', on: 'patient', chaseAt: at('wed', '09:00') });

describe('left voicemail', () => {
  test('counts the attempt, waits on the patient and chases next morning', () => {
    const once = after(task, 'maria', { verb: 'left_voicemail' });
    expect(once).toMatchObject({ attempts: 1, state: { status: 'waiting', on: 'patient', chaseAt: at('wed', '08:00') } });
    expect(once.history.at(-1)?.changes).toContainEqual({ name: 'attempts', from: '0', to: '1' });
    expect(after(once, 'maria', { verb: 'left_voicemail' }, { now: at('wed', '08:30') })).toMatchObject({ attempts: 2, state: { chaseAt: at('thu', '08:00') } });
  });
  test.each([
    ['before opening: the morning after, for this one has begun', at('tue', '07:00'), at('wed', '08:00')],
    ['late at night', at('tue', '23:30'), at('wed', '08:00')],
    ['on Friday: Monday', at('fri', '16:00'), new Date('2026-03-09T12:00:00Z')],
    ['before Thanksgiving: Friday', new Date('2026-11-25T20:00:00Z'), new Date('2026-11-27T13:00:00Z')],
  ])('%s', (_when, now, morning) => {
    expect(after(newTask({}, playbook, now), 'maria', { verb: 'left_voicemail' }, { now }).state).toMatchObject({ chaseAt: morning });
  });
});

test('waiting chases when the reason says so, unless the owner says otherwise', () => {
  expect(after(task, 'maria', { verb: 'wait', on: 'provider', chaseAt: null }).state).toMatchObject({ chaseAt: at('wed', '10:00') });
  expect(waiting.state).toMatchObject({ chaseAt: at('wed', '09:00') });
});

describe('the chase date', () => {
  const chases = (task: Task, now: Date) => owedNow(task, playbook, now).filter(({ kind }) => kind === 'chase');
  test('is owed when it comes, and not before', () => {
    expect(chases(waiting, at('wed', '08:59'))).toEqual([]);
    expect(chases(waiting, at('wed', '09:00'))).toMatchObject([{ kind: 'chase', to: { person: 'maria' } }]);
    expect(waiting.attentionAt).toEqual(at('wed', '09:00'));
  });
  test('is told once and leaves the status as it is; a second sweep owes nothing', () => {
    const { task: told, intents } = accepted(act(waiting, 'system', { verb: 'attend' }, { now: at('wed', '09:07') }));
    expect(intents).toContainEqual({ do: 'notify', key: 'T-1/chase/2026-03-04T14:00:00.000Z', kind: 'chase', to: { person: 'maria' }, by: 'system', waits: 'bundle' });
    expect(told).toMatchObject({ state: waiting.state });
    expect(told.history.at(-1)?.changes).toEqual([{ name: 'told', to: 'maria: chase' }]);
    expect(chases(told, at('wed', '09:08'))).toEqual([]);
  });
  test('that came while it was cancelled is told when it is restored', () => {
    const cancelled = after(waiting, 'maria', { verb: 'cancel', reason: 'not_a_task', duplicateOf: null });
    expect(cancelled.attentionAt).toBeNull();
    expect(after(cancelled, 'maria', { verb: 'restore', why: 'it was one' }, { now: at('fri', '09:00') }).attentionAt).toEqual(at('wed', '09:00'));
  });
  test('is held by a snooze, and told once when that ends', () => {
    const snoozed = after(waiting, 'maria', { verb: 'snooze', until: at('thu', '14:00') });
    expect(chases(snoozed, at('thu', '13:59'))).toEqual([]);
    expect(chases(snoozed, at('thu', '14:00'))).toHaveLength(1);
    expect(chases(after(snoozed, 'system', { verb: 'attend' }, { now: at('thu', '14:00') }), at('fri', '14:00'))).toEqual([]);
  });
  test('goes to whoever owns it then', () => {
    expect(chases(after(waiting, 'maria', { verb: 'reassign', to: 'sam' }), at('wed', '09:00'))).toMatchObject([{ to: { person: 'sam' } }]);
  });
  test('is owed no more when the work is done', () => {
    expect(after(waiting, 'maria', finish(), { now: TUESDAY }).attentionAt).toBeNull();
  });
});
