// What a step says of its changes, and what follows from new answers.
import type { Facts } from '../condition.js';
import { deadlineOf } from '../deadlines.js';
import { iso } from '../decision.js';
import type { Change } from '../history.js';
import { canonical } from '../history.js';
import { typeOf } from '../playbook.js';
import type { Playbook } from '../playbook.js';
import type { ConfirmedTask, Fields, Task } from '../task.js';

/** The names of the fields that differ; their values stay out of the history. */
export const changedFields = (before: Fields, after: Fields): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => canonical(before[key]) !== canonical(after[key])).map((name) => ({ name }));

/** What a person, or the playbook in their place, decided when a task got its type, its owner and its dates. */
export const planned = (before: Pick<Task, 'type' | 'owner' | 'queue'> | null, { type, queue, priority, owner, due, deadline }: ConfirmedTask): Change[] => [
  { name: 'type', ...(before ? { from: before.type } : {}), to: type },
  ...(before === null || before.queue === queue ? [] : [{ name: 'queue', from: before.queue, to: queue }]),
  { name: 'priority', to: priority },
  { name: 'owner', ...(before ? { from: before.owner } : {}), to: owner },
  { name: 'due', to: iso(due.at) },
  ...(deadline ? [{ name: 'deadline', to: iso(deadline.at) }] : []),
];

/** New answers on a task: the legal limit follows the fields it counts from, whichever step filled them in. */
export const answered = (task: ConfirmedTask, fields: Fields, facts: Facts, playbook: Playbook): { task: ConfirmedTask; changes: Change[] } => {
  const type = typeOf(playbook, task.type);
  const deadline = type && deadlineOf(type, fields, facts, playbook, task.createdAt, task.deadline);
  const [from, to] = [iso(task.deadline?.at ?? null), iso(deadline?.at ?? null)];
  return { task: { ...task, fields, deadline }, changes: [...changedFields(task.fields, fields), ...(from === to ? [] : [{ name: 'deadline', from, to }])] };
};
