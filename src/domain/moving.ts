// Moving what is due of somebody who is out: which tasks cannot wait for them, and who gets each.
import { dayNumber, instantOf, localDateOf } from './local-time.js';
import type { PersonKey, Playbook } from './playbook.js';
import { typeOf } from './playbook.js';
import { reviewersFor, successorOf } from './routing.js';
import type { Because } from './routing.js';
import { finisherOf, signersFor } from './steps/closing.js';
import { isClosed, isConfirmed } from './task.js';
import type { Task } from './task.js';

/** When today is over, by the practice's wall calendar. */
export const endOfToday = ({ practice: { timezone } }: Pick<Playbook, 'practice'>, now: Date): Date =>
  instantOf(timezone, dayNumber(localDateOf(timezone, now)) + 1, 0);

/**
 * Whether a task asks something of a person before `until`: its due date, its legal limit or the day to chase comes, or nobody has sorted it
 * yet. A due date that stands still does not come.
 */
export const asksBefore = (task: Task, until: Date): boolean => {
  if (isClosed(task)) return false;
  if (!isConfirmed(task)) return true;
  const dueComes = task.due.pausedSince === null && task.due.at < until;
  return dueComes || (task.deadline !== null && task.deadline.at < until) || (task.state.status === 'waiting' && task.state.chaseAt < until);
};

/** What somebody holds of a task: the work, or its check. Whoever finished their work waits for its check and holds nothing. */
export const heldBy = (task: Task, person: PersonKey): 'work' | 'check' | null => {
  if (isClosed(task)) return null;
  if (task.state.status === 'in_review') return task.state.reviewer === person ? 'check' : null;
  return task.owner === person ? 'work' : null;
};

/** `to` is null where nobody else is here for it. */
export type Move = { task: Task; what: 'work' | 'check'; to: PersonKey | null; because: Because };
type Load = ReadonlyMap<PersonKey, number>;

const checkerOf = (task: Task, from: PersonKey, playbook: Playbook, now: Date): PersonKey | null => {
  if (!isConfirmed(task)) return null;
  const others = { ...playbook, people: playbook.people.filter(({ key }) => key !== from) };
  return reviewersFor(signersFor(task, playbook) ?? [], task.owner, task.queue, others, now).find((key) => key !== finisherOf(task)) ?? null;
};

const moveOf = (task: Task, what: 'work' | 'check', from: PersonKey, playbook: Playbook, workload: Load, now: Date): Move => {
  if (what === 'check') return { task, what, to: checkerOf(task, from, playbook, now), because: { reason: 'signs' } };
  const { priority, fields, cameBy, requester, queue, number } = task;
  const draft = { type: typeOf(playbook, task.type), priority, fields, cameBy, requester, maker: requester };
  const found = successorOf(draft, queue, from, playbook, { workload, turn: number, now });
  return { task, what, to: found?.owner ?? null, because: found?.because ?? { reason: 'nobody' } };
};

/** Who gets what, one after the other: each task given counts as load for the next, so that no one person gets them all. */
export const planMoves = (tasks: readonly Task[], from: PersonKey, playbook: Playbook, workload: Load, now: Date): Move[] => {
  const load = new Map(workload);
  return tasks.flatMap((task) => {
    const what = heldBy(task, from);
    if (what === null) return [];
    const move = moveOf(task, what, from, playbook, load, now);
    if (move.to !== null) load.set(move.to, (load.get(move.to) ?? 0) + 1);
    return [move];
  });
};
