import { IANAZone } from 'luxon';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A day on the wall calendar of the zone at hand: 'YYYY-MM-DD'. */
export type LocalDate = string;

/** A stretch [start, end) of instants (ms) during which the zone keeps one offset (ms, east positive). */
export type OffsetSpan = { start: number; end: number; offset: number };

export type Direction = 'forward' | 'backward';

/** No zone changes its clock twice within this time (the closest known pairs, around Ramadan, are four weeks apart). */
const WINDOW = 21 * DAY;

/** What the zone tables say, asked once a window: luxon takes microseconds for each offset, and a due date needs many. */
const windows = new Map<string, OffsetSpan[]>();
const MOST_WINDOWS = 10_000;

/** Throws RangeError for an unknown zone or an invalid time. */
const askOffset = (zone: string, at: number): number => {
  const minutes = IANAZone.create(zone).offset(at);
  if (Number.isNaN(minutes)) throw new RangeError(`No local time: zone "${zone}", time ${String(at)}.`);
  return minutes * MINUTE;
};

/** The one or two spans of a window of fixed length, counted from 1970. */
const spansOfWindow = (zone: string, index: number): OffsetSpan[] => {
  const key = `${zone} ${String(index)}`;
  const known = windows.get(key);
  if (known) return known;
  const [start, end] = [index * WINDOW, (index + 1) * WINDOW];
  const [before, after] = [askOffset(zone, start), askOffset(zone, end - MINUTE)];
  let change = end;
  if (before !== after) {
    let same = start;
    for (change = end - MINUTE; change - same > MINUTE;) {
      const middle = Math.floor((same + change) / 2 / MINUTE) * MINUTE;
      if (askOffset(zone, middle) === before) same = middle;
      else change = middle;
    }
  }
  const spans = [{ start, end: change, offset: before }, { start: change, end, offset: after }].filter((span) => span.start < span.end);
  if (windows.size >= MOST_WINDOWS) windows.clear();
  windows.set(key, spans);
  return spans;
};

/** The spans from an instant on, the first clipped there, without end. Backward: the spans before it, latest first. */
export function* offsetSpans(zone: string, from: number, direction: Direction): Generator<OffsetSpan, never> {
  const step = direction === 'forward' ? 1 : -1;
  for (let index = Math.floor(from / WINDOW); ; index += step) {
    const spans = spansOfWindow(zone, index);
    for (const span of direction === 'forward' ? spans : spans.toReversed()) {
      const [start, end] = direction === 'forward' ? [Math.max(span.start, from), span.end] : [span.start, Math.min(span.end, from)];
      if (start < end) yield { start, end, offset: span.offset };
    }
  }
}

/** The zone's offset from UTC at an instant, both in ms. Throws RangeError for an unknown zone or an invalid time. */
const offsetAt = (zone: string, at: number): number => offsetSpans(zone, at, 'forward').next().value.offset;

/** Days since 1970-01-01 for 'YYYY-MM-DD'. Throws RangeError for a date that does not exist. */
export const dayNumber = (date: LocalDate): number => {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOfDay(at / DAY) !== date) throw new RangeError(`"${date}" is no date; write YYYY-MM-DD.`);
  return at / DAY;
};

/** Days written out: counting business time asks for the same few of them again and again. */
const dates = new Map<number, LocalDate>();
const MOST_DATES = 10_000;

export const dateOfDay = (day: number): LocalDate => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
};

/** What calendar and clock on the wall show: days since 1970-01-01, and ms since midnight as the clock counts them. */
export const wallTime = (zone: string, at: Date): { day: number; clock: number } => {
  const local = at.getTime() + offsetAt(zone, at.getTime());
  const day = Math.floor(local / DAY);
  return { day, clock: local - day * DAY };
};

export const localDateOf = (zone: string, at: Date): LocalDate => dateOfDay(wallTime(zone, at).day);

/**
 * The instant at which the wall shows this day and clock (ms since midnight).
 * A time that the clock skips (spring forward) is the first instant after the gap; a time shown twice (fall back) is the first of the two.
 */
export const instantOf = (zone: string, day: number, clock: number): Date => {
  const wall = day * DAY + clock;
  const spans = offsetSpans(zone, wall - DAY, 'forward');
  for (;;) {
    const { start, end, offset } = spans.next().value;
    if (wall - offset < end) return new Date(Math.max(start, wall - offset));
  }
};

/** The same wall clock `days` calendar days away (negative: earlier); skipped and doubled times as in `instantOf`. */
export const addCalendarDays = (zone: string, from: Date, days: number): Date => {
  if (days === 0) return from;
  const { day, clock } = wallTime(zone, from);
  return instantOf(zone, day + days, clock);
};
