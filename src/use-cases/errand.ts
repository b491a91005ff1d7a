// What is about people or rules and no single task: days off, moving what somebody left, handing off, setup. Each has its buttons and its forms.
import type { Person } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import type { ActionRef, Answers, Form, FormName, FormRef } from '../view/nodes.js';
import type { Pressed, Submitted } from './rounds.js';

export type ErrandPress = { person: Person; door: Door; verb: string; ref: ActionRef };
export type ErrandForm = { person: Person; door: Door; name: FormName; ref: FormRef; answers: Answers };

export type Errand = {
  /** The forms that come back to it. */
  forms: readonly FormName[];
  /** The buttons that begin it or go on with it. */
  verbs: readonly string[];
  press(press: ErrandPress): Promise<Pressed>;
  redraw(form: ErrandForm): Promise<Form>;
  submit(form: ErrandForm): Promise<Submitted>;
};
