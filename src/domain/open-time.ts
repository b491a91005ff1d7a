import { DAY, dateOfDay, MINUTE, offsetSpans } from './local-time.js';
import type { Direction, LocalDate, OffsetSpan } from './local-time.js';
import { WEEKDAYS } from './opening-hours.js';
import type { DayHours, WeekHours } from './opening-hours.js';

/**
 * When a practice (or a location, or a task type) works. It is open at every instant at which the wall clock stands in a period of a day
 * that is no holiday. So an hour that the clock skips in spring is no business time, and one that it shows twice in autumn counts twice.
 */
export type BusinessCalendar = { zone: string; hours: WeekHours; holidays: ReadonlySet<LocalDate> };

/** Open around the clock, holidays too. */
export const alwaysOpen = (zone: string): BusinessCalendar => {
  const whole = [{ start: 0, end: 1440 }];
  return { zone, hours: { mon: whole, tue: whole, wed: whole, thu: whole, fri: whole, sat: whole, sun: whole }, holidays: new Set() };
};

/** The fault of a calendar without an open minute in 400 days: business time cannot be counted on it. `playbook:check` finds it first. */
export class NeverOpen extends Error {
  override name = 'NeverOpen';
}
const PATIENCE_DAYS = 400;

/** Open without a break over [start, end) ms, all on one wall-calendar day and under one offset. */
export type OpenPiece = { start: number; end: number; day: number; offset: number };

export const hoursOn = (cal: BusinessCalendar, day: number): DayHours => {
  const hours = cal.hours[WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? 'sun']; // 1970-01-01 was a Thursday
  return hours.length === 0 || cal.holidays.has(dateOfDay(day)) ? [] : hours;
};

function* piecesOfSpan(cal: BusinessCalendar, span: OffsetSpan, direction: Direction): Generator<OpenPiece> {
  const { offset } = span;
  const first = Math.floor((span.start + offset) / DAY);
  const last = Math.floor((span.end - 1 + offset) / DAY);
  for (let step = 0; step <= last - first; step += 1) {
    const day = direction === 'forward' ? first + step : last - step;
    const midnight = day * DAY - offset;
    const hours = hoursOn(cal, day);
    for (const period of direction === 'forward' ? hours : hours.toReversed()) {
      const [start, end] = [Math.max(span.start, midnight + period.start * MINUTE), Math.min(span.end, midnight + period.end * MINUTE)];
      if (start < end) yield { start, end, day, offset };
    }
  }
}

/** Open time from an instant on, clipped there, without end (backward: before it, latest first). Throws NeverOpen when nothing comes. */
export function* openPieces(cal: BusinessCalendar, from: number, direction: Direction): Generator<OpenPiece, never> {
  const spans = offsetSpans(cal.zone, from, direction);
  let lastOpen = from;
  for (;;) {
    const span = spans.next().value;
    for (const piece of piecesOfSpan(cal, span, direction)) {
      yield piece;
      lastOpen = piece.end;
    }
    if (Math.abs(span.end - lastOpen) > PATIENCE_DAYS * DAY) {
      throw new NeverOpen(`The calendar (${cal.zone}) has no open minute within ${String(PATIENCE_DAYS)} days of ${new Date(lastOpen).toISOString()}.`);
    }
  }
}

/** Open time in [from, until) ms, clipped to it, in order. Throws nothing where there is none. */
export function* openPiecesWithin(cal: BusinessCalendar, from: number, until: number): Generator<OpenPiece> {
  for (const span of offsetSpans(cal.zone, from, 'forward')) {
    if (!(span.start < until)) return;
    yield* piecesOfSpan(cal, { ...span, end: Math.min(span.end, until) }, 'forward');
  }
}
