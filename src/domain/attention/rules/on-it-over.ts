import { isOverdue } from '../../deadlines.js';
import { cannotWait, keyOn } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** Whoever said that they look after it hears when their time is over and it is still late, or has not been begun. */
export const onItOver: AttentionRule = (task) => {
  if (task.onIt === null) return [];
  const { until } = task.onIt;
  const late = task.due !== null && isOverdue(task.due, until);
  const standing = task.state.status === 'todo' && cannotWait(task);
  return late || standing ? [{ at: until, kind: 'on_it_over', to: 'on_it', tier: cannotWait(task) ? 'urgent' : 'escalation', key: keyOn('on_it_over', until) }] : [];
};
