// Dates as people type them, against every day of years; and no letters that Rounds reads as a day that nobody meant.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDay, readDaysOut } from '../../src/domain/date-words.js';
import { DAY, dateOfDay, dayNumber } from '../../src/domain/local-time.js';

/** A Monday. */
const TODAY = '2026-11-23';
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

test.each([
  ['today', '2026-11-23'], ['tomorrow', '2026-11-24'], ['Friday', '2026-11-27'], ['fri', '2026-11-27'], ['Monday', '2026-11-30'], ['next Friday', '2026-12-04'], ['next Monday', '2026-11-30'], ['next week', '2026-11-30'],
  ['12/3', '2026-12-03'], ['12/3/26', '2026-12-03'], ['12-03-2026', '2026-12-03'], ['2026-12-03', '2026-12-03'], ['Dec 3', '2026-12-03'], ['Dec. 3rd, 2026', '2026-12-03'], ['3 December', '2026-12-03'], ['Thursday, Dec 3', '2026-12-03'],
  ['on the 3rd of December', '2026-12-03'], ['Monday morning', '2026-11-30'], ['11/23', '2026-11-23'], ['11/22', '2027-11-22'], ['in 3 days', '2026-11-26'], ['2 weeks', '2026-12-07'], ['Feb 29', '2028-02-29'], ['Sept 1', '2027-09-01'],
])('%s is %s', (words, day) => expect(readDay(words, TODAY)).toBe(day));

test.each(['', 'soon', 'yesterday', '13/1', '2/30', 'Feb 30', '2027-02-29', 'm', 'mo', 'Octember 3', '12/3/2026/1', 'next', 'next month'])('“%s” is no day', (words) => expect(readDay(words, TODAY)).toBeNull());

test.each([
  ['until Monday', '2026-11-23', '2026-11-30'], ['till 12/3', '2026-11-23', '2026-12-03'], ['through Friday', '2026-11-23', '2026-11-28'], ['from Dec 24 until Jan 2', '2026-12-24', '2027-01-02'], ['Dec 24 to Jan 2', '2026-12-24', '2027-01-03'],
  ['tomorrow', '2026-11-24', '2026-11-25'], ['today', '2026-11-23', '2026-11-24'], ['Friday', '2026-11-27', '2026-11-28'], ['tomorrow until Monday', '2026-11-24', '2026-11-30'],
])('out %s: from %s, back on %s', (words, from, back) => expect(readDaysOut(words, TODAY)).toEqual({ from, back }));

test.each(['', 'until', 'until yesterday', 'until today', 'until 2026-11-20', 'from Dec 24 until Dec 24', 'from 2026-11-01 until Monday', 'until further notice'])('out “%s” names no days', (words) => expect(readDaysOut(words, TODAY)).toBeNull());

const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2036-12-31') }).map(dateOfDay);
const parts = (date: string) => ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), date: Number(date.slice(8)), weekday: new Date(dayNumber(date) * DAY).getUTCDay() });

describe('any day', () => {
  test('is read back from each way to write it with its year', () => {
    fc.assert(fc.property(day, day, (today, wanted) => {
      const { year, month, date, weekday } = parts(wanted);
      const name = MONTHS[month - 1] ?? '';
      const ways = [wanted, `${month}/${date}/${year}`, `${month}-${date}-${String(year).slice(2)}`, `${name} ${date}, ${year}`, `${name.slice(0, 3)} ${date} ${year}`, `${date} ${name} ${year}`, `${WEEKDAYS[weekday]}, ${name} ${date}, ${year}`.toUpperCase()];
      for (const way of ways) expect([way, readDay(way, today)]).toEqual([way, wanted]);
    }));
  });
  test('without its year is the next such date, today included', () => {
    fc.assert(fc.property(day, day, (today, wanted) => {
      const { month, date } = parts(wanted);
      const read = readDay(`${month}/${date}`, today) ?? '';
      expect(read >= today).toBe(true);
      expect(read.slice(5)).toBe(wanted.slice(5));
      const years = Array.from({ length: 9 }, (_, index) => `${Number(today.slice(0, 4)) + index}${wanted.slice(4)}`);
      expect(years.find((each) => each >= today && new Date(`${each}T00:00:00Z`).toISOString().startsWith(each))).toBe(read);
    }));
  });
  test('a weekday is the next one, within a week and never today; “next” is of the week that begins on the coming Monday', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 6 }), (today, weekday) => {
      const plain = dayNumber(readDay(WEEKDAYS[weekday] ?? '', today) ?? '') - dayNumber(today);
      expect(plain >= 1 && plain <= 7).toBe(true);
      expect(parts(dateOfDay(dayNumber(today) + plain)).weekday).toBe(weekday);
      const next = readDay(`next ${WEEKDAYS[weekday]}`, today) ?? '';
      const monday = readDay('next week', today) ?? '';
      expect(parts(monday).weekday).toBe(1);
      expect(dayNumber(next) - dayNumber(monday)).toBe((weekday + 6) % 7);
      expect(parts(next).weekday).toBe(weekday);
    }));
  });
  test('days out begin today or later and end after they begin, whatever is typed; nothing breaks it', () => {
    const word = fc.constantFrom('until', 'from', 'through', 'to', 'next', 'Monday', 'fri', 'Dec', '3', '12/3', '0', '99/99/9999', 'back', 'tomorrow', 'in', 'weeks', '-', '2026-12-03', '()', '\\', '29', 'Feb');
    const typed = fc.oneof(fc.string(), fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')));
    fc.assert(fc.property(typed, day, (words, today) => {
      const out = readDaysOut(words, today);
      if (out !== null) expect(today <= out.from && out.from < out.back).toBe(true);
    }), { numRuns: 2000 });
  });
});
