// The inputs that forms share, and how their answers become values.
import { choicesOf, isPrivate, problemOf, textLimit } from '../../domain/fields.js';
import type { Choice, Field, Playbook, TaskType } from '../../domain/playbook.js';
import type { FieldProblem } from '../../domain/refusal.js';
import { isSealed } from '../../domain/task.js';
import type { Fields, FieldValue, Sealed } from '../../domain/task.js';
import type { Answers, Control, Input, Option } from '../nodes.js';
import { SEALED_HINT } from '../words.js';

/** One text answer; empty where none was given. */
export const answer = (answers: Answers, key: string): string => {
  const value = answers[key];
  return typeof value === 'string' ? value.trim() : '';
};

/** A moment that a person chose; null where none was. */
export const moment = (answers: Answers, key: string): Date | null => {
  const at = new Date(answer(answers, key));
  return Number.isNaN(at.getTime()) ? null : at;
};

export const optionsOf = (choices: readonly Choice[]): Option[] => choices.map(({ key, label }) => ({ value: key, label }));
const YES_NO: readonly Option[] = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }];

/** Radio buttons show every choice; from eight on a drop-down is quicker. */
const MOST_RADIOS = 7;

export const choiceControl = (options: readonly Option[], value: string | undefined, style?: 'list' | 'radio'): Control => ({
  kind: 'choice', style: style ?? (options.length > MOST_RADIOS ? 'list' : 'radio'), options,
  ...(value !== undefined && options.some((option) => option.value === value) ? { value } : {}),
});

/** What stands in an input: what was typed before, else what the task holds. Sealed answers never come back into a chat form. */
const shown = (field: Field, answers: Answers, fields: Fields): string | readonly string[] | undefined => {
  const typed = answers[field.key];
  if (typed !== undefined) return typed;
  const held = fields[field.key];
  if (held === undefined || isSealed(held)) return undefined;
  if (typeof held === 'boolean') return held ? 'yes' : 'no';
  return typeof held === 'number' ? String(held) : held;
};

const controlOf = (field: Field, playbook: Playbook, value: string | readonly string[] | undefined): Control => {
  const single = typeof value === 'string' && value !== '' ? value : undefined;
  const choices = choicesOf(field, playbook);
  if (field.kind === 'choices') return { kind: 'choices', options: optionsOf(choices ?? []), ...(Array.isArray(value) && value.length > 0 ? { value } : {}) };
  if (choices !== null) return choiceControl(optionsOf(choices), single, 'list');
  switch (field.kind) {
    case 'yes_no': return choiceControl(YES_NO, single);
    case 'number': case 'money': return { kind: 'number', decimals: field.kind === 'money', ...(single !== undefined && Number.isFinite(Number(single)) ? { value: Number(single) } : {}), ...(field.kind === 'money' ? { min: 0 } : {}) };
    case 'date': return { kind: 'date', ...(single === undefined ? {} : { value: single }) };
    case 'datetime': return { kind: 'datetime', ...(single === undefined ? {} : { value: single }) };
    default: return { kind: 'text', multiline: field.kind === 'long_text', max: textLimit(field.kind), ...(single === undefined ? {} : { value: single }) };
  }
};

/** The input of one field. `needed`: this step cannot do without it. `redraws`: other fields depend on it. */
export const fieldInput = (field: Field, type: TaskType, playbook: Playbook, answers: Answers, fields: Fields, { needed, redraws }: { needed: boolean; redraws: boolean }): Input => {
  const kept = isSealed(fields[field.key]) ? ['Leave it empty to keep what is there.'] : [];
  const hint = [...(field.hint ? [field.hint.replace(/[^.?!]$/, '$&.')] : []), ...(isPrivate(type, field) ? [SEALED_HINT] : []), ...kept].join(' ');
  return {
    kind: 'input', key: field.key, label: field.label, optional: !needed || kept.length > 0, control: controlOf(field, playbook, shown(field, answers, fields)),
    ...(hint === '' ? {} : { hint }), ...(redraws ? { redraws } : {}), ...(field.kind === 'patient_ref' || field.kind === 'phone' ? { ofPatient: true } : {}),
  };
};

/** Digits at most of an amount, with its signs: the expression below takes the square of it in steps. */
const LONGEST_NUMBER = 30;

const parsed = (field: Field, raw: string | readonly string[]): FieldValue => {
  if (typeof raw !== 'string') return raw;
  const text = raw.trim();
  switch (field.kind) {
    case 'yes_no': return text === 'yes' ? true : text === 'no' ? false : text;
    case 'number': case 'money': return text.length <= LONGEST_NUMBER && /^\$?\s*-?[\d,]*\.?\d+$/.test(text) ? Number(text.replace(/[$,\s]/g, '')) : Number.NaN;
    case 'choices': return text === '' ? [] : [text];
    default: return text;
  }
};

/** Seals an answer: a patient reference so that it can be found again, everything else so that it cannot. */
export type Seal = (text: string, kind?: Field['kind']) => Sealed;

export type ReadFields = { fields: Fields; problems: Record<string, FieldProblem> };

/** Typed answers to the given fields as values, the private ones sealed once they are well-formed. Empty answers are left out. */
export const readFields = (fields: readonly Field[], type: TaskType, answers: Answers, playbook: Playbook, seal: Seal): ReadFields => {
  const result: { fields: Record<string, FieldValue>; problems: Record<string, FieldProblem> } = { fields: {}, problems: {} };
  for (const field of fields) {
    const raw = answers[field.key];
    if (raw === undefined || raw.length === 0) continue;
    const value = parsed(field, raw);
    const problem = problemOf(field, value, playbook);
    if (problem !== null) result.problems[field.key] = problem;
    else result.fields[field.key] = isPrivate(type, field) && typeof value === 'string' ? seal(value, field.kind) : value;
  }
  return result;
};
