import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import {
  addBusinessDays, addBusinessMinutes, addDuration, alwaysOpen, businessMinutesBetween, closingOf, isOpen, NeverOpen, nextOpening, previousClosing, subtractBusinessDays, subtractBusinessMinutes,
} from '../../src/domain/calendar.js';
import type { BusinessCalendar } from '../../src/domain/calendar.js';
import { parseDuration } from '../../src/domain/duration.js';
import { formatHours, parseHours } from '../../src/domain/opening-hours.js';
import type { WeekHours } from '../../src/domain/opening-hours.js';

const zone = 'America/New_York';
const hours = (text: string) => {
  const parsed = parseHours(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.periods;
};
const closedWeek: WeekHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
/** Riverside: lunch on Mondays, closes at four on Fridays; Monday, January 19 is a holiday. */
const riverside: BusinessCalendar = {
  zone,
  hours: { ...closedWeek, mon: hours('08:00-12:00 13:00-17:00'), tue: hours('08:00-17:00'), wed: hours('08:00-17:00'), thu: hours('08:00-17:00'), fri: hours('08:00-16:00') },
  holidays: new Set(['2026-01-19']),
};
const local = (text: string, inZone = zone) => DateTime.fromISO(text, { zone: inZone }).toJSDate();
const said = (at: Date, inZone = zone) => DateTime.fromJSDate(at, { zone: inZone }).toFormat('ccc yyyy-MM-dd HH:mm');
const due = (from: string, duration: string, cal = riverside) => {
  const parsed = parseDuration(duration);
  if ('error' in parsed) throw new Error(parsed.error);
  return said(addDuration(cal, local(from, cal.zone), parsed), cal.zone);
};

describe('a task with a due time on business hours', () => {
  test('made Friday 3:30 pm with one business hour, the practice closing at four and Monday a holiday, is due Tuesday 8:30', () => {
    expect(due('2026-01-16T15:30', '1 business hour')).toBe('Tue 2026-01-20 08:30');
  });
  test('made Friday 3 pm is due at the closing, not the next morning', () => {
    expect(due('2026-01-16T15:00', '1 business hour')).toBe('Fri 2026-01-16 16:00');
  });
  test('does not run over lunch', () => {
    expect(due('2026-01-12T11:30', '1 business hour')).toBe('Mon 2026-01-12 13:30');
  });
  test('made on Sunday starts with Monday\'s opening', () => {
    expect(due('2026-01-11T20:00', '4 business hours')).toBe('Mon 2026-01-12 12:00');
  });
  test('counts to the second', () => {
    expect(addBusinessMinutes(riverside, new Date('2026-01-13T15:00:07.250Z'), 1.5).toISOString()).toBe('2026-01-13T15:01:37.250Z');
  });
});

describe('a task with a due time on business days', () => {
  test('one business day ends at the same clock time on the next business day', () => {
    expect(due('2026-01-13T10:15', '1 business day')).toBe('Wed 2026-01-14 10:15');
    expect(due('2026-01-16T10:15', '1 business day')).toBe('Tue 2026-01-20 10:15');
  });
  test('is due at the closing where that day closes earlier', () => {
    expect(due('2026-01-15T16:30', '1 business day')).toBe('Fri 2026-01-16 16:00');
  });
  test('is due at the opening where that day opens later', () => {
    const lateTuesday = { ...riverside, hours: { ...riverside.hours, tue: hours('10:00-17:00') } };
    expect(due('2026-01-12T08:30', '1 business day', lateTuesday)).toBe('Tue 2026-01-13 10:00');
  });
  test('is due after lunch where that day is at lunch', () => {
    expect(due('2026-01-09T12:30', '1 business day')).toBe('Mon 2026-01-12 13:00');
  });
  test('made in the evening or on Saturday counts from the next opening', () => {
    expect(due('2026-01-13T21:00', '1 business day')).toBe('Thu 2026-01-15 08:00');
    expect(due('2026-01-10T12:00', '2 business days')).toBe('Wed 2026-01-14 08:00');
  });
  test('"0 business days" is the same business day, by its closing', () => {
    expect(due('2026-01-16T09:00', '0 business days')).toBe('Fri 2026-01-16 16:00');
    expect(due('2026-01-16T17:00', '0 business days')).toBe('Tue 2026-01-20 17:00');
  });
});

describe('a task due before something', () => {
  test('"1 business day before appointment_at" skips weekend and holiday', () => {
    expect(due('2026-01-20T09:30', '1 business day before appointment_at')).toBe('Fri 2026-01-16 09:30');
  });
  test('never ends later for a lunch gap or an early closing', () => {
    expect(due('2026-01-13T12:30', '1 business day before appointment_at')).toBe('Mon 2026-01-12 12:00');
    expect(due('2026-01-20T16:30', '1 business day before appointment_at')).toBe('Fri 2026-01-16 16:00');
  });
  test('for a visit outside business hours counts back from the last closing', () => {
    expect(due('2026-01-17T10:00', '1 business day before appointment_at')).toBe('Thu 2026-01-15 16:00');
    expect(due('2026-01-17T10:00', '2 business hours before appointment_at')).toBe('Fri 2026-01-16 14:00');
  });
  test('calendar days and clock hours know no holiday', () => {
    expect(due('2026-02-02T09:30', '14 calendar days before valid_to')).toBe('Mon 2026-01-19 09:30');
    expect(due('2026-01-19T09:30', '72 clock hours after submitted_at')).toBe('Thu 2026-01-22 09:30');
  });
});

describe('when the clock changes', () => {
  // New York, 2026: March 8, 2 am becomes 3 am; November 1, 2 am becomes 1 am.
  test('calendar days keep the clock time, clock days keep 24 hours', () => {
    expect(due('2026-03-07T10:00', '1 calendar day')).toBe('Sun 2026-03-08 10:00');
    expect(due('2026-03-07T10:00', '1 clock day')).toBe('Sun 2026-03-08 11:00');
    expect(due('2026-11-01T10:00', '1 calendar day before x')).toBe('Sat 2026-10-31 10:00');
  });
  test('a time that the clock skips is the first one after the gap; of a time shown twice it is the first', () => {
    expect(due('2026-03-07T02:30', '1 calendar day')).toBe('Sun 2026-03-08 03:00');
    expect(addDuration(riverside, local('2026-10-31T01:30'), { n: 1, unit: 'calendar_days' }).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });
  test('a night shift is an hour shorter in spring and an hour longer in autumn', () => {
    const nights = { ...riverside, hours: { ...closedWeek, sun: hours('00:00-06:00') } };
    const worked = (day: string) => businessMinutesBetween(nights, local(`${day}T00:00`), local(`${day}T12:00`));
    expect(['2026-03-01', '2026-03-08', '2026-11-01'].map(worked)).toEqual([360, 300, 420]);
  });
  test('a business day that leads into the hour shown twice is due at the first of the two', () => {
    expect(addDuration(alwaysOpen(zone), local('2026-10-31T01:30'), { n: 1, unit: 'business_days' }).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });
  test('where midnight itself is skipped the day begins at one', () => {
    const havana = alwaysOpen('America/Havana');
    expect(due('2026-03-07T00:00', '1 calendar day', havana)).toBe('Sun 2026-03-08 01:00');
    expect(due('2026-03-07T00:30', '1 business day', havana)).toBe('Sun 2026-03-08 01:00');
  });
  test('a day that the zone left out altogether is no day (Samoa, December 30, 2011)', () => {
    expect(due('2011-12-29T10:00', '1 business day', alwaysOpen('Pacific/Apia'))).toBe('Sat 2011-12-31 10:00');
    expect(due('2011-12-29T10:00', '1 calendar day', alwaysOpen('Pacific/Apia'))).toBe('Sat 2011-12-31 00:00');
  });
});

describe('open and closed', () => {
  test('open at the opening, closed at the closing and at lunch', () => {
    expect(['07:59', '08:00', '12:00', '13:00', '16:59', '17:00'].map((clock) => isOpen(riverside, local(`2026-01-12T${clock}`)))).toEqual([false, true, false, true, true, false]);
  });
  test('the next opening and the last closing', () => {
    expect(said(nextOpening(riverside, local('2026-01-16T16:00')))).toBe('Tue 2026-01-20 08:00');
    expect(said(previousClosing(riverside, local('2026-01-20T07:00')))).toBe('Fri 2026-01-16 16:00');
    expect(said(previousClosing(riverside, local('2026-01-16T16:00')))).toBe('Fri 2026-01-16 16:00');
  });
  test('closing is the end of the last period; a holiday has none', () => {
    expect(said(closingOf(riverside, '2026-01-12') ?? new Date(NaN))).toBe('Mon 2026-01-12 17:00');
    expect(closingOf(riverside, '2026-01-19')).toBeUndefined();
    expect(() => closingOf(riverside, '2026-02-30')).toThrow('"2026-02-30" is no date');
  });
  test('around the clock means Sundays, holidays and midnights too', () => {
    const always = alwaysOpen(zone);
    expect(due('2026-01-17T23:30', '1 business hour', always)).toBe('Sun 2026-01-18 00:30');
    expect(due('2026-01-18T23:30', '1 business day', always)).toBe('Mon 2026-01-19 23:30');
    expect(businessMinutesBetween(always, local('2026-01-01T00:00'), local('2027-01-01T00:00'))).toBe(365 * 1440);
  });
  test('a shift that ends at midnight counts back from its own day', () => {
    const evenings = { ...riverside, hours: { ...closedWeek, thu: hours('16:00-24:00'), fri: hours('16:00-24:00') } };
    expect(said(subtractBusinessDays(evenings, local('2026-01-17T09:00'), 1))).toBe('Fri 2026-01-16 00:00');
  });
  test('a practice that never opens is a named fault, not an endless search', () => {
    const never: BusinessCalendar = { zone, hours: closedWeek, holidays: new Set() };
    const from = local('2026-01-12T09:00');
    for (const count of [addBusinessMinutes, subtractBusinessMinutes, addBusinessDays, subtractBusinessDays]) expect(() => count(never, from, 1)).toThrow(NeverOpen);
    expect(() => nextOpening(never, from)).toThrow('no open minute within 400 days');
    expect(businessMinutesBetween(never, from, local('2028-01-12T09:00'))).toBe(0);
  });
  test('counting backwards has its own name; a wrong number, zone or time is refused', () => {
    const from = local('2026-01-12T09:00');
    expect(() => addBusinessMinutes(riverside, from, -1)).toThrow(RangeError);
    expect(() => addBusinessDays(riverside, from, 1.5)).toThrow('count whole days');
    expect(() => addBusinessDays({ ...riverside, zone: 'America/Riverside' }, from, 1)).toThrow('No local time: zone "America/Riverside"');
    expect(() => isOpen(riverside, new Date(NaN))).toThrow(RangeError);
  });
});

describe('opening hours as a practice writes them', () => {
  test.each([
    ['08:00-12:00 13:00-17:00', '08:00-12:00 13:00-17:00'],
    ['13:00 - 17:00, 8:00–12:00', '08:00-12:00 13:00-17:00'],
    ['08:00-12:00 12:00-17:00', '08:00-17:00'],
    ['00:00-24:00', '00:00-24:00'],
    ['Closed', 'closed'],
  ])('%s', (text, normal) => { expect(formatHours(hours(text))).toBe(normal); });

  test.each([
    ['08:00-12:00 11:30-17:00', '08:00-12:00 and 11:30-17:00 overlap'],
    ['17:00-08:00', 'ends before it starts. A shift over midnight is two periods: 17:00-24:00 on this day, 00:00-08:00 on the next'],
    ['08:00-08:00', 'it ends when it starts'],
    ['08:00-25:00', '"25:00" is no time of day'],
    ['08:60-12:00', '"08:60" is no time of day'],
    ['8-5', '"8" is no time of day'],
    ['08:00', '"08:00" is no period'],
    ['', 'The hours are empty'],
    ['closed 08:00-12:00', '"closed" is no period'],
  ])('%s is refused plainly', (text, why) => { expect(parseHours(text)).toEqual({ error: expect.stringContaining(why) }); });
});
