import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as calendar from '../../src/domain/calendar.js';
import type { BusinessCalendar } from '../../src/domain/calendar.js';
import { parseHours, formatHours } from '../../src/domain/opening-hours.js';
import type { DayHours } from '../../src/domain/opening-hours.js';
import { minuteModel as slow, wallAt } from '../support/minute-model.js';

const ZONES = [
  'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'America/Anchorage', 'America/St_Johns', 'America/Havana', 'America/Santiago', 'Europe/London',
  'Africa/Cairo', 'Africa/Casablanca', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Honolulu', 'UTC',
];
const minuteOf = (iso: string) => Date.parse(iso) / 60_000;
const DAY = 1440;

/** The first minutes of a changed clock in the zone in 2026, found by asking luxon; January 5 where the clock never changes. */
const changesOf = (zone: string): number[] => {
  const shift = (at: number) => (wallAt(zone, at).minute - (at % DAY) + 2 * DAY) % DAY;
  const found: number[] = [];
  for (let day = minuteOf('2026-01-01T00:00Z'); day < minuteOf('2027-01-01T00:00Z'); day += DAY) {
    if (shift(day) === shift(day + DAY)) continue;
    for (let at = day; at < day + DAY; at += 1) if (shift(at) !== shift(at + 1)) found.push(at + 1);
  }
  return found.length > 0 ? found : [minuteOf('2026-01-05T00:00Z')];
};
const changes = new Map(ZONES.map((zone) => [zone, changesOf(zone)] as const));

const clock = fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 48 }).map((half) => half * 30), fc.integer({ min: 0, max: 20 }).map((n) => n * 15));
const dayHours: fc.Arbitrary<DayHours> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.constant([{ start: 0, end: 1440 }]) },
  { weight: 6, arbitrary: fc.uniqueArray(clock, { minLength: 2, maxLength: 6 }).map((clocks) => {
    const sorted = [...clocks].sort((a, b) => a - b);
    return sorted.flatMap((start, i) => (i % 2 === 0 && sorted[i + 1] !== undefined ? [{ start, end: sorted[i + 1] ?? start }] : []));
  }) },
);
const monday: DayHours = [{ start: 9 * 60, end: 17 * 60 }]; // never closed the whole week, so that the slow model ends

/** A calendar, and a minute near a day on which its zone changes its clock: at about that time of day, so that days lead into it, or up to two days off. */
const scene = fc.constantFrom(...ZONES).chain((zone) => fc.record({
  change: fc.constantFrom(...(changes.get(zone) ?? [])),
  off: fc.oneof(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -90, max: 90 })).map(([day, minute]) => day * DAY + minute), fc.integer({ min: -2 * DAY, max: 2 * DAY })),
  hours: fc.record({ mon: fc.constant(monday), tue: dayHours, wed: dayHours, thu: dayHours, fri: dayHours, sat: dayHours, sun: dayHours }),
  closed: fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 2 }),
}).map(({ change, off, hours, closed }) => {
  const cal: BusinessCalendar = { zone, hours, holidays: new Set(closed.map((day) => wallAt(zone, change + day * DAY).date)) };
  return { cal, at: change + off };
}));
const minutes = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 1500 }));
const days = fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 3 }));

const date = (minute: number) => new Date(minute * 60_000);
const minuteFrom = (at: Date) => at.getTime() / 60_000;
const holds = <Inputs extends [unknown, ...unknown[]]>(property: fc.IProperty<Inputs>, numRuns = 300) => { fc.assert(property, { numRuns, seed: 20260308 }); };

