// What happens when people change their minds: another reviewer, another priority, a task that was not done after all.
import { describe, expect, test } from '@jest/globals';
import { isConfirmed } from '../../src/domain/task.js';
import { accepted, act, finish, inStatus, newTask, refusal } from '../support/tasks.js';

const dueOf = (task: ReturnType<typeof newTask>) => (isConfirmed(task) ? task.due.at.getTime() : Number.NaN);

describe('another reviewer', () => {
  const waits = inStatus('in_review');
  test('the owner hands the check to somebody else, who gets the card', () => {
    const decision = accepted(act(waits, 'maria', { verb: 'set_reviewer', to: 'sam' }));
    expect(decision.task.state).toMatchObject({ status: 'in_review', reviewer: 'sam' });
    expect(decision.intents).toContainEqual(expect.objectContaining({ do: 'notify', kind: 'review', to: { person: 'sam' } }));
  });
  test('never to the owner', () => {
    expect(refusal(act(waits, 'dana', { verb: 'set_reviewer', to: 'maria' }))).toEqual({ code: 'fields', problems: { reviewer: { problem: 'self_review' } } });
  });
  test('only while it is checked', () => {
    expect(refusal(act(newTask(), 'maria', { verb: 'set_reviewer', to: 'dana' }))?.code).toBe('wrong_status');
  });
});

describe('another priority', () => {
  test('a higher one brings the due date forward', () => {
    const before = newTask({ type: 'reschedule' });
    const { task } = accepted(act(before, 'maria', { verb: 'set_priority', priority: 'urgent' }));
    expect(dueOf(task as ReturnType<typeof newTask>)).toBeLessThan(dueOf(before));
  });
  test('a lower one leaves what was promised', () => {
    const before = newTask({ type: 'reschedule' });
    const { task } = accepted(act(before, 'maria', { verb: 'set_priority', priority: 'low' }));
    expect(dueOf(task as ReturnType<typeof newTask>)).toBe(dueOf(before));
  });
});

test('a reopened task is due anew, and its follow-up is asked about before there is a second one', () => {
  const done = inStatus('done');
  const linked = { ...done, links: { ...done.links, followUps: [9] } };
  const { task } = accepted(act(linked, 'maria', { verb: 'reopen', why: 'Something new came in' }));
  expect(task.history.at(-1)?.changes.map(({ name }) => name)).toContain('due');
  const ways = [false, true].map((followUp) => accepted(act(task, 'maria', finish({ outcome: 'unreachable', followUp }))).intents.filter((intent) => intent.do === 'follow_up').length);
  expect(ways).toEqual([0, 1]);
});
