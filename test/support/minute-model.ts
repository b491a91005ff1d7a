import { DateTime } from 'luxon';
import type { BusinessCalendar } from '../../src/domain/calendar.js';
import { WEEKDAYS } from '../../src/domain/opening-hours.js';

/**
 * Business time, slow and obviously right: it asks luxon what the wall shows, one minute after another, and counts.
 * Times are whole minutes since 1970. It shares nothing with the calendar but the names of the weekdays.
 */
type Wall = { date: string; minute: number; weekday: (typeof WEEKDAYS)[number] };

const seen = new Map<string, Map<number, Wall>>();

export const wallAt = (zone: string, at: number): Wall => {
  const walls = seen.get(zone) ?? new Map<number, Wall>();
  seen.set(zone, walls);
  const known = walls.get(at);
  if (known) return known;
  const local = DateTime.fromMillis(at * 60_000, { zone });
  const wall = { date: local.toFormat('yyyy-MM-dd'), minute: local.hour * 60 + local.minute, weekday: WEEKDAYS[local.weekday % 7] ?? 'sun' };
  walls.set(at, wall);
  return wall;
};

const openAt = (cal: BusinessCalendar, at: number): boolean => {
  const { date, minute, weekday } = wallAt(cal.zone, at);
  return !cal.holidays.has(date) && cal.hours[weekday].some(({ start, end }) => start <= minute && minute < end);
};

const nextOpening = (cal: BusinessCalendar, at: number): number => {
  while (!openAt(cal, at)) at += 1;
  return at;
};

/** An open minute stays; otherwise the moment after the last open minute. */
const previousClosing = (cal: BusinessCalendar, at: number): number => {
  if (openAt(cal, at)) return at;
  while (!openAt(cal, at - 1)) at -= 1;
  return at;
};

const addMinutes = (cal: BusinessCalendar, from: number, n: number): number => {
  if (n === 0) return nextOpening(cal, from);
  let at = from;
  for (let left = n; left > 0; at += 1) if (openAt(cal, at)) left -= 1;
  return at;
};

const subtractMinutes = (cal: BusinessCalendar, from: number, n: number): number => {
  if (n === 0) return previousClosing(cal, from);
  let at = from;
  for (let left = n; left > 0;) {
    at -= 1;
    if (openAt(cal, at)) left -= 1;
  }
  return at;
};

const minutesBetween = (cal: BusinessCalendar, a: number, b: number): number => {
  let open = 0;
  for (let at = Math.min(a, b); at < Math.max(a, b); at += 1) if (openAt(cal, at)) open += 1;
  return a <= b ? open : 0 - open;
};

/** The open minutes of the n-th date with open minutes after (step 1) or before (step -1) the date at hand, in order of time. */
const openMinutesOfDate = (cal: BusinessCalendar, from: number, date: string, n: number, step: 1 | -1): number[] => {
  const dates = new Set<string>();
  const minutes: number[] = [];
  for (let at = from; dates.size <= n; at += step) {
    if (!openAt(cal, at)) continue;
    const here = wallAt(cal.zone, at).date;
    if (here !== date) dates.add(here);
    if (dates.size === n && here !== date) minutes.push(at);
  }
  return minutes.sort((a, b) => a - b);
};

const addDays = (cal: BusinessCalendar, from: number, n: number): number => {
  const start = nextOpening(cal, from);
  if (n === 0) return start;
  const { date, minute } = wallAt(cal.zone, start);
  const open = openMinutesOfDate(cal, start, date, n, 1);
  const shows = (at: number) => wallAt(cal.zone, at).minute;
  return open.find((at) => shows(at) === minute) ?? open.find((at) => shows(at) > minute) ?? (open.at(-1) ?? NaN) + 1;
};

const subtractDays = (cal: BusinessCalendar, from: number, n: number): number => {
  const start = previousClosing(cal, from);
  if (n === 0) return start;
  const isClosing = !openAt(cal, from);
  const reference = isClosing ? start - 1 : start; // the closing belongs to the day that it ends, though its clock may say 24:00
  const { date, minute } = wallAt(cal.zone, reference);
  const clock = isClosing ? minute + 1 : minute;
  const open = openMinutesOfDate(cal, reference, date, n, -1);
  const shows = (at: number) => wallAt(cal.zone, at).minute;
  const same = open.find((at) => shows(at) === clock);
  if (same !== undefined) return same;
  const ends = open.filter((at) => !open.includes(at + 1) || shows(at + 1) !== shows(at) + 1).filter((at) => shows(at) < clock);
  return ends.length > 0 ? (ends.at(-1) ?? NaN) + 1 : (open[0] ?? NaN);
};

export const minuteModel = { openAt, nextOpening, previousClosing, addMinutes, subtractMinutes, minutesBetween, addDays, subtractDays };
