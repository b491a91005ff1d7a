// What is owed, list to list: moved later, or left out. Each step is one function, and their order is the list in policy.ts.
import { nextOpening } from '../calendar.js';
import { personOf } from '../playbook.js';
import type { Playbook } from '../playbook.js';
import type { Task } from '../task.js';
import type { Addressed } from './address.js';
import { firstWaking, nextBundle } from './quiet.js';
import { GRAVITY } from './rule.js';
import type { Owed } from './rule.js';

const later = (a: Date, b: Date) => (a > b ? a : b);

/** A snooze holds reminders: never deadlines, never what goes to others. */
export const snoozed = (owed: readonly Owed[], { snoozedUntil }: Task): Owed[] =>
  owed.map((one) => (one.tier === 'reminder' && snoozedUntil !== null ? { ...one, at: later(one.at, snoozedUntil) } : one));

/** Nobody further up hears before the time that somebody named. */
export const answeredFor = (owed: readonly Owed[], { onIt }: Task): Owed[] =>
  owed.map((one) => ((one.tier === 'escalation' || one.tier === 'urgent') && onIt !== null ? { ...one, at: later(one.at, onIt.until) } : one));

/** What somebody's own action brought about is no news to them: the moment is the action's, to the millisecond after it. */
export const notOwn = (owed: readonly Addressed[], { history }: Task): Addressed[] =>
  owed.filter(({ to, at }) => !('person' in to) || !history.some((entry) => entry.actor === to.person && at.getTime() - entry.at.getTime() <= 1 && entry.at <= at));

/** Quiet hours, days off and bundle times move what can wait to the moment at which it goes out. */
export const inTime = (owed: readonly Addressed[], playbook: Playbook): Addressed[] =>
  owed.map((one) => {
    if (one.tier === 'urgent') return one;
    const person = 'person' in one.to ? personOf(playbook, one.to.person) : null;
    if (person === null) return { ...one, at: playbook.attention.quiet_hours === 'none' ? one.at : nextOpening(playbook.calendar, one.at) };
    return { ...one, at: one.tier === 'escalation' ? firstWaking(person, one.at, playbook) : nextBundle(person, one.at, playbook) };
  });

const gravity = ({ kind }: Addressed) => GRAVITY.indexOf(kind);
const audience = ({ to }: Addressed) => JSON.stringify(to);

/** One task, one person, one moment: one notice, the gravest, and of two alike the later level. */
export const gravest = (owed: readonly Addressed[]): Addressed[] =>
  owed.filter((one, index) => !owed.some((other, at) => audience(other) === audience(one) && (gravity(other) > gravity(one) || (gravity(other) === gravity(one) && at > index))));
