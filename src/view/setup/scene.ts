// What every view and form of setup is made of, and how a form's answers become a change of the rules.
import type { Playbook } from '../../domain/playbook.js';
import type { Door } from '../../domain/words.js';
import type { Path } from '../../playbook/fault.js';
import type { Edit, Settings } from '../../playbook/settings.js';
import { identifiersIn } from '../../triage/identifiers.js';
import { answer, choiceControl } from '../forms/inputs.js';
import type { Answers, Button, Form, FormName, FormRef, Input, Node } from '../nodes.js';

/** An earlier version, for the form that goes back to it: what it says, and what going back would change. */
export type Earlier = { version: number; settings: Settings; lines: readonly string[] };

export type SetupScene = {
  playbook: Playbook;
  now: Date;
  /** On which platform the form is shown: its menus give that platform's own ids. */
  door: Door;
  answers: Answers;
  /** `version` is that of the rules which the form shows; `arg` names the entry. */
  ref: FormRef;
  earlier: Earlier | null;
};

export type SetupRead =
  | { ok: true; edit: Edit; /** In keys, for the audit. */ facts: Readonly<Record<string, string | number>>; fact?: true }
  /** Sentences by the input that each belongs to. */
  | { ok: false; problems: Readonly<Record<string, string>> };

/** The places of setup that list something; a form leads back to one. */
export type SetupPlace = 'setup' | 'setup_people' | 'setup_queues' | 'setup_hours' | 'setup_rules' | 'setup_suggestions' | 'setup_versions';

export type SetupForm = {
  name: FormName;
  /** The button that opens it. */
  verb: string;
  /** Where it leads when it is saved. */
  back: SetupPlace;
  build(scene: SetupScene): Form;
  read(scene: SetupScene): SetupRead;
  /** The input to which a fault of the playbook belongs; null: to the form as a whole. `cause` is another place that may have led to it. */
  inputOf(path: Path, scene: SetupScene, cause?: Path): string | null;
};

export const PLACE_WORDS: Record<SetupPlace, string> = { setup: 'Setup', setup_people: 'People', setup_queues: 'Queues', setup_hours: 'Hours', setup_rules: 'Routing', setup_suggestions: 'Suggestions', setup_versions: 'Versions' };

/** A button that leads somewhere in setup. It carries the version that was seen. */
export const leads = (verb: string, label: string, { playbook }: Pick<SetupScene, 'playbook'>, arg?: string, style?: Button['style']): Button => ({
  verb, label, ref: { version: playbook.version, ...(arg === undefined ? {} : { arg }) }, ...(style === undefined ? {} : { style }),
});

const wayBack = (place: SetupPlace, scene: SetupScene): Node => ({ kind: 'buttons', buttons: [leads(place, `Back to ${PLACE_WORDS[place].toLowerCase()}`, scene)] });

const OTHER = 'Something else';
const NOTE_LIMIT = 200;

/** Each form has keys of its own: where one takes another's place, Slack keeps what stands under the same key, and the reason of one change is not that of the next. */
const whyKeys = (name: FormName) => ({ why: `${name}_why`, note: `${name}_note` });

/** Why, by a choice and a few words: whoever reads the versions in a year wants to know. */
const whyInputs = (name: FormName, options: readonly string[], answers: Answers): Input[] => {
  const { why, note } = whyKeys(name);
  return [
    { kind: 'input', key: why, label: 'Why', optional: false, control: choiceControl([...options, OTHER].map((label) => ({ value: label, label })), answer(answers, why), 'list') },
    textInput(note, 'In your own words', answer(answers, note), { optional: true, max: NOTE_LIMIT, hint: 'Admins and auditors read this. Nothing of a patient.' }),
  ];
};

/** The reason that the form offered and that was chosen; empty where it is none of them. */
const chosenReason = (form: Pick<Form, 'parts'>, key: string, answers: Answers): string => {
  const offered = form.parts.flatMap((part) => (part.kind === 'input' && part.key === key && part.control.kind === 'choice' ? part.control.options : []));
  return offered.find(({ value }) => value === answer(answers, key))?.value ?? '';
};

/** The reason that is kept with the version, or what is wrong with it. */
export const reasonOf = (form: Pick<Form, 'name' | 'parts'>, answers: Answers): { ok: true; why: string } | { ok: false; problems: Readonly<Record<string, string>> } => {
  const keys = whyKeys(form.name);
  const [choice, note] = [chosenReason(form, keys.why, answers), answer(answers, keys.note).slice(0, NOTE_LIMIT)];
  if (choice === '') return { ok: false, problems: { [keys.why]: 'Please choose one.' } };
  if (choice === OTHER && note === '') return { ok: false, problems: { [keys.note]: 'Say it in a few words.' } };
  if (identifiersIn(note).length > 0) return { ok: false, problems: { [keys.note]: 'This looks like it is of a patient. Leave that out: the reason is kept for years and is not encrypted.' } };
  return { ok: true, why: choice === OTHER ? note : [choice, note].filter((part) => part !== '').join(': ') };
};

type Frame = { name: FormName; back: SetupPlace; title: string; submit: string; reasons: readonly string[] };

/** A form of setup: its inputs, the reason, and the way back without saving. */
export const setupForm = ({ name, back, title, submit, reasons }: Frame, scene: SetupScene, parts: readonly (Node | Input)[]): Form => ({
  name, title: title.slice(0, 24), submit, close: 'Close', ref: { ...scene.ref, version: scene.playbook.version }, instead: true,
  parts: [...parts, ...whyInputs(name, reasons, scene.answers), wayBack(back, scene)],
});

/** A view of setup that only shows. */
export const setupView = (title: string, scene: Pick<SetupScene, 'playbook' | 'ref'>, parts: readonly Node[]): Form => ({
  name: 'setup_view', title: title.slice(0, 24), close: 'Close', ref: { ...scene.ref, version: scene.playbook.version }, instead: true, parts,
});

/** A text that a form asks, with what was typed or what stands. */
export const textInput = (key: string, label: string, value: string, { optional = false, max = 100, hint }: { optional?: boolean; max?: number; hint?: string } = {}): Input => ({
  kind: 'input', key, label, optional, ...(hint === undefined ? {} : { hint }), control: { kind: 'text', multiline: false, max, ...(value === '' ? {} : { value }) },
});

/** One text answer where the form was filled in; else what stands. */
export const typedOr = (answers: Answers, key: string, held: string): string => (Object.keys(answers).length === 0 ? held : answer(answers, key));
/** Several, likewise. */
export const chosenOr = (answers: Answers, key: string, held: readonly string[]): readonly string[] => (Object.keys(answers).length === 0 ? held : listAnswer(answers, key));

/** All that was chosen of several; none where nothing was. */
export const listAnswer = (answers: Answers, key: string): readonly string[] => {
  const value = answers[key];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};
