// What every form on a task is: built from what is known, and read back into one step.
import type { Step } from '../../domain/command.js';
import type { Person, Playbook } from '../../domain/playbook.js';
import type { FieldProblem } from '../../domain/refusal.js';
import type { Sealed, Task } from '../../domain/task.js';
import { taskName } from '../../domain/task.js';
import type { Answers, Form, FormName, FormRef, Input, Node, Option } from '../nodes.js';
import { exitWords, SEALED_HINT } from '../words.js';
import type { Status } from '../../domain/task.js';
import { answer, choiceControl } from './inputs.js';
import type { Seal } from './inputs.js';

export type FormScene = {
  playbook: Playbook;
  now: Date;
  reader: Person;
  task: Task;
  /** What stands in the form now: nothing when it opens. */
  answers: Answers;
  ref: FormRef;
};

export type Read = { ok: true; step: Step } | { ok: false; problems: Readonly<Record<string, FieldProblem>> };

export type TaskForm = {
  name: FormName;
  /** The button that opens it. */
  verb: string;
  build(scene: FormScene): Form;
  /** Answers as a step. Only their shape is checked here; the domain judges them. */
  read(scene: FormScene, seal: Seal): Read;
};

export const step = (value: Step): Read => ({ ok: true, step: value });

type Frame = { name: FormName; verb: string; title: string; submit: string };

/** Title, buttons and reference of a form on a task: `Wait: T-12`. */
export const framed = ({ name, title, submit }: Frame, { task, ref }: FormScene, parts: readonly (Node | Input)[]): Form => ({
  name, title: `${title} ${taskName(task.number)}`.slice(0, 24), submit, close: 'Back', ref, parts,
});

const JOINS = /^(The|A|An|It|Nobody|Somebody|Something|Whoever|We|You|There)\b/;

/** The exit criterion of a status in one line: `Choose this when the patient knows the new time, and the old slot is free.` */
export const criterion = ({ playbook, task }: FormScene, status: Status): Node => {
  const words = exitWords(playbook, task, status);
  return { kind: 'small', lines: [JOINS.test(words) ? `Choose this when ${words.charAt(0).toLowerCase()}${words.slice(1)}` : `Choose this when: ${words}`] };
};

/** Why, by a choice: quicker than typing, and without patient details. */
export const whyInput = (options: readonly string[], answers: Answers): Input => {
  const choices: Option[] = options.map((label) => ({ value: label, label }));
  return { kind: 'input', key: 'why', label: 'Why', optional: false, control: choiceControl(choices, answer(answers, 'why'), 'radio') };
};

/** The chosen reason; empty where it is none of those offered. The history keeps it and the export shows it, so nobody's own words come through. */
export const whyOf = (options: readonly string[], answers: Answers): string => options.find((option) => option === answer(answers, 'why')) ?? '';

export const NOTE_LIMIT = 3000;

/** A free text that stays with the task, encrypted. */
export const noteInput = (answers: Answers, { label, needed }: { label: string; needed: boolean }): Input => ({
  kind: 'input', key: 'note', label, optional: !needed, hint: SEALED_HINT,
  control: { kind: 'text', multiline: true, max: NOTE_LIMIT, ...(answer(answers, 'note') === '' ? {} : { value: answer(answers, 'note') }) },
});

export const sealedNote = (answers: Answers, seal: (text: string) => Sealed): Sealed | null => {
  const text = answer(answers, 'note');
  return text === '' ? null : seal(text.slice(0, NOTE_LIMIT));
};
