// What a morning says about many tasks at once, counted from the open ones.
import { addDuration } from '../calendar.js';
import { isOverdue } from '../deadlines.js';
import { dayNumber, instantOf, localDateOf } from '../local-time.js';
import type { PersonKey, Playbook } from '../playbook.js';
import { personOf } from '../playbook.js';
import type { Status, Task } from '../task.js';
import { clockOf } from './moments.js';
import { isOff } from './quiet.js';

/** The last moment of the practice's day, exclusive. */
export const endOfDay = (now: Date, { practice }: Playbook): Date => instantOf(practice.timezone, dayNumber(localDateOf(practice.timezone, now)) + 1, 0);

const isLate = (task: Task, now: Date) => task.due !== null && task.due.pausedSince === null && isOverdue(task.due, now);
const isDueToday = (task: Task, now: Date, playbook: Playbook) => task.due !== null && task.due.pausedSince === null && task.due.at >= now && task.due.at < endOfDay(now, playbook);

/** Whether it stands in its status for longer than the playbook allows. */
const standsTooLong = (task: Task, now: Date, playbook: Playbook): boolean => {
  const limit = playbook.attention.too_long[task.state.status];
  return limit !== undefined && addDuration(clockOf(task, playbook), task.since, limit) <= now;
};

export type Digest = {
  /** How many need somebody: each counted once. */
  needs: number;
  late: number;
  /** Since when the oldest of them is late. */
  oldest: Date | null;
  dueToday: number;
  /** Of those, the reader's own. */
  dueTodayOwn: number;
  blocked: number;
  triage: number;
  waitingTooLong: number;
  /** Of the others that wait: those whose day to ask again has come. */
  toAskAgain: number;
  /** Who is out today, with what of theirs is due by tonight. */
  out: readonly { person: PersonKey; due: number }[];
  /** Open tasks by owner, the most first. */
  load: readonly { person: PersonKey; open: number }[];
};

const countBy = (keys: readonly (string | null)[]): [string, number][] => {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts];
};

const has = (status: Status) => (task: Task) => task.state.status === status;

/** The open tasks of a queue, or of one person, as they stand. */
export const digestOf = (tasks: readonly Task[], reader: PersonKey, playbook: Playbook, now: Date): Digest => {
  const late = tasks.filter((task) => isLate(task, now));
  const today = tasks.filter((task) => isDueToday(task, now, playbook));
  const [blocked, triage] = [tasks.filter(has('blocked')), tasks.filter(has('triage'))];
  const waiting = tasks.filter((task) => has('waiting')(task) && standsTooLong(task, now, playbook));
  const again = tasks.filter(({ state }) => state.status === 'waiting' && state.chaseAt <= now).filter((task) => !waiting.includes(task));
  const away = (key: PersonKey) => {
    const person = personOf(playbook, key);
    return person !== null && isOff(person, now, playbook);
  };
  return {
    needs: new Set([...late, ...blocked, ...triage, ...waiting, ...again]).size,
    late: late.length,
    oldest: late.flatMap(({ due }) => due?.at ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    dueToday: today.length,
    dueTodayOwn: today.filter(({ owner }) => owner === reader).length,
    blocked: blocked.length, triage: triage.length, waitingTooLong: waiting.length, toAskAgain: again.length,
    out: countBy([...late, ...today].map(({ owner }) => owner)).filter(([key]) => away(key)).map(([person, due]) => ({ person, due })),
    load: countBy(tasks.map(({ owner }) => owner)).map(([person, open]) => ({ person, open })).sort((a, b) => b.open - a.open || (a.person < b.person ? -1 : 1)),
  };
};

/** Whether a morning is worth a message. */
export const saysNothing = ({ needs, dueToday, out }: Digest): boolean => needs === 0 && dueToday === 0 && out.length === 0;
