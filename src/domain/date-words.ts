// Plain dates as people type them: `Monday`, `next Friday`, `12/3`, `Dec 3`, `tomorrow`, `in 2 weeks`. Month before day, as in the United States.
import { DAY, dateOfDay, dayNumber } from './local-time.js';
import type { LocalDate } from './local-time.js';

/** Days off work: out from the first day on, back on the other. */
export type DaysOut = { from: LocalDate; back: LocalDate };

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const SHORTEST_NAME = 3;

/** The place in a list of names of one that begins so: `thu`, `thurs` and `thursday` are the same day. */
const named = (names: readonly string[], word: string): number => (word.length < SHORTEST_NAME ? -1 : names.findIndex((name) => name.startsWith(word) || (word === 'sept' && name === 'september')));

const weekdayOf = (day: number) => new Date(day * DAY).getUTCDay();

/** The day number of a date; null where the calendar has none. */
const dated = (year: number, month: number, date: number): number | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  try {
    return dayNumber(text);
  } catch {
    return null;
  }
};

/** Without its year a date is the next one: today's own counts as today. The 29th of February may be years away. */
const upcoming = (month: number, date: number, today: number): number | null => {
  const year = new Date(today * DAY).getUTCFullYear();
  const years = Array.from({ length: 9 }, (_, index) => dated(year + index, month, date));
  return years.find((day) => day !== null && day >= today) ?? null;
};

const inYear = (month: number, date: number, year: string | undefined, today: number): number | null => {
  if (year === undefined) return upcoming(month, date, today);
  return dated(year.length === 2 ? 2000 + Number(year) : Number(year), month, date);
};

type Reading = [pattern: RegExp, read: (found: RegExpExecArray, today: number) => number | null];

const named_day: Reading = [/^(next )?([a-z]+)$/, ([, next, word = ''], today) => {
  const weekday = named(WEEKDAYS, word);
  if (next && word === 'week') return today + 7 - ((weekdayOf(today) + 6) % 7);
  if (weekday < 0) return null;
  const ahead = ((weekday - weekdayOf(today) + 6) % 7) + 1;
  // "Next Friday", said on a Monday, is not this week's: weeks begin on Monday.
  const left = 7 - ((weekdayOf(today) + 6) % 7);
  return today + (next && ahead < left ? ahead + 7 : ahead);
}];

const READINGS: readonly Reading[] = [
  [/^today$/, (_found, today) => today],
  [/^tomorrow$/, (_found, today) => today + 1],
  [/^(?:in )?(\d{1,3}) (day|week)s?$/, ([, count = '', unit], today) => today + Number(count) * (unit === 'week' ? 7 : 1)],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ([, year = '', month = '', date = '']) => dated(Number(year), Number(month), Number(date))],
  [/^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/, ([, month = '', date = '', year], today) => inYear(Number(month), Number(date), year, today)],
  [/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/, ([, word = '', date = '', year], today) => (named(MONTHS, word) < 0 ? null : inYear(named(MONTHS, word) + 1, Number(date), year, today))],
  [/^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?$/, ([, date = '', word = '', year], today) => (named(MONTHS, word) < 0 ? null : inYear(named(MONTHS, word) + 1, Number(date), year, today))],
  named_day,
];

/** The words without what says nothing: `Fri., Dec 3` is `dec 3`, `Monday morning` is `monday`. */
const plain = (text: string): string => {
  const words = text.toLowerCase().replace(/[.,]/g, ' ').replace(/\b(on|the|of|morning)\b/g, ' ').trim().split(/\s+/);
  return (words.length > 1 && named(WEEKDAYS, words[0] ?? '') >= 0 ? words.slice(1) : words).join(' ');
};

/** The day that some words name, seen from `today`; null where they name none. A weekday is the next one, never today. */
export const readDay = (text: string, today: LocalDate): LocalDate | null => {
  const words = plain(text);
  for (const [pattern, read] of READINGS) {
    const found = pattern.exec(words);
    const day = found && read(found, dayNumber(today));
    if (day !== null) return dateOfDay(day);
  }
  return null;
};

const dayAfter = (date: LocalDate) => dateOfDay(dayNumber(date) + 1);

/**
 * Days out as people say them: `until Monday` is back on Monday; `through Friday` has Friday off as well; `from Dec 24 until Jan 2`; a day alone
 * is that one day. Null where no such days are named, or where the end comes first.
 */
export const readDaysOut = (text: string, today: LocalDate): DaysOut | null => {
  const found = /^(?:(?:from )?(.*?)\s*\b)?(until|till|til|through|thru|to)\b\s*(.+)$/i.exec(text.trim());
  if (found === null) {
    const day = readDay(text.trim().replace(/^for /i, ''), today);
    return day === null || day < today ? null : { from: day, back: dayAfter(day) };
  }
  const [, first = '', word = '', last = ''] = found;
  const from = first === '' ? today : readDay(first, today);
  const end = from === null ? null : readDay(last, from);
  if (from === null || end === null || from < today) return null;
  const back = /^(through|thru|to)$/i.test(word) ? dayAfter(end) : end;
  return back > from ? { from, back } : null;
};
