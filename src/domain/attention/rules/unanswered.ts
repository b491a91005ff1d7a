import { addDuration } from '../../calendar.js';
import type { PersonKey } from '../../playbook.js';
import type { Task } from '../../task.js';
import { cannotWait, clockOf, keyOn } from '../moments.js';
import { onDuty } from '../on-duty.js';
import type { AttentionRule, Rung } from '../rule.js';

/** When it came to its owner as something that cannot wait. */
const cameAt = ({ history, createdAt }: Task): Date => history.findLast(({ changes }) => changes.some(({ name }) => name === 'owner' || name === 'priority'))?.at ?? createdAt;

/** Whether somebody looks after it: the owner did anything since, or somebody else said so. */
const answered = (task: Task, owner: PersonKey, since: Date): boolean =>
  task.state.status !== 'todo' || task.onIt !== null || task.history.some(({ at, actor }) => at >= since && actor === owner);

/** What cannot wait and nobody has answered: the first on duty hears at once, ten minutes later the others on duty, then the lead. */
export const unanswered: AttentionRule = (task, playbook) => {
  const { owner } = task;
  const came = cameAt(task);
  if (!cannotWait(task) || owner === null || answered(task, owner, came)) return [];
  const duty = onDuty(task.queue, came, playbook).filter((key) => key !== owner);
  const after = (from: Date) => addDuration(clockOf(task, playbook), from, playbook.attention.acknowledge);
  const owed = (at: Date, to: Rung, step: number) => ({ at, kind: 'unanswered', to, tier: 'urgent', key: keyOn(`unanswered/${step}/${came.toISOString()}`, at) }) as const;
  const later = after(came);
  return [
    // A moment after it came: what lies at its birth counts as looked after.
    ...(duty.length > 0 ? [owed(new Date(came.getTime() + 1), 'first_on_duty', 1)] : []),
    ...(duty.length > 1 ? [owed(later, 'rest_on_duty', 2)] : []),
    owed(duty.length > 1 ? after(later) : later, 'lead', 3),
  ];
};
