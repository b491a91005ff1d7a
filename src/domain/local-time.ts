import { IANAZone } from 'luxon';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A day on the wall calendar of the zone at hand: 'YYYY-MM-DD'. */
export type LocalDate = string;

/** A stretch [start, end) of instants (ms) during which the zone keeps one offset (ms, east positive). */
export type OffsetSpan = { start: number; end: number; offset: number };

export type Direction = 'forward' | 'backward';

/** No zone changes its clock and changes it back within this time (the closest known pairs, around Ramadan, are four weeks apart). */
const LOOK = 7 * DAY;

export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The zone's offset from UTC at an instant, both in ms. Throws RangeError for an unknown zone or an invalid time. */
export const offsetAt = (zone: string, at: number): number => {
  const minutes = IANAZone.create(zone).offset(at);
  if (Number.isNaN(minutes)) throw new RangeError(`No local time: zone "${zone}", time ${String(at)}.`);
  return minutes * MINUTE;
};

/** Days since 1970-01-01 for 'YYYY-MM-DD'. Throws RangeError for a date that does not exist. */
export const dayNumber = (date: LocalDate): number => {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || dateOfDay(at / DAY) !== date) throw new RangeError(`"${date}" is no date; write YYYY-MM-DD.`);
  return at / DAY;
};

export const dateOfDay = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);

/** What calendar and clock on the wall show: days since 1970-01-01, and ms since midnight as the clock counts them. */
export const wallTime = (zone: string, at: Date): { day: number; clock: number } => {
  const local = at.getTime() + offsetAt(zone, at.getTime());
  const day = Math.floor(local / DAY);
  return { day, clock: local - day * DAY };
};

export const localDateOf = (zone: string, at: Date): LocalDate => dateOfDay(wallTime(zone, at).day);

/** The first whole minute in (low, high] at which the zone no longer has the offset it had at `low`. */
const changeBetween = (zone: string, low: number, high: number): number => {
  const before = offsetAt(zone, low);
  let [same, other] = [low / MINUTE, high / MINUTE];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(zone, middle * MINUTE) === before) same = middle;
    else other = middle;
  }
  return other * MINUTE;
};

/** The spans from an instant on, without end; the caller stops. Backward: the spans before it, latest first. */
export function* offsetSpans(zone: string, from: number, direction: Direction): Generator<OffsetSpan, never> {
  if (direction === 'forward') {
    let start = Math.floor(from / MINUTE) * MINUTE;
    let offset = offsetAt(zone, start);
    for (;;) {
      const seen = start + LOOK;
      const later = offsetAt(zone, seen);
      const end = later === offset ? seen : changeBetween(zone, start, seen);
      yield { start, end, offset };
      [start, offset] = [end, later];
    }
  }
  let end = Math.ceil(from / MINUTE) * MINUTE;
  let offset = offsetAt(zone, end - MINUTE);
  for (;;) {
    const seen = end - LOOK;
    const earlier = offsetAt(zone, seen - MINUTE);
    const start = earlier === offset ? seen : changeBetween(zone, seen - MINUTE, end - MINUTE);
    yield { start, end, offset };
    [end, offset] = [start, earlier];
  }
}

/**
 * The instant at which the wall shows this day and clock (ms since midnight).
 * A time that the clock skips (spring forward) is the first instant after the gap; a time shown twice (fall back) is the first of the two.
 */
export const instantOf = (zone: string, day: number, clock: number): Date => {
  const wall = day * DAY + clock;
  const [low, high] = [Math.floor((wall - DAY) / MINUTE) * MINUTE, Math.ceil((wall + DAY) / MINUTE) * MINUTE];
  const [before, after] = [offsetAt(zone, low), offsetAt(zone, high)];
  if (before === after) return new Date(wall - before);
  const change = changeBetween(zone, low, high);
  if (wall - before < change) return new Date(wall - before);
  return new Date(Math.max(change, wall - after));
};

/** The same wall clock `days` calendar days away (negative: earlier); skipped and doubled times as in `instantOf`. */
export const addCalendarDays = (zone: string, from: Date, days: number): Date => {
  if (days === 0) return from;
  const { day, clock } = wallTime(zone, from);
  return instantOf(zone, day + days, clock);
};
