import { addDuration } from '../../calendar.js';
import { typeOf } from '../../playbook.js';
import type { Playbook } from '../../playbook.js';
import type { Task } from '../../task.js';
import { clockOf, keyOn, movedAt } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** From when on nobody has moved it for too long. The type's own limit is for work that could go on. */
export const idleAt = (task: Task, playbook: Playbook): Date | null => {
  const { status } = task.state;
  const own = status === 'todo' || status === 'in_progress' ? typeOf(playbook, task.type)?.idle : undefined;
  const limit = own ?? playbook.attention.idle[status];
  return limit === undefined || status === 'waiting' ? null : addDuration(clockOf(task, playbook), movedAt(task), limit);
};

/** Nobody has moved it for a while: whose move it is hears it. What waits has a chase date instead. */
export const idle: AttentionRule = (task, playbook) => {
  const at = idleAt(task, playbook);
  return at === null ? [] : [{ at, kind: 'idle', to: 'holder', tier: 'reminder', key: keyOn('idle/1', at) }];
};
