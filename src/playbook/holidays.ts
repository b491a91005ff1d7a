import Holidays from 'date-holidays';

/**
 * The playbook's `holidays`. `calendar: US` is the eleven federal holidays (5 U.S.C. 6103): the day itself and, when that falls on a weekend,
 * the working day on which offices close for it (Saturday: the Friday before, 6103(b); Sunday: the Monday after, Executive Order 11582).
 * `also` adds dates; `except` takes away a date ('2026-10-12') or a holiday of every year by its name ("Columbus Day"), its observed day included.
 */
export type HolidayRules = { calendar: 'US' | 'none'; also?: readonly string[]; except?: readonly string[] };

type Holiday = { date: string; name: string };

/** Names that practices use for a day which the law calls otherwise. */
const OTHER_NAMES = new Map([["presidents' day", "washington's birthday"], ["indigenous peoples' day", 'columbus day'], ['mlk day', 'martin luther king jr. day']]);

/** In the package an observed day is a `substitute day`; that of Veterans Day has the type bank, all others public. */
const computeFederal = (year: number): readonly Holiday[] =>
  new Holidays('US', { types: ['public', 'bank'] })
    .getHolidays(year, 'en')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name: name.replace(' (substitute day)', '') }));

/** The law's days of a year never change, and the package takes milliseconds to find them: half the time of reading a playbook. */
const computed = new Map<number, readonly Holiday[]>();

const federal = (year: number): readonly Holiday[] => {
  const days = computed.get(year) ?? computeFederal(year);
  computed.set(year, days);
  return days;
};

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
