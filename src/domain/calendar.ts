import type { Duration } from './duration.js';
import { addCalendarDays, DAY, dayNumber, HOUR, instantOf, localDateOf, MINUTE, wallTime } from './local-time.js';
import type { Direction, LocalDate } from './local-time.js';
import { hoursOn, openPieces, openPiecesWithin } from './open-time.js';
import type { BusinessCalendar, OpenPiece } from './open-time.js';

export { alwaysOpen, NeverOpen } from './open-time.js';
export type { BusinessCalendar } from './open-time.js';

const firstPiece = (cal: BusinessCalendar, from: Date, direction: Direction): OpenPiece =>
  openPieces(cal, from.getTime(), direction).next().value;

export const isOpen = (cal: BusinessCalendar, at: Date): boolean => {
  const { day, clock } = wallTime(cal.zone, at);
  return hoursOn(cal, day).some(({ start, end }) => clock >= start * MINUTE && clock < end * MINUTE);
};

/** `at` itself when open, else the first open instant after it. Throws NeverOpen. */
export const nextOpening = (cal: BusinessCalendar, at: Date): Date =>
  isOpen(cal, at) ? at : new Date(firstPiece(cal, at, 'forward').start);

/** `at` itself when open, else the last closing at or before it. Throws NeverOpen. */
export const previousClosing = (cal: BusinessCalendar, at: Date): Date =>
  isOpen(cal, at) ? at : new Date(firstPiece(cal, at, 'backward').end);

/** When the practice closes for good that day (not for lunch); undefined on a closed day. */
export const closingOf = (cal: BusinessCalendar, date: LocalDate): Date | undefined => {
  const day = dayNumber(date);
  const [from, until] = [instantOf(cal.zone, day, 0).getTime(), instantOf(cal.zone, day + 1, 0).getTime()];
  const last = [...openPiecesWithin(cal, from, until)].filter((piece) => piece.day === day).at(-1);
  return last && new Date(last.end);
};

const countable = (n: number): number => {
  if (!(n >= 0 && n < Infinity)) throw new RangeError(`${String(n)} is nothing to count; count back with subtract….`);
  return n;
};

const walkMinutes = (cal: BusinessCalendar, from: Date, n: number, direction: Direction): Date => {
  let left = Math.round(countable(n) * MINUTE);
  const walk = openPieces(cal, from.getTime(), direction);
  for (;;) {
    const { start, end } = walk.next().value;
    if (left <= end - start) return new Date(direction === 'forward' ? start + left : end - left);
    left -= end - start;
  }
};

/**
 * The first instant by which `n` open minutes (n ≥ 0) have passed since `from`; from outside business hours they count from the next opening.
 * So one hour from 3 pm, where the practice closes at four, is 4 pm and not the next morning. Throws NeverOpen.
 */
export const addBusinessMinutes = (cal: BusinessCalendar, from: Date, n: number): Date =>
  n === 0 ? nextOpening(cal, from) : walkMinutes(cal, from, n, 'forward');

/** The mirror: the last instant with `n` open minutes between it and `from`; from outside business hours they count back from the last closing. */
export const subtractBusinessMinutes = (cal: BusinessCalendar, from: Date, n: number): Date =>
  n === 0 ? previousClosing(cal, from) : walkMinutes(cal, from, n, 'backward');

/** Open minutes from `a` to `b`: exact, so a fraction where an instant is; negative when `b` is earlier; 0 when the practice never opens. */
export const businessMinutesBetween = (cal: BusinessCalendar, a: Date, b: Date): number => {
  if (b < a) return 0 - businessMinutesBetween(cal, b, a);
  let open = 0;
  for (const { start, end } of openPiecesWithin(cal, a.getTime(), b.getTime())) open += end - start;
  return open / MINUTE;
};

/** Where counting days begins: an open instant as it is, else the next opening or the last closing, whose clock may be 24:00 of its day. */
const anchor = (cal: BusinessCalendar, from: Date, direction: Direction): { at: Date; day: number; clock: number } => {
  if (isOpen(cal, from)) return { at: from, ...wallTime(cal.zone, from) };
  const piece = firstPiece(cal, from, direction);
  const at = direction === 'forward' ? piece.start : piece.end;
  return { at: new Date(at), day: piece.day, clock: wallClock(piece, at) };
};

const wallClock = ({ day, offset }: OpenPiece, at: number): number => at + offset - day * DAY;

