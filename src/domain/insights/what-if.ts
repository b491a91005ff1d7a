// What other rules would have made of tasks that came in: the same tasks, routed and given their due date by one playbook and by another.
import { dueOf } from '../deadlines.js';
import { factsOf } from '../fields.js';
import { typeOf } from '../playbook.js';
import type { Playbook } from '../playbook.js';
import { route } from '../routing.js';
import type { Task } from '../task.js';

/** The days that are looked back. */
export const REPLAY_DAYS = 90;

export type Replayed = Pick<Task, 'number' | 'cameBy' | 'requester' | 'fields' | 'createdAt' | 'type' | 'priority' | 'state' | 'owner' | 'due' | 'deadline'>;

/** What became of one kind of difference: `from` and `to` are keys of queues or people. */
export type Moved = { from: string; to: string; tasks: number };
export type DueShift = { type: string; earlier: number; later: number };
export type Replay = {
  /** How many tasks were looked at, and how many of them come out alike. */
  tasks: number;
  alike: number;
  queues: readonly Moved[];
  owners: readonly Moved[];
  due: readonly DueShift[];
  /** Of types that are gone or cannot be made any more. */
  impossible: number;
};

type Outcome = { queue: string; owner: string; due: number };

/** As if whoever asked had made it, when nobody had anything: what is left to differ are the rules. */
const outcomeOf = (task: Replayed & { priority: NonNullable<Task['priority']> }, playbook: Playbook): Outcome | null => {
  const type = typeOf(playbook, task.type);
  if (type === null || !playbook.enabled.includes(type.queue)) return null;
  const { priority, fields, cameBy, requester, createdAt: now, number: turn } = task;
  const { queue, owner } = route({ type, priority, fields, cameBy, requester, maker: requester }, playbook, { workload: new Map(), turn, now });
  return { queue, owner, due: dueOf(type, fields, priority, factsOf(fields, { priority }), playbook, now).at.getTime() };
};

const counted = (pairs: ReadonlyMap<string, number>): Moved[] =>
  [...pairs].map(([pair, tasks]) => ({ from: pair.split(' ')[0] ?? '', to: pair.split(' ')[1] ?? '', tasks })).toSorted((a, b) => b.tasks - a.tasks);

/** Counts differences a task at a time: of all that are given it holds one. */
export const replayer = (before: Playbook, after: Playbook): { see(task: Replayed): void; end(): Replay } => {
  const seen = { tasks: 0, alike: 0, impossible: 0 };
  const [queues, owners] = [new Map<string, number>(), new Map<string, number>()];
  const due = new Map<string, { earlier: number; later: number }>();
  const count = (map: Map<string, number>, from: string, to: string) => {
    if (from !== to) map.set(`${from} ${to}`, (map.get(`${from} ${to}`) ?? 0) + 1);
  };
  return {
    see: (task) => {
      if (task.priority === null || task.type === null) return;
      const given = { ...task, priority: task.priority };
      const [was, is] = [outcomeOf(given, before), outcomeOf(given, after)];
      if (was === null) return;
      seen.tasks += 1;
      if (is === null) return void (seen.impossible += 1);
      if (was.queue === is.queue && was.owner === is.owner && was.due === is.due) return void (seen.alike += 1);
      count(queues, was.queue, is.queue);
      count(owners, was.owner, is.owner);
      if (was.due === is.due) return;
      const shift = due.get(task.type) ?? { earlier: 0, later: 0 };
      due.set(task.type, is.due < was.due ? { ...shift, earlier: shift.earlier + 1 } : { ...shift, later: shift.later + 1 });
    },
    end: () => ({ ...seen, queues: counted(queues), owners: counted(owners), due: [...due].map(([type, shift]) => ({ type, ...shift })) }),
  };
};
