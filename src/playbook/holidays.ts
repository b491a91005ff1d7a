import { readFileSync } from 'node:fs';

/**
 * The playbook's `holidays`. `calendar: US` is the eleven federal holidays (5 U.S.C. 6103): the day itself and, when that falls on a weekend,
 * the working day on which offices close for it (Saturday: the Friday before, 6103(b); Sunday: the Monday after, Executive Order 11582).
 * `also` adds dates; `except` takes away a date ('2026-10-12') or a holiday of every year by its name ("Columbus Day"), its observed day included.
 */
export type HolidayRules = { calendar: 'US' | 'none'; also?: readonly string[]; except?: readonly string[] };

type Holiday = { date: string; name: string };

/** Names that practices use for a day which the law calls otherwise. */
const OTHER_NAMES = new Map([["presidents' day", "washington's birthday"], ["indigenous peoples' day", 'columbus day'], ['mlk day', 'martin luther king jr. day']]);

/** The years whose holidays are known: `npm run -s playbook:holidays` writes the table, and a test holds it against the package it comes from. */
export const HOLIDAY_YEARS: readonly number[] = Array.from({ length: 26 }, (_, index) => 2020 + index);

const table = JSON.parse(readFileSync(new URL('./us-holidays.json', import.meta.url), 'utf8')) as Readonly<Record<string, readonly Holiday[]>>;
const federal = (year: number): readonly Holiday[] => table[year] ?? [];

const plain = (name: string): string => {
  const said = name.trim().toLowerCase().replaceAll('’', "'");
  return OTHER_NAMES.get(said) ?? said;
};

/** All closed dates ('YYYY-MM-DD') of the years, the `also` dates of whatever year. An observed New Year's Day counts to the year in which it falls. */
export const holidaysOf = ({ calendar, also = [], except = [] }: HolidayRules, years: readonly number[]): Set<string> => {
  const left = new Set(except.map(plain));
  const listed = calendar === 'US' ? years.flatMap(federal) : [];
  return new Set([...listed.filter(({ date, name }) => !left.has(date) && !left.has(plain(name))).map(({ date }) => date), ...also]);
};

/** Sentences on what `except` names in vain: neither a date nor one of the calendar's holidays. */
export const holidayFaults = ({ calendar, except = [] }: HolidayRules): string[] => {
  const names = calendar === 'US' ? [...new Set(federal(2026).map(({ name }) => name))] : [];
  const known = new Set(names.map(plain));
  return except
    .filter((entry) => !/^\d{4}-\d{2}-\d{2}$/.test(entry) && !known.has(plain(entry)))
    .map((entry) => `"${entry}" is no holiday of calendar ${calendar}. ${names.length === 0 ? 'Write a date, YYYY-MM-DD.' : `Write a date, YYYY-MM-DD, or one of: ${names.join(', ')}.`}`);
};
