// Which digests a day has: one for each lead of a queue, "my day" for the others, a weekly one for managers. Each has a key, and comes once.
import { dateOfDay, dayNumber, instantOf, MINUTE, wallTime } from '../local-time.js';
import type { LocalDate } from '../local-time.js';
import { parseClock } from '../opening-hours.js';
import { mayAsk } from '../permissions.js';
import { personOf } from '../playbook.js';
import type { Person, PersonKey, Playbook, Queue } from '../playbook.js';
import { isBusinessDay, isOff } from './quiet.js';

export type DigestKind = 'digest' | 'my_day' | 'weekly';
/** `about` is the queue of a lead's digest, and empty elsewhere. `series` is its key without the day. */
export type DigestSlot = { key: string; series: string; kind: DigestKind; to: PersonKey; about: string; at: Date };

const NOON = 12 * 60 * MINUTE;

const clockOn = (date: LocalDate, clock: string, { practice }: Playbook) => instantOf(practice.timezone, dayNumber(date), (parseClock(clock) ?? 0) * MINUTE);

/** The queue's leads who are there; where none is, a manager: somebody reads it. */
const leadsOf = (queue: Queue, at: Date, playbook: Playbook): Person[] => {
  const there = (person: Person) => !person.left && !isOff(person, at, playbook);
  const leads = queue.leads.flatMap((key) => personOf(playbook, key) ?? []).filter(there);
  return leads.length > 0 ? leads : playbook.people.filter((person) => person.roles.includes('manager') && there(person)).slice(0, 1);
};

const forLeads = (date: LocalDate, queues: readonly Queue[], playbook: Playbook): DigestSlot[] =>
  queues.flatMap((queue) => {
    const at = clockOn(date, queue.digest, playbook);
    return leadsOf(queue, at, playbook).map((lead, index): DigestSlot => {
      const series = `digest/${queue.key}`;
      return { key: index === 0 ? `${series}/${date}` : `${series}/${date}/${lead.key}`, series, kind: 'digest', to: lead.key, about: queue.key, at };
    });
  });

const earliest = (queues: readonly Queue[]): string | null => queues.map(({ digest }) => digest).toSorted()[0] ?? null;

/** For whoever gets no lead's digest, which holds their own day as well. */
const forEverybody = (date: LocalDate, queues: readonly Queue[], leads: ReadonlySet<PersonKey>, playbook: Playbook): DigestSlot[] =>
  playbook.people.flatMap((person) => {
    const clock = earliest(queues.filter(({ key }) => person.queues.includes(key))) ?? earliest(queues);
    if (clock === null || person.shared || !mayAsk(person) || leads.has(person.key) || person.prefers?.digest === false) return [];
    const at = clockOn(date, clock, playbook);
    return isOff(person, at, playbook) ? [] : [{ key: `my_day/${person.key}/${date}`, series: `my_day/${person.key}`, kind: 'my_day', to: person.key, about: '', at }];
  });

/** On the first business day of a week. */
const forManagers = (date: LocalDate, queues: readonly Queue[], playbook: Playbook): DigestSlot[] => {
  const clock = earliest(queues);
  const day = dayNumber(date);
  const noon = (which: number) => instantOf(playbook.practice.timezone, which, NOON);
  const monday = day - ((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
  const before = Array.from({ length: day - monday }, (_, index) => monday + index).some((each) => isBusinessDay(noon(each), playbook));
  if (clock === null || before) return [];
  const at = clockOn(date, clock, playbook);
  return playbook.people.filter((person) => person.roles.includes('manager') && !person.left && !isOff(person, at, playbook))
    .map((person) => ({ key: `weekly/${person.key}/${date}`, series: `weekly/${person.key}`, kind: 'weekly', to: person.key, about: '', at }));
};

/** Every digest of one local day: none where the practice is closed. */
export const digestSlots = (date: LocalDate, playbook: Playbook): DigestSlot[] => {
  if (!isBusinessDay(instantOf(playbook.practice.timezone, dayNumber(date), NOON), playbook)) return [];
  const queues = playbook.queues.filter(({ key }) => playbook.enabled.includes(key));
  const leads = forLeads(date, queues, playbook);
  return [...leads, ...forEverybody(date, queues, new Set(leads.map(({ to }) => to)), playbook), ...forManagers(date, queues, playbook)];
};

/** Days back that are looked at for digests that never went out. */
const LOOK_BACK = 7;

/** All that have come by `now`, the latest week's, the earliest first. */
export const digestsSoFar = (now: Date, playbook: Playbook): DigestSlot[] => {
  const { day } = wallTime(playbook.practice.timezone, now);
  const days = Array.from({ length: LOOK_BACK + 1 }, (_, index) => dateOfDay(day - LOOK_BACK + index));
  return days.flatMap((date) => digestSlots(date, playbook)).filter(({ at }) => at <= now);
};

/** Whether a digest of `at` is of use at `now`: the same morning. A weekly one is all that day. */
export const isOfUse = ({ at, kind }: DigestSlot, now: Date, { practice }: Playbook): boolean => {
  const [then, today] = [wallTime(practice.timezone, at), wallTime(practice.timezone, now)];
  return then.day === today.day && (kind === 'weekly' || today.clock < NOON || then.clock >= NOON);
};
