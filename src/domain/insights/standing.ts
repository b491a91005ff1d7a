// How the open work stands now: counts, age and load. People appear as workload and are never ranked.
import { DAY } from '../local-time.js';
import type { PersonKey, QueueKey, TypeKey } from '../playbook.js';
import { isConfirmed } from '../task.js';
import type { Status, Task } from '../task.js';

/** An open task as far as figures need it. */
export type Standing = { number: number; version: number; queue: QueueKey; type: TypeKey | null; status: Status; owner: PersonKey | null; createdAt: Date; changedAt: Date | null; /** Null while the clock stands still, and where there is no due date. */ due: Date | null };

export const standingOf = (task: Task, changedAt: Date | null): Standing => ({
  number: task.number, version: task.version, queue: task.queue, type: task.type, status: task.state.status, owner: task.owner, createdAt: task.createdAt, changedAt,
  due: isConfirmed(task) && task.due.pausedSince === null ? task.due.at : null,
});

export const isLateNow = ({ due }: Pick<Standing, 'due'>, now: Date): boolean => due !== null && due < now;

/** Tasks under the value that each has, in the order in which values first come. */
const groups = <Key>(standings: readonly Standing[], keyOf: (standing: Standing) => Key): Map<Key, Standing[]> => {
  const found = new Map<Key, Standing[]>();
  for (const standing of standings) {
    const key = keyOf(standing);
    const group = found.get(key);
    if (group === undefined) found.set(key, [standing]);
    else group.push(standing);
  }
  return found;
};

export type QueueCounts = { queue: QueueKey; open: number; overdue: number; triage: number; blocked: number };

export const countsByQueue = (standings: readonly Standing[], queues: readonly QueueKey[], now: Date): QueueCounts[] => {
  const by = groups(standings, ({ queue }) => queue);
  return queues.map((queue) => {
    const of = by.get(queue) ?? [];
    const count = (is: (standing: Standing) => boolean) => of.filter(is).length;
    return { queue, open: of.length, overdue: count((each) => isLateNow(each, now)), triage: count(({ status }) => status === 'triage'), blocked: count(({ status }) => status === 'blocked') };
  });
};

/** Calendar days since it was made: under 1, 1 to 3, 3 to 7, 7 to 14, 14 and more. Nothing but its making sets a task's age. */
export const AGES = [1, 3, 7, 14] as const;

export type TypeAges = { type: TypeKey | null; ages: readonly number[] };

export const agesByType = (standings: readonly Standing[], now: Date): TypeAges[] =>
  [...groups(standings, ({ type }) => type)].map(([type, of]) => {
    const ages = Array.from({ length: AGES.length + 1 }, () => 0);
    for (const { createdAt } of of) {
      const days = (now.getTime() - createdAt.getTime()) / DAY;
      const at = AGES.findIndex((limit) => days < limit);
      const index = at === -1 ? AGES.length : at;
      ages[index] = (ages[index] ?? 0) + 1;
    }
    return { type, ages };
  });

export type Load = { owner: PersonKey; open: number; overdue: number };

/** By name, and by nothing that would rank them. */
export const loadByOwner = (standings: readonly Standing[], now: Date, nameOf: (person: PersonKey) => string): Load[] =>
  [...groups(standings.filter(({ owner }) => owner !== null), ({ owner }) => owner ?? '')]
    .map(([owner, of]) => ({ owner, open: of.length, overdue: of.filter((each) => isLateNow(each, now)).length }))
    .sort((a, b) => nameOf(a.owner).localeCompare(nameOf(b.owner)));
