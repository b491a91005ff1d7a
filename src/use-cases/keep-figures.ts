// Keeps the figures up to date by what changed: open work and today in memory, days that are over in the store. Both can be counted anew from the histories.
import { addUp, boundsOf, daysBefore, daysBetween, dayRowsOf, lateRows, today } from '../domain/insights/days.js';
import type { Day, DayRow } from '../domain/insights/days.js';
import { isLateNow, standingOf } from '../domain/insights/standing.js';
import type { Standing } from '../domain/insights/standing.js';
import type { LocalDate } from '../domain/local-time.js';
import { isClosed } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { DayStore } from '../ports/day-store.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';

/** Days that are looked back at most. */
export const FIGURE_DAYS = 90;
/** Writes of other instances, and writes under way, may carry a moment that is a little older than what was read. */
const OVERLAP_MS = 5 * 60_000;

export type Figures = {
  /** Open tasks as they stand now, today so far, and the days before it, ascending. `whole` is false while earlier days are still being counted. */
  read(): Promise<{ open: readonly Standing[]; days: readonly Day[]; whole: boolean }>;
  /** Counts the days that are over and not kept yet. */
  keepDays(): Promise<void>;
};

export type KeepingFigures = Pick<Deps, 'playbooks' | 'clock'> & { tasks: Pick<Deps['tasks'], 'open' | 'changedSince' | 'all'>; days: DayStore };

export const keepFigures = ({ tasks, days, playbooks, clock }: KeepingFigures): Figures => {
  const open = new Map<number, Standing>();
  /** What each task that changed today adds to today. */
  const added = new Map<number, readonly DayRow[]>();
  const held: { upTo: Date | null; day: LocalDate; refreshing: Promise<void> | null; keeping: Promise<void> | null } = { upTo: null, day: '', refreshing: null, keeping: null };

  const zone = () => playbooks.current().practice.timezone;

  const take = async (task: Task, day: LocalDate) => {
    const known = open.get(task.number);
    if (isClosed(task)) open.delete(task.number);
    else if (known === undefined || known.version <= task.version) open.set(task.number, standingOf(task, task.history.at(-1)?.at ?? null));
    added.set(task.number, (dayRowsOf(task, [day], await playbookFor(task, playbooks))[0] ?? []).filter(({ late }) => late === 0));
  };

  const refresh = async () => {
    const now = clock.now();
    const day = today(zone(), now);
    if (day !== held.day) added.clear();
    if (held.upTo === null) for await (const { task, changedAt } of tasks.open()) open.set(task.number, standingOf(task, changedAt));
    const { start } = boundsOf(day, zone());
    const from = held.upTo === null || day !== held.day ? start : new Date(held.upTo.getTime() - OVERLAP_MS);
    // A task that changed before midnight and was last read before it is read again with the day.
    const since = held.upTo !== null && day !== held.day ? new Date(Math.min(start.getTime(), held.upTo.getTime() - OVERLAP_MS)) : from;
    for await (const task of tasks.changedSince(since)) await take(task, day);
    Object.assign(held, { upTo: now, day });
  };

  const refreshed = () => (held.refreshing ??= refresh().finally(() => (held.refreshing = null)));

  /** The rows of some days, from every task that changed since the first of them and from those that stood still. */
  const count = async (missing: readonly LocalDate[], all: boolean): Promise<Day[]> => {
    const [first = ''] = missing;
    const { start } = boundsOf(first, zone());
    const rows = missing.map((): DayRow[] => []);
    const seen = new Set<number>();
    for await (const task of all ? tasks.all() : tasks.changedSince(start)) {
      seen.add(task.number);
      if ((task.history.at(-1)?.at ?? task.createdAt) < start && isClosed(task)) continue;
      dayRowsOf(task, missing, await playbookFor(task, playbooks)).forEach((found, index) => rows[index]?.push(...found));
      for (const [index, many] of rows.entries()) if (many.length > 1_000) rows[index] = addUp(many);
    }
    const still = [...open.values()].filter(({ number, createdAt }) => !seen.has(number) && createdAt < start);
    return missing.map((day, index) => {
      const { end } = boundsOf(day, zone());
      return { day, rows: addUp([...(rows[index] ?? []), ...lateRows(still.filter((each) => isLateNow(each, end)))]) };
    });
  };

  const keepDays = async () => {
    await refreshed();
    const yesterday = daysBefore(today(zone(), clock.now()), 1);
    const last = await days.last();
    const earliest = daysBefore(yesterday, FIGURE_DAYS - 1);
    const from = last === null || last < earliest ? earliest : daysBefore(last, -1);
    const missing = daysBetween(from, yesterday);
    if (missing.length === 0) return;
    const counted = await count(missing, last === null || last < earliest);
    // Days before the first task say nothing; the last one is kept in any case, so that counting goes on from there.
    const first = last === null ? counted.findIndex(({ rows }, index) => rows.length > 0 || index === counted.length - 1) : 0;
    for (const day of counted.slice(first)) await days.keep(day);
  };

  return {
    read: async () => {
      await refreshed();
      const day = today(zone(), clock.now());
      const past = await days.since(daysBefore(day, FIGURE_DAYS));
      const late = lateRows([...open.values()].filter((each) => isLateNow(each, clock.now())));
      return { open: [...open.values()], days: [...past.filter((each) => each.day < day), { day, rows: addUp([...[...added.values()].flat(), ...late]) }], whole: past.at(-1)?.day === daysBefore(day, 1) };
    },
    keepDays: () => (held.keeping ??= keepDays().finally(() => (held.keeping = null))),
  };
};
