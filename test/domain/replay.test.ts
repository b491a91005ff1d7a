import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replayer } from '../../src/domain/insights/what-if.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { ConfirmedTask, Task } from '../../src/domain/task.js';
import { replayLines } from '../../src/view/replay.js';
import { duration, testPlaybook } from '../support/playbook.js';
import { todoTask, triageTask } from '../support/sample-task.js';

const before = testPlaybook();
const replay = (tasks: readonly Task[], after: Playbook, from = before) => {
  const { see, end } = replayer(from, after);
  tasks.forEach(see);
  return end();
};
const at = (number: number, over: Partial<ConfirmedTask> = {}) => todoTask(number, { fields: { provider: 'patel', location: 'north' }, ...over });
const withDue = (usual: string): Playbook => ({ ...before, task_types: before.task_types.map((type) => (type.key === 'reschedule' ? { ...type, due: { ...type.due, usual: duration(usual) } } : type)) });

test('a new routing rule: who would have had how many of the tasks, and the others alike', () => {
  const after = { ...before, routing: [{ when: { location: ['north'] }, to: { owner: 'sam' } }] };
  const seen = replay([at(1), at(2), at(3, { fields: { provider: 'patel', location: 'main' } })], after);
  expect(seen).toMatchObject({ tasks: 3, alike: 1, owners: [{ from: 'dana', to: 'sam', tasks: 2 }], queues: [], due: [], impossible: 0 });
  expect(replayLines(seen, after)).toEqual(['Of 3 tasks of the last 90 days 2 would have gone another way:', '2 tasks: dana → sam']);
});

test('a shorter due rule: how many would have been due earlier', () => {
  const seen = replay([at(1), at(2, { priority: 'urgent' })], withDue('2 business hours'));
  expect(seen).toMatchObject({ alike: 1, due: [{ type: 'reschedule', earlier: 1, later: 0 }] });
  expect(replayLines(seen, before)).toContain('reschedule: 1 task due earlier');
});

test('a kind of work that is taken out, or whose queue is off: how many could not have been made', () => {
  expect(replay([at(1)], { ...before, enabled: [] })).toMatchObject({ impossible: 1, alike: 0 });
});

test('what nobody has sorted yet is not counted, and without a task it says so', () => {
  const seen = replay([triageTask(1)], before);
  expect(seen.tasks).toBe(0);
  expect(replayLines(seen, before)).toEqual(['No task came in during the last 90 days.']);
});

test('the same rules change nothing, whatever the tasks', () => {
  const tasks = fc.array(fc.record({ number: fc.nat(5000), priority: fc.constantFrom('urgent', 'high', 'normal', 'low'), location: fc.constantFrom('main', 'north'), requester: fc.constantFrom('maria', 'dana', 'sam') }), { maxLength: 20 });
  fc.assert(fc.property(tasks, fc.constantFrom('least_loaded', 'round_robin', 'intake', 'requester', 'sam'), (given, owner) => {
    const playbook: Playbook = { ...before, routing: [{ when: { location: ['north'] }, to: { owner } }] };
    const seen = replay(given.map(({ number, location, ...over }) => at(number, { ...over, fields: { provider: 'chen', location } })), playbook, playbook);
    expect(seen).toMatchObject({ tasks: given.length, alike: given.length, owners: [], queues: [], due: [], impossible: 0 });
  }));
});
