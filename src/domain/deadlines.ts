// The two clocks: `due`, our own target on business time, which some waiting pauses; `deadline`, the legal limit, which nothing pauses.
import { addBusinessMinutes, addDuration, businessMinutesBetween, subtractBusinessMinutes } from './calendar.js';
import { alwaysOpen } from './open-time.js';
import type { BusinessCalendar } from './open-time.js';
import { holds } from './condition.js';
import type { Facts } from './condition.js';
import type { Duration } from './duration.js';
import { dayNumber, instantOf, MINUTE } from './local-time.js';
import type { Playbook, TaskType } from './playbook.js';
import type { Deadline, Due, Fields, FieldValue, Priority } from './task.js';

const LAST_MINUTE = (24 * 60 - 1) * MINUTE;

/** The instant that a date or moment field names. A bare date counts from its start, as a limit to its last minute. */
export const momentOf = (value: FieldValue | undefined, zone: string, edge: 'start' | 'end'): Date | null => {
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return instantOf(zone, dayNumber(value), edge === 'start' ? 0 : LAST_MINUTE);
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
};

const from = (duration: Duration, fields: Fields, zone: string, edge: 'start' | 'end'): Date | null =>
  duration.relation && duration.relation.kind !== 'overdue' ? momentOf(fields[duration.relation.field], zone, edge) : null;

/** The end of a duration, counted from its field where it names one, else from `now`; null while that field is empty. */
export const endOf = (duration: Duration, fields: Fields, calendar: BusinessCalendar, now: Date, edge: 'start' | 'end' = 'start'): Date | null => {
  const start = duration.relation ? from(duration, fields, calendar.zone, edge) : now;
  return start === null ? null : addDuration(calendar, start, duration);
};

/** The hours that count for a task: those of the location that its fields name, where that keeps its own; else the practice's. */
export const calendarFor = (type: Pick<TaskType, 'fields'> | null, fields: Fields, playbook: Playbook): BusinessCalendar => {
  const places = type?.fields.filter(({ kind }) => kind === 'location').map(({ key }) => fields[key]) ?? [];
  return playbook.locations.find(({ key, calendar }) => calendar !== undefined && places.includes(key))?.calendar ?? playbook.calendar;
};

const ticking = (clock: Due['clock'], calendar: BusinessCalendar) => (clock === 'always' ? alwaysOpen(calendar.zone) : calendar);

/** When a new task of this type is due; `target` stands in place of the type's own rule. Never before `now`: a visit tomorrow cannot make a task late at birth. */
export const dueOf = (type: TaskType, fields: Fields, priority: Priority, facts: Facts, playbook: Playbook, now: Date, target: Date | null = null): Due => {
  const special = type.due.cases.find(({ when }) => holds(when, facts));
  const clock = special?.around_the_clock ? 'always' : 'business';
  const calendar = calendarFor(type, fields, playbook);
  const usual = target ?? addDuration(ticking(clock, calendar), now, special?.due ?? type.due.by_priority[priority] ?? type.due.usual);
  const limit = type.due.not_later_than ? endOf(type.due.not_later_than, fields, calendar, now) : null;
  const at = limit !== null && limit < usual ? limit : usual;
  return { at: at < now ? now : at, pausedSince: null, clock };
};

/**
 * The legal or payer limit, by the first rule that holds and whose field is filled in; a rule without a field counts from `cameIn`.
 * An extension that was granted stays granted.
 */
export const deadlineOf = (type: TaskType, fields: Fields, facts: Facts, playbook: Playbook, cameIn: Date, before: Deadline | null): Deadline | null => {
  const calendar = calendarFor(type, fields, playbook);
  for (const { when, limit, extend_once } of type.deadlines) {
    const at = holds(when, facts) ? endOf(limit, fields, calendar, cameIn, 'end') : null;
    if (at === null) continue;
    const extended = before?.extended === true && extend_once !== undefined;
    return { at: extended && extend_once ? addDuration(calendar, at, extend_once) : at, extended };
  }
  return null;
};

/** Stops the due clock, or lets it run on: open time that was left when it stopped is left again. A task that was late stays as late as it was. */
export const reclock = (due: Due, pauses: boolean, hours: BusinessCalendar, now: Date): Due => {
  if (pauses === (due.pausedSince !== null)) return due;
  if (due.pausedSince === null) return { ...due, pausedSince: now };
  const calendar = ticking(due.clock, hours);
  const left = businessMinutesBetween(calendar, due.pausedSince, due.at);
  const at = due.at < due.pausedSince ? subtractBusinessMinutes(calendar, now, -left) : addBusinessMinutes(calendar, now, left);
  return { ...due, at, pausedSince: null };
};

/** Late by the due clock; while the clock stands still, as it was when it stopped. */
export const isOverdue = (due: Due, now: Date) => due.at < (due.pausedSince ?? now);
