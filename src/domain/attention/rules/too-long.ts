import { addDuration } from '../../calendar.js';
import { typeOf } from '../../playbook.js';
import type { Playbook } from '../../playbook.js';
import type { Task } from '../../task.js';
import { clockOf, keyOn } from '../moments.js';
import type { AttentionRule } from '../rule.js';
import { idleAt } from './idle.js';

/** When its owner was asked to move it: it was idle, or the day to ask again came. */
const askedAt = (task: Task, playbook: Playbook): Date | null => {
  const { state } = task;
  if (state.status === 'waiting') return state.chaseAt;
  return state.status === 'todo' || state.status === 'in_progress' ? idleAt(task, playbook) : null;
};

/** It stands in one status for too long, or its owner was asked and nothing moved: the lead hears. */
export const tooLong: AttentionRule = (task, playbook) => {
  const clock = clockOf(task, playbook);
  const { status } = task.state;
  const limit = playbook.attention.too_long[status];
  const stands = limit === undefined ? null : addDuration(clock, task.since, limit);
  const more = typeOf(playbook, task.type)?.idle_lead;
  const asked = askedAt(task, playbook);
  const unmoved = more === undefined || asked === null ? null : addDuration(clock, asked, more);
  return [stands, unmoved].filter((at) => at !== null).map((at) => ({ at, kind: 'too_long', to: 'lead', tier: 'escalation', key: keyOn(`too_long/${status}`, at) }));
};
