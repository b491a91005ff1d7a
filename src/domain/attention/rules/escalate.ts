import { holds } from '../../condition.js';
import { factsOf } from '../../fields.js';
import { typeOf } from '../../playbook.js';
import type { Escalation } from '../../playbook.js';
import { cannotWait, keyOn, momentFor } from '../moments.js';
import type { AttentionRule, Owed } from '../rule.js';

/** The playbook's ladder, and the type's own beside it: lead, manager, the queue's channel, each at its level's moment. */
export const escalate: AttentionRule = (task, playbook) => {
  const facts = factsOf(task.fields, { priority: task.priority });
  const owed = (level: Escalation, name: string): Owed[] => {
    if (!holds(level.when, facts) || (level.while && !level.while.includes(task.state.status))) return [];
    const at = momentFor(task, level.at, playbook);
    const kind = level.at.relation?.kind === 'overdue' ? 'late' : 'escalated';
    return at === null ? [] : [{ at, kind, to: level.to, tier: cannotWait(task) ? 'urgent' : 'escalation', key: keyOn(name, at) }];
  };
  const own = typeOf(playbook, task.type)?.escalate ?? [];
  return [...playbook.attention.escalate.flatMap((level, index) => owed(level, `overdue/${index + 1}`)), ...own.flatMap((level, index) => owed(level, `escalated/${index + 1}`))];
};
