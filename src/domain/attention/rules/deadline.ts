import { addDuration } from '../../calendar.js';
import { clockOf, keyOn, setAt } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** The legal or payer limit comes nearer: 14, 7, 3 days, 1 day. A limit that became known late is told at once. */
export const deadline: AttentionRule = (task, playbook) => {
  if (task.deadline === null) return [];
  const { at: limit } = task.deadline;
  const known = setAt(task, 'deadline');
  return playbook.attention.deadline_reminders.map((before) => {
    const moment = addDuration(clockOf(task, playbook), limit, { ...before, relation: { kind: 'before', field: 'deadline' } });
    const at = moment < known ? known : moment;
    return { at, kind: 'deadline', to: 'holder', tier: 'limit', key: keyOn(`deadline/${before.n}_${before.unit}`, at) } as const;
  });
};
