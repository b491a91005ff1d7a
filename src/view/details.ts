// The page that shows what chat may not, as plain data: a task's source, its private answers (masked) and its notes.
import { factsOf, fieldsFor, isPrivate } from '../domain/fields.js';
import { may } from '../domain/permissions.js';
import { typeOf } from '../domain/playbook.js';
import type { Field, Person, Playbook, TaskType } from '../domain/playbook.js';
import type { FieldProblem } from '../domain/refusal.js';
import { isConfirmed, isSealed, taskName } from '../domain/task.js';
import type { FieldValue, Sealed, Task } from '../domain/task.js';
import { allows } from '../domain/transitions.js';
import { fieldInput } from './forms/inputs.js';
import type { Answers, Input } from './nodes.js';
import { problemText } from './refusal-text.js';
import { cardLine, clockWords, lineWords, stateWords } from './task-line.js';
import { sayExactly, sayTime } from './times.js';
import { askedBy, cameByWords, nameOf, PRIORITY_WORDS, titleOf } from './words.js';

/** `ends`: its last two characters, enough to tell two apart; empty where they would give most of it away. */
export type Held = { shown: 'masked'; ends: string } | { shown: 'full'; text: string };
export type PrivateAnswer = { key: string; label: string; held: Held; mayReveal: boolean };
export type Asked = { input: Input; error: string | null };

export type DetailsView = {
  /** For the browser's tab: nothing of the patient. */
  title: string;
  number: number;
  version: number;
  heading: string;
  lines: readonly string[];
  source: { text: string | null; link: string | null; came: string };
  answers: readonly PrivateAnswer[];
  /** Files that came with mail; each opens by its id. */
  files: readonly { id: string; name: string; size: string; at: string }[];
  notes: readonly { by: string; at: string; exactly: string; text: string }[];
  /** What may be set here; empty where this reader, or this status, may not. */
  asks: readonly Asked[];
  mayNote: boolean;
  /** What stands in the note's field, and what is wrong with it. */
  note: { typed: string; error: string | null };
  /** What came of the last press, in a sentence. */
  say: string | null;
};

export type DetailsScene = {
  playbook: Playbook;
  now: Date;
  reader: Person;
  open(sealed: Sealed): string;
  /** Files that came with it. */
  files: readonly { id: string; name: Sealed; size: number; at: Date }[];
  /** The answer that was just revealed. */
  revealed?: string;
  /** Tasks of this kind for the same patient. */
  twins?: readonly Task[];
  typed?: Answers;
  problems?: Readonly<Record<string, FieldProblem>>;
  say?: string;
};

/** The key under which a note's problem and its text are kept beside those of fields. */
export const NOTE = 'note';

const SHORTEST_TO_TELL_APART = 5;

/** Its last two characters, where that leaves most of it hidden. */
export const endOfMasked = (text: string): string => (text.length < SHORTEST_TO_TELL_APART ? '' : text.slice(-2));

/** Every private field of a type, those of its outcomes included. */
const privateFields = (type: TaskType): Field[] => [...type.fields, ...type.outcomes.flatMap(({ fields }) => fields)].filter((field) => isPrivate(type, field));

/** The private answers that a task holds, by field. */
export const privateAnswers = (task: Task, playbook: Playbook): { field: Field; value: FieldValue }[] => {
  const type = typeOf(playbook, task.type);
  const seen = new Set<string>();
  return (type === null ? [] : privateFields(type)).flatMap((field) => {
    const value = task.fields[field.key];
    if (value === undefined || seen.has(field.key)) return [];
    seen.add(field.key);
    return [{ field, value }];
  });
};

/** What a card shows of the patient where it may: references masked, and the source's text. */
export type Quote = { references: readonly string[]; text: string | null };

