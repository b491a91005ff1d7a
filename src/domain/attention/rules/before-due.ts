import { addBusinessMinutes, businessMinutesBetween } from '../../calendar.js';
import { typeOf } from '../../playbook.js';
import { clockOf, keyOn, setAt } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** Most of the time until due is over. Somebody who checks the work did not have that time, and is not reminded. */
export const beforeDue: AttentionRule = (task, playbook) => {
  if (task.due === null || task.due.pausedSince !== null || task.state.status === 'in_review') return [];
  const clock = clockOf(task, playbook);
  const from = setAt(task, 'due');
  const part = typeOf(playbook, task.type)?.remind_at ?? playbook.attention.remind_at;
  const at = addBusinessMinutes(clock, from, Math.max(0, businessMinutesBetween(clock, from, task.due.at)) * part);
  return at >= task.due.at ? [] : [{ at, kind: 'before_due', to: 'holder', tier: 'reminder', key: keyOn('before_due/1', at) }];
};
