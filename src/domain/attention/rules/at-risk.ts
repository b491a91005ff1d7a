import { addDuration } from '../../calendar.js';
import { clockOf, keyOn, setAt } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** Its deadline is near and it is still open: the lead hears. */
export const atRisk: AttentionRule = (task, playbook) => {
  if (task.deadline === null) return [];
  const near = addDuration(clockOf(task, playbook), task.deadline.at, { ...playbook.attention.at_risk, relation: { kind: 'before', field: 'deadline' } });
  const known = setAt(task, 'deadline');
  const at = near < known ? known : near;
  return [{ at, kind: 'at_risk', to: 'lead', tier: 'escalation', key: keyOn('at_risk/1', at) }];
};