describe('business time is what a person with a clock and a tally would count', () => {
  test('open or closed', () => {
    holds(fc.property(scene, ({ cal, at }) => { expect(calendar.isOpen(cal, date(at))).toBe(slow.openAt(cal, at)); }));
  });
  test('the next opening, the last closing', () => {
    holds(fc.property(scene, ({ cal, at }) => {
      expect(minuteFrom(calendar.nextOpening(cal, date(at)))).toBe(slow.nextOpening(cal, at));
      expect(minuteFrom(calendar.previousClosing(cal, date(at)))).toBe(slow.previousClosing(cal, at));
    }));
  });
  test('minutes forward', () => {
    holds(fc.property(scene, minutes, ({ cal, at }, n) => { expect(minuteFrom(calendar.addBusinessMinutes(cal, date(at), n))).toBe(slow.addMinutes(cal, at, n)); }));
  });
  test('minutes backward', () => {
    holds(fc.property(scene, minutes, ({ cal, at }, n) => { expect(minuteFrom(calendar.subtractBusinessMinutes(cal, date(at), n))).toBe(slow.subtractMinutes(cal, at, n)); }));
  });
  test('minutes between', () => {
    holds(fc.property(scene, fc.integer({ min: -4 * DAY, max: 4 * DAY }), ({ cal, at }, gap) => {
      expect(calendar.businessMinutesBetween(cal, date(at), date(at + gap))).toBe(slow.minutesBetween(cal, at, at + gap));
    }));
  });
  test('days forward', () => {
    holds(fc.property(scene, days, ({ cal, at }, n) => { expect(minuteFrom(calendar.addBusinessDays(cal, date(at), n))).toBe(slow.addDays(cal, at, n)); }), 800);
  });
  test('days backward', () => {
    holds(fc.property(scene, days, ({ cal, at }, n) => { expect(minuteFrom(calendar.subtractBusinessDays(cal, date(at), n))).toBe(slow.subtractDays(cal, at, n)); }), 800);
  });
  test('a day\'s closing', () => {
    holds(fc.property(scene, ({ cal, at }) => {
      const today = wallAt(cal.zone, at).date;
      let last: number | undefined;
      for (let minute = at - 2 * DAY; minute < at + 2 * DAY; minute += 1) if (slow.openAt(cal, minute) && wallAt(cal.zone, minute).date === today) last = minute;
      expect(calendar.closingOf(cal, today)).toEqual(last === undefined ? undefined : date(last + 1));
    }));
  });
});

test('twelve of these zones or more do change their clocks in 2026', () => {
  expect([...changes.values()].filter((found) => found.length >= 2).length).toBeGreaterThanOrEqual(12);
});

describe('what must be so whatever the calendar', () => {
  const anyInstant = fc.tuple(scene, fc.integer({ min: 0, max: 59_999 })).map(([{ cal, at }, ms]) => ({ cal, at: new Date(at * 60_000 + ms) }));

  test('adding minutes and then counting them gives them back, both ways, to the millisecond', () => {
    holds(fc.property(anyInstant, fc.integer({ min: 0, max: 20_000 }), ({ cal, at }, n) => {
      expect(calendar.businessMinutesBetween(cal, at, calendar.addBusinessMinutes(cal, at, n))).toBe(n);
      expect(calendar.businessMinutesBetween(cal, calendar.subtractBusinessMinutes(cal, at, n), at)).toBe(n);
    }));
  });
  test('in two steps as in one', () => {
    holds(fc.property(anyInstant, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 5000 }), ({ cal, at }, m, n) => {
      expect(calendar.addBusinessMinutes(cal, calendar.addBusinessMinutes(cal, at, m), n)).toEqual(calendar.addBusinessMinutes(cal, at, m + n));
    }));
  });
  test('later in, or more, is never earlier out', () => {
    holds(fc.property(anyInstant, fc.integer({ min: 0, max: 3 * DAY }), fc.nat(3000), fc.nat(3000), ({ cal, at }, later, m, n) => {
      const [less, more] = [Math.min(m, n), Math.max(m, n)];
      const then = new Date(at.getTime() + later * 60_000);
      expect(calendar.addBusinessMinutes(cal, then, more).getTime()).toBeGreaterThanOrEqual(calendar.addBusinessMinutes(cal, at, less).getTime());
      expect(calendar.subtractBusinessMinutes(cal, then, less).getTime()).toBeGreaterThanOrEqual(calendar.subtractBusinessMinutes(cal, at, more).getTime());
    }));
  });
  test('business days go on by whole dates, never end outside business hours, and never go back', () => {
    holds(fc.property(anyInstant, fc.integer({ min: 1, max: 30 }), ({ cal, at }, n) => {
      const due = calendar.addBusinessDays(cal, at, n);
      expect(due.getTime()).toBeGreaterThan(at.getTime());
      expect(calendar.isOpen(cal, due) || calendar.previousClosing(cal, due).getTime() === due.getTime()).toBe(true);
      expect(calendar.addBusinessDays(cal, at, n + 1).getTime()).toBeGreaterThan(due.getTime());
      expect(calendar.subtractBusinessDays(cal, at, n).getTime()).toBeLessThan(at.getTime());
    }));
  });
  test('hours written out are read back the same', () => {
    holds(fc.property(dayHours, (hours) => { expect(parseHours(formatHours(hours))).toEqual({ periods: hours }); }));
  });
});
