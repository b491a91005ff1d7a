// Who is out and until when: the playbook's dates and what people say themselves, as one list of days on the person.
import { nextOpening } from './calendar.js';
import type { DaysOut } from './date-words.js';
import { dateOfDay, dayNumber, instantOf, localDateOf } from './local-time.js';
import type { LocalDate } from './local-time.js';
import type { Person, PersonKey, Playbook } from './playbook.js';

/** Days away, both included, in the practice's zone. */
export type Span = { from: LocalDate; to: LocalDate };

/** What was said of one person beside the playbook. `returned`: back before the playbook's days were over, which therefore do not count from that day on. */
export type Absence = { person: PersonKey; away: readonly Span[]; returned: LocalDate | null };

const holds = (day: LocalDate) => ({ from, to }: Span) => from <= day && day <= to;
const dayBefore = (day: LocalDate) => dateOfDay(dayNumber(day) - 1);

export const isAway = (person: Pick<Person, 'away'>, now: Date, zone: string): boolean => person.away.some(holds(localDateOf(zone, now)));

/** The playbook with everything that was said of people laid over their days away: whoever asks it asks both. */
export const withAbsences = (playbook: Playbook, absences: readonly Absence[]): Playbook => {
  if (absences.length === 0) return playbook;
  const said = new Map(absences.map((absence) => [absence.person, absence]));
  const people = playbook.people.map((person): Person => {
    const { away, returned } = said.get(person.key) ?? { away: [], returned: null };
    const kept = returned === null ? person.away : person.away.flatMap((span) => (holds(returned)(span) ? (span.from < returned ? [{ ...span, to: dayBefore(returned) }] : []) : [span]));
    return { ...person, away: [...kept, ...away] };
  });
  return { ...playbook, people };
};

const apart = (a: Span, b: Span) => a.to < b.from || b.to < a.from;

/** Out from `from`, back on `back`. The last word counts: days that it touches give way, others stay, and those that are over are forgotten. */
export const goneFor = (absence: Absence, { from, back }: DaysOut, today: LocalDate): Absence => {
  const span = { from, to: dayBefore(back) };
  const away = [...absence.away.filter((other) => apart(other, span) && other.to >= today), span].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { ...absence, away };
};

/** Back today, whatever said that they were out. Days off that lie ahead stay. */
export const cameBack = (absence: Absence, today: LocalDate): Absence => ({ ...absence, away: absence.away.filter(({ from }) => from > today), returned: today });

/** Not out on the days that begin then, after all. */
export const staysHere = (absence: Absence, from: LocalDate): Absence => ({ ...absence, away: absence.away.filter((span) => span.from !== from) });

/** The first opening on or after a day: when somebody who is back that day is there. Throws NeverOpen. */
export const firstOpening = (day: LocalDate, { calendar }: Pick<Playbook, 'calendar'>): Date => nextOpening(calendar, instantOf(calendar.zone, dayNumber(day), 0));

/** When somebody who is out now is back; null where they are here. Days that follow on each other are one absence, as is a closed day between them. */
export const backAt = (person: Pick<Person, 'away'>, playbook: Pick<Playbook, 'calendar' | 'practice'>, now: Date): Date | null => {
  const zone = playbook.practice.timezone;
  let at = now;
  for (;;) {
    const today = localDateOf(zone, at);
    const last = person.away.filter(holds(today)).map(({ to }) => to).toSorted().at(-1);
    if (last === undefined) return at === now ? null : at;
    at = firstOpening(dateOfDay(dayNumber(last) + 1), playbook);
  }
};
