import { addDuration } from '../../calendar.js';
import { typeOf } from '../../playbook.js';
import { clockOf, keyOn } from '../moments.js';
import type { AttentionRule } from '../rule.js';
import { idleAt } from './idle.js';

/** It stands in one status for too long, or its owner was asked and nothing moved: the lead hears. */
export const tooLong: AttentionRule = (task, playbook) => {
  const clock = clockOf(task, playbook);
  const { status } = task.state;
  const limit = playbook.attention.too_long[status];
  const stands = limit === undefined ? null : addDuration(clock, task.since, limit);
  const more = status === 'todo' || status === 'in_progress' ? typeOf(playbook, task.type)?.idle_lead : undefined;
  const asked = more === undefined ? null : idleAt(task, playbook);
  const unmoved = more === undefined || asked === null ? null : addDuration(clock, asked, more);
  return [stands, unmoved].filter((at) => at !== null).map((at) => ({ at, kind: 'too_long', to: 'lead', tier: 'escalation', key: keyOn(`too_long/${status}`, at) }));
};
