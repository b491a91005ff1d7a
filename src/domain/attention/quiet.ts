// When somebody may be written to about what can wait: the practice's quiet hours or their own, days off, bundle times.
import { isOpen, nextOpening } from '../calendar.js';
import { dateOfDay, instantOf, MINUTE, wallTime } from '../local-time.js';
import { isWithin, parseClock, WEEKDAYS } from '../opening-hours.js';
import type { Person, Playbook } from '../playbook.js';
import { isAway } from '../absence.js';

/** Days looked ahead for somebody who is away: longer than that, and what they are owed comes when it was due. */
const FARTHEST_DAYS = 120;

const weekdayOf = (day: number) => WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? 'sun'; // 1970-01-01 was a Thursday

/** Whether somebody does not work that day: away, or a day off of their own. */
export const isOff = (person: Person, at: Date, playbook: Playbook): boolean => {
  const { timezone } = playbook.practice;
  return isAway(person, at, timezone) || (person.prefers?.days_off.includes(weekdayOf(wallTime(timezone, at).day)) ?? false);
};

const ownQuiet = ({ prefers }: Person) => (prefers === undefined || prefers.quiet === 'practice' ? null : prefers.quiet);

/** The end of the quiet time that holds at `at`; `at` itself where none does. */
const quietEnds = (person: Person, at: Date, playbook: Playbook): Date => {
  const { timezone } = playbook.practice;
  const own = ownQuiet(person);
  if (own === null) return playbook.attention.quiet_hours === 'none' ? at : nextOpening(playbook.calendar, at);
  const { day, clock } = wallTime(timezone, at);
  if (!isWithin(own, clock / MINUTE)) return at;
  const ends = instantOf(timezone, clock / MINUTE < own.to ? day : day + 1, own.to * MINUTE);
  // An hour that the clock shows twice would lead back into itself.
  return ends > at ? ends : new Date(at.getTime() + MINUTE);
};

/** The first moment, at `at` or after it, at which somebody may be written to. */
export const firstWaking = (person: Person, at: Date, playbook: Playbook): Date => {
  const { timezone } = playbook.practice;
  const last = wallTime(timezone, at).day + FARTHEST_DAYS;
  for (let moment = at; wallTime(timezone, moment).day <= last; ) {
    const awake = quietEnds(person, moment, playbook);
    if (isOff(person, awake, playbook)) moment = instantOf(timezone, wallTime(timezone, awake).day + 1, 0);
    // An end that the clock skips that day may lie in the quiet time again: it is asked until nothing holds.
    else if (awake.getTime() === moment.getTime()) return awake;
    else moment = awake;
  }
  return at;
};

/** Whether a message may go out at that moment. That of closing counts: people are still there. */
const mayWrite = (person: Person, at: Date, playbook: Playbook): boolean => {
  if (isOff(person, at, playbook)) return false;
  const own = ownQuiet(person);
  if (own !== null) return !isWithin(own, wallTime(playbook.practice.timezone, at).clock / MINUTE);
  return playbook.attention.quiet_hours === 'none' || isOpen(playbook.calendar, at) || isOpen(playbook.calendar, new Date(at.getTime() - 1));
};

/** The bundle times that count for somebody: their own, else the practice's. */
export const bundleTimes = (person: Person, playbook: Playbook): readonly string[] => (person.prefers?.bundles.length ? person.prefers.bundles : playbook.attention.bundles);

/** The bundle with which something goes out that came at `at`: the first one then or later that may be sent. Without bundle times, as soon as it may. */
export const nextBundle = (person: Person, at: Date, playbook: Playbook): Date => {
  const { timezone } = playbook.practice;
  const clocks = bundleTimes(person, playbook).map((text) => (parseClock(text) ?? 0) * MINUTE).sort((a, b) => a - b);
  const { day: today } = wallTime(timezone, at);
  for (let day = today; clocks.length > 0 && day <= today + FARTHEST_DAYS; day += 1) {
    const slot = clocks.map((clock) => instantOf(timezone, day, clock)).find((moment) => moment >= at && mayWrite(person, moment, playbook));
    if (slot !== undefined) return slot;
  }
  return firstWaking(person, at, playbook);
};

/** Whether the practice is open at all on the day of that moment. */
export const isBusinessDay = (at: Date, { calendar, practice }: Playbook): boolean => {
  const { day } = wallTime(practice.timezone, at);
  return calendar.hours[weekdayOf(day)].length > 0 && !calendar.holidays.has(dateOfDay(day));
};
