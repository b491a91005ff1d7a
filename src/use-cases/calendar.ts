// Somebody's due dates in their own calendar: a secret address that they get, replace and take away in chat. Nothing of a patient stands in it.
import { isRestricted, mayAsk } from '../domain/permissions.js';
import { personOf } from '../domain/playbook.js';
import type { Person } from '../domain/playbook.js';
import { isConfirmed, OPEN_STATUSES, taskName } from '../domain/task.js';
import type { Door } from '../domain/words.js';
import type { FeedStore } from '../ports/feed-store.js';
import { calendarGiven, calendarMessage } from '../view/calendar.js';
import type { Message } from '../view/nodes.js';
import { sentence } from '../view/refusal-text.js';
import { titleOf } from '../view/words.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import { hashOfToken } from './read-fhir.js';

/** A moment in a calendar; `uid` and `version` let a reader of calendars find it again. */
export type FeedEvent = { uid: string; at: Date; summary: string; version: number; changed: Date };
export type Feed = { name: string; events: readonly FeedEvent[] };

export type Calendars = {
  errand: Errand;
  /** What `/rounds calendar` says. */
  about(person: Person): Promise<Message>;
  /** What stands under this token now; null where it is nobody's, or its person has left. */
  read(token: string): Promise<Feed | null>;
};

export type KeepingCalendars = Pick<Deps, 'tasks' | 'playbooks' | 'audit'> & { feeds: FeedStore; wallClock(): Date; newToken(): string; publicUrl: string };

/** More than anybody has open; a calendar is no list. */
const MOST = 200;

const MAY_NOT = sentence('This login has no tasks of its own, so it has no calendar either.');

export const makeCalendars = ({ tasks, playbooks, audit, feeds, wallClock, newToken, publicUrl }: KeepingCalendars): Calendars => {
  const hasTasks = (person: Person) => mayAsk(person) && !person.shared;

  const about = async (person: Person) => (hasTasks(person) ? calendarMessage(await feeds.since(person.key), playbooks.current()) : MAY_NOT);

  const give = async (person: Person, door: Door): Promise<Message> => {
    const token = newToken();
    await audit.keep({ actor: person.key, door, action: 'calendar', task: null, facts: { what: 'given' } });
    await feeds.give(person.key, hashOfToken(token), wallClock());
    return calendarGiven(`${publicUrl}/calendar.ics?key=${token}`);
  };

  const takeAway = async (person: Person, door: Door): Promise<Message> => {
    if (await feeds.takeAway(person.key)) audit.note({ actor: person.key, door, action: 'calendar', task: null, facts: { what: 'taken_away' } });
    return sentence('Your calendar address is void. Calendars that read it show nothing new from now on; remove it there as well.');
  };

  const eventsOf = async (person: Person): Promise<FeedEvent[]> => {
    const { tasks: listed } = await tasks.list({ owner: person.key, status: OPEN_STATUSES }, { skip: 0, limit: MOST });
    const each = await Promise.all(listed.map(async (task): Promise<FeedEvent[]> => {
      if (!isConfirmed(task)) return [];
      const playbook = await playbookFor(task, playbooks);
      // A calendar lies on other people's servers: of what is restricted not even the kind of work.
      const title = isRestricted(task, playbook) ? taskName(task.number) : titleOf(playbook, task);
      const event = (what: string, at: Date, summary: string) => ({ uid: `${taskName(task.number)}-${what}`, at, summary, version: task.version, changed: task.since });
      return [
        ...(task.due.pausedSince === null ? [event('due', task.due.at, `Due: ${title}`)] : []),
        ...(task.deadline === null ? [] : [event('deadline', task.deadline.at, `Deadline: ${title}`)]),
      ];
    }));
    return each.flat();
  };

  return {
    about,
    read: async (token) => {
      const key = await feeds.personOf(hashOfToken(token));
      const person = personOf(playbooks.current(), key);
      return person === null || !hasTasks(person) ? null : { name: `Rounds: ${person.name}`, events: await eventsOf(person) };
    },
    errand: {
      forms: [],
      verbs: ['calendar', 'calendar_give', 'calendar_take_away'],
      press: async ({ person, door, verb }) => {
        if (!hasTasks(person)) return { result: 'say', say: MAY_NOT };
        const say = verb === 'calendar_give' ? await give(person, door) : verb === 'calendar_take_away' ? await takeAway(person, door) : await about(person);
        return { result: 'say', say };
      },
      redraw: async () => Promise.reject(new Error('the calendar has no form')),
      submit: async () => Promise.reject(new Error('the calendar has no form')),
    },
  };
};
