// The form of days off: who, from when, and back when.
import type { Absence } from '../../domain/absence.js';
import { readDaysOut } from '../../domain/date-words.js';
import type { DaysOut } from '../../domain/date-words.js';
import { addCalendarDays, localDateOf } from '../../domain/local-time.js';
import type { Person, Playbook } from '../../domain/playbook.js';
import type { FieldProblem } from '../../domain/refusal.js';
import type { Answers, Form, FormRef, Node } from '../nodes.js';
import { sayDay } from '../times.js';
import { answer, choiceControl } from './inputs.js';
import { personOption } from './planning.js';

/** Nobody plans farther, and whoever types a wrong year is asked again. */
const FARTHEST_DAYS = 366;

export type AwayScene = { playbook: Playbook; now: Date; answers: Answers; ref: FormRef; whom: Person; said: Absence; /** For whom this reader may say it: themselves first. */ people: readonly Person[] };

/** Days off that are known, with the way out of each: those of the playbook end early, and are changed there. */
const known = ({ playbook, now, whom, said }: AwayScene): Node[] => {
  const zone = playbook.practice.timezone;
  const today = localDateOf(zone, now);
  return whom.away.filter(({ to }) => to >= today).map(({ from, to }): Node => {
    const lines = [`Out ${sayDay(from, now, zone)} to ${sayDay(to, now, zone)}`];
    if (from <= today) return { kind: 'row', lines, button: { verb: 'away_back', label: 'Back now', ref: { arg: whom.key } } };
    if (said.away.some((span) => span.from === from)) return { kind: 'row', lines, button: { verb: 'away_drop', label: 'Not out after all', ref: { arg: `${whom.key}|${from}` } } };
    return { kind: 'text', lines: [`${lines[0] ?? ''}, by the playbook`] };
  });
};

export const awayForm = (scene: AwayScene): Form => {
  const { playbook, now, answers, ref, whom, people } = scene;
  const [from, back] = [answer(answers, 'from') || localDateOf(playbook.practice.timezone, now), answer(answers, 'back')];
  return {
    name: 'away_form', title: 'Out', submit: 'Save', close: 'Cancel', ref,
    parts: [
      ...(people.length > 1 ? [{ kind: 'input' as const, key: 'person', label: 'Who is out?', optional: false, redraws: true, control: choiceControl(people.map((person) => personOption(person, playbook, now)), whom.key, 'list') }] : []),
      ...known(scene),
      { kind: 'input', key: 'from', label: 'First day out', optional: false, control: { kind: 'date', value: from } },
      { kind: 'input', key: 'back', label: 'Back on', hint: 'From then on new tasks come again.', optional: false, control: { kind: 'date', ...(back === '' ? {} : { value: back }) } },
    ],
  };
};

/** Whether days off can be kept: they begin today or later, and end after that and within a year. */
export const daysOutProblem = ({ from, back }: DaysOut, playbook: Playbook, now: Date): Record<string, FieldProblem> => {
  const zone = playbook.practice.timezone;
  if (from < localDateOf(zone, now)) return { from: { problem: 'in_the_past' } };
  if (back <= from) return { back: { problem: 'ends_first' } };
  return back > localDateOf(zone, addCalendarDays(zone, now, FARTHEST_DAYS)) ? { back: { problem: 'too_far' } } : {};
};

export const readAwayForm = (answers: Answers): { ok: true; days: DaysOut } | { ok: false; problems: Record<string, FieldProblem> } => {
  const days: DaysOut = { from: answer(answers, 'from'), back: answer(answers, 'back') };
  const problems: Record<string, FieldProblem> = { ...(days.from === '' ? { from: { problem: 'missing' } } : {}), ...(days.back === '' ? { back: { problem: 'missing' } } : {}) };
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, days };
};

/** Words after `/rounds away`: back, or days off; null where they are neither. */
export const readAwayWords = (words: string, playbook: Playbook, now: Date): 'back' | DaysOut | null => {
  if (/^(i'?m )?(back|here)( now| again| today)?[.!]?$/i.test(words)) return 'back';
  const days = readDaysOut(words.replace(/^(i'?m )?back (on )?/i, 'until '), localDateOf(playbook.practice.timezone, now));
  return days === null || Object.keys(daysOutProblem(days, playbook, now)).length > 0 ? null : days;
};
