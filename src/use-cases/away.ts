// Days off: said by the person or by a lead, typed or in a form. New tasks go to others meanwhile, and what is due can be handed over.
import { cameBack, firstOpening, goneFor, isAway, staysHere } from '../domain/absence.js';
import type { DaysOut } from '../domain/date-words.js';
import { localDateOf } from '../domain/local-time.js';
import { asksBefore } from '../domain/moving.js';
import { mayFor } from '../domain/permissions.js';
import { personOf } from '../domain/playbook.js';
import type { Person, PersonKey } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { backMessage, NO_SUCH_DAYS, NOT_AT_SHARED_LOGIN, NOT_FOR_THEM, outMessage } from '../view/absence.js';
import { awayForm, daysOutProblem, readAwayForm, readAwayWords } from '../view/forms/away.js';
import { answer } from '../view/forms/inputs.js';
import type { Answers, Form, FormRef, Message } from '../view/nodes.js';
import { MAY_NOT_ASK } from '../view/refusal-text.js';
import { messageView } from '../view/shows.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import { heldTasks } from './held-tasks.js';
import type { Absences } from './keep-absences.js';
import type { Replied } from './rounds.js';
import { errors } from './submit.js';

export type GoingAway = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'audit' | 'newId'> & { absences: Absences; notices: Pick<NoticeStore, 'add'>; wallClock(): Date };

export const makeAway = (deps: GoingAway) => {
  const { playbooks, clock, audit, newId, absences, notices, wallClock } = deps;
  const today = () => localDateOf(playbooks.current().practice.timezone, clock.now());
  const whoIs = (key: PersonKey, instead: Person): Person => personOf(playbooks.current(), key) ?? instead;

  /** Who changed whose days is in the audit: it decides who gets work. Whoever did not say it themselves hears of it. */
  const record = async (by: Person, door: Door, whom: Person, days: Partial<DaysOut>) => {
    audit.note({ actor: by.key, door, action: 'absence', task: null, facts: { person: whom.key, ...days } });
    if (by.key === whom.key) return;
    await notices.add([{ key: `absence/${newId()}`, task: null, kind: 'absence', to: { person: whom.key }, by: by.key, wanted: 1 }], wallClock());
  };

  const refusal = (by: Person, door: Door, whom: Person): Message | null => {
    if (mayFor(by, 'absence', whom, playbooks.current())) return null;
    audit.note({ actor: by.key, door, action: 'denied', task: null, facts: { verb: 'absence', person: whom.key } });
    return by.shared ? NOT_AT_SHARED_LOGIN : by.key === whom.key ? MAY_NOT_ASK : NOT_FOR_THEM;
  };

  /** Queues that have no lead on those days: what nobody else can take still goes to the first of them. */
  const leaderless = (whom: Person, at: Date) => {
    const { queues, people, practice } = playbooks.current();
    const out = (key: PersonKey) => people.some((person) => person.key === key && isAway(person, at, practice.timezone));
    return queues.filter(({ leads }) => leads.includes(whom.key) && leads.every(out)).map(({ key }) => key);
  };

  const goes = async (by: Person, door: Door, whom: Person, days: DaysOut): Promise<Message> => {
    const no = refusal(by, door, whom);
    if (no !== null) return no;
    const open = firstOpening(days.back, playbooks.current());
    await absences.change(whom.key, (before) => goneFor(before, { ...days, back: localDateOf(playbooks.current().practice.timezone, open) }, today()));
    await record(by, door, whom, days);
    const due = (await heldTasks(deps, whom.key)).filter((task) => asksBefore(task, open)).length;
    const from = days.from > today() ? days.from : null;
    const first = from === null ? clock.now() : firstOpening(days.from, playbooks.current());
    return outMessage({ whom: whoIs(whom.key, whom), reader: by.key, from, back: open, due, alone: leaderless(whom, first) }, playbooks.current(), clock.now());
  };

  const returns = async (by: Person, door: Door, whom: Person): Promise<Message> => {
    const no = refusal(by, door, whom);
    if (no !== null) return no;
    await absences.change(whom.key, (before) => cameBack(before, today()));
    await record(by, door, whom, { back: today() });
    return backMessage(whoIs(whom.key, whom), by.key, playbooks.current(), clock.now());
  };

  const drops = async (by: Person, door: Door, whom: Person, from: string): Promise<Message> => {
    const no = refusal(by, door, whom);
    if (no !== null) return no;
    await absences.change(whom.key, (before) => staysHere(before, from));
    await record(by, door, whom, { from });
    return backMessage(whoIs(whom.key, whom), by.key, playbooks.current(), clock.now());
  };

  const draw = (reader: Person, ref: FormRef, answers: Answers): Form => {
    const playbook = playbooks.current();
    const others = playbook.people.filter((person) => person.key !== reader.key && mayFor(reader, 'absence', person, playbook));
    const people = [whoIs(reader.key, reader), ...others];
    const wanted = answer(answers, 'person') || ref.arg;
    const whom = people.find(({ key }) => key === wanted) ?? whoIs(reader.key, reader);
    return awayForm({ playbook, now: clock.now(), answers, ref, whom, said: absences.of(whom.key), people });
  };

  const open = (reader: Person, door: Door, whom?: string): Replied => {
    const no = refusal(reader, door, reader);
    return no === null ? { result: 'form', form: draw(reader, { form: newId(), ...(whom ? { arg: whom } : {}) }, {}) } : { result: 'say', say: no };
  };

  const errand: Errand = {
    forms: ['away_form'], verbs: ['away', 'away_back', 'away_drop'],
    press: async ({ person, door, verb, ref }) => {
      if (verb === 'away') return open(person, door, ref.arg);
      const [key = '', from = ''] = (ref.arg ?? person.key).split('|');
      const whom = whoIs(key, person);
      return { result: 'say', say: verb === 'away_back' ? await returns(person, door, whom) : await drops(person, door, whom, from) };
    },
    redraw: async ({ person, ref, answers }) => (person.shared ? messageView(NOT_AT_SHARED_LOGIN, ref) : draw(person, ref, answers)),
    submit: async ({ person, door, ref, answers }) => {
      const read = readAwayForm(answers);
      const problems = read.ok ? daysOutProblem(read.days, playbooks.current(), clock.now()) : read.problems;
      if (!read.ok || Object.keys(problems).length > 0) return errors(problems, playbooks.current());
      return { result: 'done', say: await goes(person, door, whoIs(answer(answers, 'person') || (ref.arg ?? ''), person), read.days) };
    },
  };

  /** The words after `/rounds away`, about whoever types them. */
  const typed = async (person: Person, door: Door, words: string): Promise<Replied> => {
    if (words === '') return open(person, door);
    const said = readAwayWords(words, playbooks.current(), clock.now());
    if (said === null) return { result: 'say', say: NO_SUCH_DAYS };
    return { result: 'say', say: said === 'back' ? await returns(person, door, person) : await goes(person, door, person, said) };
  };

  return { errand, typed };
};