/** The open time of the n-th business day (n ≥ 1) after the day at which counting begins, or before it: never empty, in order of time. */
const nthBusinessDay = (cal: BusinessCalendar, from: { at: Date; day: number }, n: number, direction: Direction): [OpenPiece, ...OpenPiece[]] => {
  const walk = openPieces(cal, from.at.getTime(), direction);
  const beyond = (day: number) => {
    for (;;) {
      const piece = walk.next().value;
      if (direction === 'forward' ? piece.day > day : piece.day < day) return piece;
    }
  };
  let piece = beyond(from.day);
  for (let seen = 1; seen < n; seen += 1) piece = beyond(piece.day);
  const pieces: [OpenPiece, ...OpenPiece[]] = [piece];
  for (let more = walk.next().value; more.day === piece.day; more = walk.next().value) {
    if (direction === 'forward') pieces.push(more);
    else pieces.unshift(more);
  }
  return pieces;
};

/** The clock time on a business day, moved into its open time: forward to the next start, else the closing; backward to the last end, else the opening. */
const clampInto = (pieces: [OpenPiece, ...OpenPiece[]], clock: number, direction: Direction): Date => {
  const opens = (piece: OpenPiece) => wallClock(piece, piece.start);
  const closes = (piece: OpenPiece) => wallClock(piece, piece.end);
  const same = pieces.find((piece) => clock >= opens(piece) && clock < closes(piece));
  if (same) return new Date(same.start + clock - opens(same));
  if (direction === 'forward') return new Date(pieces.find((piece) => opens(piece) > clock)?.start ?? Math.max(...pieces.map(({ end }) => end)));
  return new Date(pieces.findLast((piece) => closes(piece) <= clock)?.end ?? pieces[0].start);
};

const walkDays = (cal: BusinessCalendar, from: Date, n: number, direction: Direction): Date => {
  if (!Number.isInteger(countable(n))) throw new RangeError(`${String(n)} business days: count whole days.`);
  const begin = anchor(cal, from, direction);
  return n === 0 ? begin.at : clampInto(nthBusinessDay(cal, begin, n, direction), begin.clock, direction);
};

/**
 * The same clock time `n` business days (days with open time) later, from outside business hours counted from the next opening (DESIGN.md).
 * Clamped to that day's opening and closing; in its lunch gap, the start of the next period. A clock time that the day shows twice is the first;
 * one that it skips is where the practice is next open. 0 days: the next opening. Throws NeverOpen.
 */
export const addBusinessDays = (cal: BusinessCalendar, from: Date, n: number): Date => walkDays(cal, from, n, 'forward');

/** The mirror, so never too late: from outside business hours counted from the last closing; in a lunch gap, the end of the period before. */
export const subtractBusinessDays = (cal: BusinessCalendar, from: Date, n: number): Date => walkDays(cal, from, n, 'backward');

/**
 * `from` plus the duration; minus, when it says `before`. The caller finds `from`: the field's time, the due date for `overdue`, else now.
 * "0 business days" means the same business day: its closing (a task due at the moment it is made would be late at once). Throws NeverOpen.
 */
export const addDuration = (cal: BusinessCalendar, from: Date, { n, unit, relation }: Duration): Date => {
  const back = relation?.kind === 'before';
  const businessMinutes = (minutes: number) => (back ? subtractBusinessMinutes(cal, from, minutes) : addBusinessMinutes(cal, from, minutes));
  const elapsed = (ms: number) => new Date(from.getTime() + (back ? -ms : ms));
  switch (unit) {
    case 'business_minutes': return businessMinutes(n);
    case 'business_hours': return businessMinutes(n * 60);
    case 'business_days':
      if (back) return subtractBusinessDays(cal, from, n);
      return n === 0 ? closingAfter(cal, from) : addBusinessDays(cal, from, n);
    case 'calendar_days': return addCalendarDays(cal.zone, from, back ? -n : n);
    case 'clock_minutes': return elapsed(n * MINUTE);
    case 'clock_hours': return elapsed(n * HOUR);
    case 'clock_days': return elapsed(n * DAY);
  }
};

/** The closing of the business day on which the practice is open at `from`, or next. */
const closingAfter = (cal: BusinessCalendar, from: Date): Date => {
  const opening = nextOpening(cal, from);
  return closingOf(cal, localDateOf(cal.zone, opening)) ?? opening;
};
