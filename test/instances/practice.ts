// The practice of the tests with several instances: every task is urgent and late, so that each is a message of its own to the lead and one reminder
// to its owner.
import type { Playbook } from '../../src/domain/playbook.js';
import type { ConfirmedTask } from '../../src/domain/task.js';
import { duration, testPlaybook } from '../support/playbook.js';
import { after, todoTask } from '../support/sample-task.js';

export const NOW = after(24 * 60);

export const instancesPlaybook = (): Playbook => {
  const base = testPlaybook();
  return {
    ...base, people: base.people.map((one) => ({ ...one, slack: `U${one.key}` })),
    attention: { ...base.attention, quiet_hours: 'none', escalate: [{ at: duration('1 business hour overdue'), to: 'lead', when: 'always' }], max_messages_per_person: 500 },
  };
};

export const lateTask = (number: number): ConfirmedTask =>
  todoTask(number, { priority: 'urgent', due: { at: after(60), pausedSince: null, clock: 'business' }, attentionAt: after(60), typeVersion: 3 });
