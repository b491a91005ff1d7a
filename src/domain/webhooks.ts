// Which receivers hear of a change of status, and what of it they are told: never more than number, kind of work, status and times.
import type { Intent } from './intent.js';
import { isRestricted } from './permissions.js';
import type { Playbook } from './playbook.js';
import { taskName } from './task.js';
import type { Task } from './task.js';

/** One notice for each receiver that asked for the status that the task came into. Restricted types are told to nobody. */
export const hooked = (before: Task | null, after: Task, by: string, playbook: Playbook): Intent[] => {
  const { number, version, state: { status } } = after;
  if (before?.state.status === status || isRestricted(after, playbook)) return [];
  return playbook.webhooks
    .filter(({ on }) => on.includes(status))
    .map(({ key }) => ({ do: 'notify', key: `${taskName(number)}/webhook/${key}/${String(version)}`, kind: 'webhook', to: { webhook: key }, by }));
};

/** What a receiver gets of the change that made this version; null where there was none. The same at each try. */
export const hookPayload = (task: Task, version: number) => {
  const entry = task.history[version - 1];
  if (entry === undefined) return null;
  return {
    type: 'task.status',
    timestamp: entry.at.toISOString(),
    data: { task: taskName(task.number), version, from: entry.from, to: entry.to, task_type: task.type, queue: task.queue, priority: task.priority, due: task.due?.at.toISOString() ?? null, deadline: task.deadline?.at.toISOString() ?? null },
  };
};
