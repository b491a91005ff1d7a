// What a history says of an earlier moment is what the task was at that moment, whatever was done and however late.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOverdue } from '../../src/domain/deadlines.js';
import { isLate, replay } from '../../src/domain/insights/replay.js';
import { isClosed, isConfirmed } from '../../src/domain/task.js';
import { press, pressAll } from '../support/commands.js';
import { testPlaybook } from '../support/playbook.js';
import { inStatus, inTriage, newTask } from '../support/tasks.js';

const births = fc.constantFrom(() => inTriage(), () => newTask(), () => inStatus('waiting'), () => inStatus('in_review'), () => newTask({ type: 'prior_auth_followup', priority: 'urgent', fields: { insurer: 'aetna', expedited: true } }));

describe('a task replayed from its history', () => {
  test('stands as the stored one: status, queue, type and due clock', () => {
    fc.assert(fc.property(births, fc.array(press, { minLength: 3, maxLength: 30 }), (born, presses) => {
      const playbook = testPlaybook();
      for (const { decision } of pressAll(born(), presses, playbook)) {
        if (!decision.ok) continue;
        const { task } = decision;
        const last = replay(task, playbook).at(-1);
        expect(last).toMatchObject({ status: task.state.status, queue: task.queue, type: task.type });
        expect(last?.due).toEqual(task.due);
        const soon = new Date((task.due?.at ?? task.createdAt).getTime() + 3_600_000);
        const late = isConfirmed(task) && !isClosed(task) && task.due.pausedSince === null && isOverdue(task.due, soon);
        expect(last !== undefined && isLate(last, soon)).toBe(late);
      }
    }), { numRuns: 200 });
  });
});
