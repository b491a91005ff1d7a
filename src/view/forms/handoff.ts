// The form of a handoff: to whom, which tasks, a note.
import type { LeftOut } from '../../domain/handoff.js';
import type { Person, PersonKey, Playbook } from '../../domain/playbook.js';
import type { FieldProblem } from '../../domain/refusal.js';
import { isConfirmed, taskNumber } from '../../domain/task.js';
import type { Task } from '../../domain/task.js';
import type { Answers, Form, FormRef, Input, Node, Option } from '../nodes.js';
import { clockWords, stateWords } from '../task-line.js';
import { both, plural, titleOf } from '../words.js';
import { noteInput } from './form.js';
import { answer, choiceControl } from './inputs.js';

/** Slack's most for one list of choices, with room to spare. */
const MOST = 90;

export type HandoffScene = {
  playbook: Playbook; now: Date; answers: Answers; ref: FormRef; reader: Person;
  /** Who is here and could take some of it. */
  people: readonly Person[];
  to: Person | null;
  /** The giver's open tasks that can go to `to`, or all while nobody is chosen; and those that cannot. */
  tasks: readonly Task[];
  out: readonly LeftOut[];
  /** Those that are chosen as the form opens. */
  chosen: readonly number[];
};

const WHY: Record<LeftOut, (name: string, count: string) => string> = {
  not_in_queue: (name, count) => `${count} of queues where ${name} does not work`,
  closed_to_them: (name, count) => `${count} closed to ${name}`,
  not_yours: (_name, count) => `${count} that you may not hand on`,
};

/** How many cannot go there, and why. */
const leftOutLines = ({ out, to }: HandoffScene): string[] => {
  if (out.length === 0 || to === null) return [];
  const reasons = [...new Set(out)].map((why) => WHY[why](to.name, String(out.filter((each) => each === why).length)));
  return [`${plural(out.length, 'task')} left out: ${both(reasons)}.`];
};

const option = (task: Task, playbook: Playbook, now: Date): Option => {
  const when = isConfirmed(task) ? (clockWords(task, playbook, now)[0] ?? '') : '';
  return { value: String(task.number), label: [titleOf(playbook, task), when || stateWords(task, playbook, now)].join(' · '), about: stateWords(task, playbook, now) };
};

const taskInput = (scene: HandoffScene): (Node | Input)[] => {
  const { playbook, now, answers, tasks, chosen, to } = scene;
  if (tasks.length === 0) return [{ kind: 'text', lines: [`None of your tasks can go to ${to?.name ?? 'anybody else'}.`] }];
  const able = tasks.slice(0, MOST).map(({ number }) => number);
  const given = answers['tasks'];
  const typed = given === undefined ? chosen : (Array.isArray(given) ? given : [given]).map(Number);
  const value = able.filter((number) => typed.includes(number)).map(String);
  return [{ kind: 'input', key: 'tasks', label: 'Which tasks', optional: false, control: { kind: 'choices', options: tasks.slice(0, MOST).map((task) => option(task, playbook, now)), value } }];
};

export const handoffForm = (scene: HandoffScene): Form => {
  const { answers, ref, people, to } = scene;
  const here = people.map(({ key, name }) => ({ value: key, label: name }));
  const left = leftOutLines(scene);
  return {
    name: 'handoff_form', title: 'Hand off', submit: 'Offer', close: 'Cancel', ref,
    parts: [
      { kind: 'small', lines: ['They get one message and accept or decline. Until they accept, the tasks stay yours.'] },
      { kind: 'input', key: 'to', label: 'To whom', optional: false, redraws: true, control: choiceControl(here, to?.key, 'list') },
      ...taskInput(scene),
      ...(left.length === 0 ? [] : [{ kind: 'small' as const, lines: left }]),
      { ...noteInput(answers, { label: 'Note', needed: false }), hint: 'Goes with each task, encrypted, never shown in chat.' },
    ],
  };
};

export type ReadHandoff = { ok: true; to: PersonKey; tasks: number[] } | { ok: false; problems: Record<string, FieldProblem> };

export const readHandoff = (answers: Answers): ReadHandoff => {
  const given = answers['tasks'];
  const tasks = (given === undefined ? [] : Array.isArray(given) ? given : [given]).map((each) => taskNumber(String(each))).filter((number) => number !== null);
  const to = answer(answers, 'to');
  const problems: Record<string, FieldProblem> = { ...(to === '' ? { to: { problem: 'missing' } } : {}), ...(tasks.length === 0 ? { tasks: { problem: 'missing' } } : {}) };
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, to, tasks };
};

