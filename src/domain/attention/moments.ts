// When things happened to a task, and what time counts for it: what the rules of attention are made of.
import { addDuration } from '../calendar.js';
import { calendarFor, momentOf } from '../deadlines.js';
import type { Duration } from '../duration.js';
import { alwaysOpen } from '../open-time.js';
import type { BusinessCalendar } from '../open-time.js';
import { typeOf } from '../playbook.js';
import type { Playbook } from '../playbook.js';
import { isClosed } from '../task.js';
import type { Task } from '../task.js';
import { HARMLESS } from '../transitions.js';

/** Around the clock where its due date is, else the hours of its location. */
export const clockOf = (task: Task, playbook: Playbook): BusinessCalendar => {
  const calendar = calendarFor(typeOf(playbook, task.type), task.fields, playbook);
  return task.due?.clock === 'always' ? alwaysOpen(calendar.zone) : calendar;
};

/** When somebody last moved it. A note, a snooze or a notice moves nothing. */
export const movedAt = (task: Task): Date => task.history.findLast(({ verb }) => !HARMLESS.includes(verb))?.at ?? task.since;

/** When its due date or its deadline was last set. */
export const setAt = (task: Task, what: 'due' | 'deadline'): Date => task.history.findLast(({ changes }) => changes.some(({ name }) => name === what))?.at ?? task.createdAt;

/** What cannot wait for anybody's morning: urgent tasks, and those whose clock runs at night. */
export const cannotWait = (task: Task): boolean => !isClosed(task) && (task.priority === 'urgent' || task.due?.clock === 'always');

/** `overdue/2/2026-12-01T15:00:00.000Z`: the moment makes it unique, whichever instance comes first. The day would not: a due date that is moved within it is owed its reminders anew. */
export const keyOn = (name: string, at: Date): string => `${name}/${at.toISOString()}`;

const baseOf = (task: Task, { relation }: Duration, zone: string): Date | null => {
  if (relation === undefined) return null;
  const name = relation.kind === 'overdue' ? 'due' : relation.field;
  if (name === 'created') return task.createdAt;
  if (name === 'deadline') return task.deadline?.at ?? null;
  // While its clock stands still a task grows no later.
  if (name === 'due') return task.due === null || task.due.pausedSince !== null ? null : task.due.at;
  return momentOf(task.fields[name], zone, 'start');
};

/** The moment of a duration that says from what it counts; null while that is not known. */
export const momentFor = (task: Task, duration: Duration, playbook: Playbook): Date | null => {
  const calendar = clockOf(task, playbook);
  const base = baseOf(task, duration, calendar.zone);
  return base && addDuration(calendar, base, duration);
};