/** `Chart number: •••••17`: patient references as a card shows them where it may. */
export const maskedReferences = (task: Task, playbook: Playbook, open: (sealed: Sealed) => string): string[] =>
  privateAnswers(task, playbook).filter(({ field }) => field.kind === 'patient_ref').map(({ field: { label }, value }) => `${label}: •••••${endOfMasked(isSealed(value) ? open(value) : String(value))}`);

/** The private fields that may be set on this page: those that exist for the task's answers. */
export const settable = (task: Task, playbook: Playbook): Field[] => {
  const type = typeOf(playbook, task.type);
  return type === null ? [] : fieldsFor(type.fields, factsOf(task.fields, { priority: task.priority })).filter((field) => isPrivate(type, field));
};

const answersOf = (task: Task, { playbook, reader, open, revealed }: DetailsScene): PrivateAnswer[] =>
  privateAnswers(task, playbook).map(({ field: { key, label }, value }) => {
    const text = isSealed(value) ? open(value) : String(value);
    return { key, label, mayReveal: may(reader, 'reveal', task, playbook), held: key === revealed ? { shown: 'full', text } : { shown: 'masked', ends: endOfMasked(text) } };
  });

const asksOf = (task: Task, { playbook, reader, typed = {}, problems = {} }: DetailsScene): Asked[] => {
  const type = typeOf(playbook, task.type);
  if (type === null || !may(reader, 'plan', task, playbook) || !allows(task.state.status, 'edit')) return [];
  return settable(task, playbook).map((field) => {
    const problem = problems[field.key];
    // An answer that stands in plain text is private all the same: only what was typed just now comes back into its field.
    const held = Object.fromEntries(Object.entries(task.fields).filter(([, value]) => isSealed(value)));
    return { input: fieldInput(field, type, playbook, typed, held, { needed: false, redraws: false }), error: problem === undefined ? null : problemText(problem, playbook) };
  });
};

const statusLines = (task: Task, { playbook, now, twins = [] }: DetailsScene): string[] => [
  ...(cardLine(task, playbook).length > 0 ? [cardLine(task, playbook).join(' · ')] : []),
  [stateWords(task, playbook, now), ...(isConfirmed(task) ? [PRIORITY_WORDS[task.priority], ...clockWords(task, playbook, now)] : [])].join(' · '),
  `Owner: ${nameOf(playbook, task.owner)} · ${askedBy(task, playbook)}`,
  ...twins.map((twin) => `The same patient has ${lineWords(twin, playbook, now)}`),
  ...(twins.length > 0 ? ['If they are the same, cancel one on its card: More, Cancel, Duplicate.'] : []),
];

/** `820 KB`, `1.4 MB`. */
const sizeWords = (bytes: number): string => (bytes < 1_000_000 ? `${String(Math.max(1, Math.round(bytes / 1000)))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

export const detailsView = (task: Task, scene: DetailsScene): DetailsView => {
  const { playbook, now, reader, open, typed = {}, problems = {} } = scene;
  const zone = playbook.practice.timezone;
  const typedNote = typed[NOTE];
  const wrong = problems[NOTE];
  return {
    title: `${taskName(task.number)} details`,
    number: task.number,
    version: task.version,
    heading: titleOf(playbook, task),
    lines: statusLines(task, scene),
    source: { text: task.sourceText && open(task.sourceText), link: task.source?.link ?? null, came: cameByWords(task.cameBy) },
    answers: answersOf(task, scene),
    files: scene.files.map(({ id, name, size, at }) => ({ id, name: open(name), size: sizeWords(size), at: sayTime(at, now, zone) })),
    notes: task.notes.map(({ at, by, text }) => ({ by: nameOf(playbook, by), at: sayTime(at, now, zone), exactly: sayExactly(at, zone), text: open(text) })),
    asks: asksOf(task, scene),
    mayNote: may(reader, 'note', task, playbook),
    note: { typed: typeof typedNote === 'string' ? typedNote : '', error: wrong === undefined ? null : problemText(wrong, playbook) },
    say: scene.say ?? null,
  };
};
