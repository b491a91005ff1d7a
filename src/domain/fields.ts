// A type's fields: which exist for these answers, whether an answer is well-formed, and what a step still lacks.
import { holds } from './condition.js';
import type { Facts } from './condition.js';
import type { Choice, Field, Outcome, Playbook, TaskType } from './playbook.js';
import type { FieldProblem } from './refusal.js';
import { isSealed } from './task.js';
import type { Fields, FieldValue, Priority } from './task.js';

/** Kinds whose answers may be of the patient: sealed at rest and never shown where PHI may not stand. */
const PRIVATE_KINDS = ['patient_ref', 'phone', 'text', 'long_text'];
export const isPrivate = (type: Pick<TaskType, 'patient_data'>, field: Pick<Field, 'kind'>) =>
  field.kind === 'patient_ref' || (type.patient_data && PRIVATE_KINDS.includes(field.kind));

/** The choices that a field offers; null where anything of its kind goes. */
export const choicesOf = (field: Pick<Field, 'kind' | 'options'>, playbook: Playbook): readonly Choice[] | null => {
  switch (field.kind) {
    case 'choice': case 'choices': return field.options ?? [];
    case 'location': return playbook.locations;
    case 'provider': return playbook.providers;
    case 'insurer': return playbook.insurers;
    case 'plan_type': return playbook.plan_types;
    case 'person': return playbook.people.map(({ key, name }) => ({ key, label: name }));
    case 'text': case 'long_text': case 'number': case 'money': case 'date': case 'datetime': case 'patient_ref': case 'phone': case 'yes_no': return null;
  }
};

const TEXT_LIMITS: Partial<Record<Field['kind'], number>> = { text: 200, long_text: 3000, patient_ref: 40, phone: 30 };
/** Letters at most in an answer of this kind. */
export const textLimit = (kind: Field['kind']) => TEXT_LIMITS[kind] ?? 200;

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
/** With its zone: without one it would mean another moment on another machine. */
const isMoment = (value: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

/** What is wrong with an answer, or null. Sealed answers were checked before they were sealed. */
export const problemOf = (field: Field, value: FieldValue, playbook: Playbook): FieldProblem | null => {
  if (isSealed(value)) return null;
  const choices = choicesOf(field, playbook);
  const known = (key: unknown) => choices?.some((choice) => choice.key === key) ?? false;
  switch (field.kind) {
    case 'choices': return Array.isArray(value) && value.every(known) ? null : { problem: 'unknown_choice' };
    case 'choice': case 'location': case 'provider': case 'insurer': case 'plan_type': case 'person': return known(value) ? null : { problem: 'unknown_choice' };
    case 'yes_no': return typeof value === 'boolean' ? null : { problem: 'unknown_choice' };
    case 'number': return typeof value === 'number' && Number.isFinite(value) ? null : { problem: 'not_a_number' };
    case 'money': return typeof value !== 'number' || !Number.isFinite(value) ? { problem: 'not_a_number' } : value < 0 ? { problem: 'negative' } : null;
    case 'date': return typeof value === 'string' && isDay(value) ? null : { problem: 'not_a_date' };
    case 'datetime': return typeof value === 'string' && isMoment(value) ? null : { problem: 'not_a_date' };
    case 'phone': return typeof value === 'string' && /^[+()\d\s.x-]{7,30}$/i.test(value) ? null : { problem: 'not_a_phone' };
    case 'text': case 'long_text': case 'patient_ref': {
      const most = textLimit(field.kind);
      return typeof value === 'string' && value.length <= most ? null : { problem: 'too_long', most };
    }
  }
};

/** What conditions may ask of a task. */
export const factsOf = (fields: Fields, more: { priority?: Priority | null; outcome?: string | null } = {}): Facts => ({ ...fields, ...more });

/** The fields that exist for these answers: those without `when`, and those whose `when` holds. */
export const fieldsFor = (fields: readonly Field[], facts: Facts): Field[] => fields.filter((field) => field.when === undefined || holds(field.when, facts));

const STEPS = ['create', 'start', 'done'] as const;
type Needed = (typeof STEPS)[number];

/** Fields that a step needs: its own and those of the steps before it. */
export const neededFor = (step: Needed, fields: readonly Field[], facts: Facts): Field[] => {
  const upTo = STEPS.slice(0, STEPS.indexOf(step) + 1);
  return fieldsFor(fields, facts).filter((field) => field.needed !== undefined && upTo.includes(field.needed));
};

const isEmpty = (value: FieldValue | undefined) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Problems of the given answers, and of what the step lacks. Fields of other types are no problem here: they are dropped by `keepKnown`. */
export const problemsAt = (step: Needed, type: TaskType, outcome: Outcome | null, fields: Fields, playbook: Playbook, facts: Facts): Record<string, FieldProblem> => {
  const asked = [...type.fields, ...(outcome?.fields ?? [])];
  const malformed = fieldsFor(asked, facts).flatMap((field) => {
    const value = fields[field.key];
    const problem = value === undefined || isEmpty(value) ? null : problemOf(field, value, playbook);
    return problem === null ? [] : [[field.key, problem] as const];
  });
  const missing = neededFor(step, asked, facts).filter(({ key }) => isEmpty(fields[key])).map(({ key }) => [key, { problem: 'missing' }] as const);
  return Object.fromEntries([...missing, ...malformed]);
};

/** Only answers to fields that exist for the type and its outcome. */
export const keepKnown = (type: TaskType, outcome: Outcome | null, fields: Fields, facts: Facts): Fields => {
  const keys = fieldsFor([...type.fields, ...(outcome?.fields ?? [])], facts).map(({ key }) => key);
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => keys.includes(key) && !isEmpty(value)));
};

/**
 * The answers that count for a step, the facts they make, and what is wrong with them. An answer whose field does not exist (any more) is
 * dropped, and so is what hung on it.
 */
export const readAnswers = (step: Needed, of: { type: TaskType; outcome: Outcome | null; priority: Priority | null }, given: Fields, playbook: Playbook): { fields: Fields; facts: Facts; problems: Record<string, FieldProblem> } => {
  const facts = factsOf(given, { priority: of.priority, ...(of.outcome ? { outcome: of.outcome.key } : {}) });
  const fields = keepKnown(of.type, of.outcome, given, facts);
  if (Object.keys(fields).length < Object.keys(given).length) return readAnswers(step, of, fields, playbook);
  return { fields, facts, problems: problemsAt(step, of.type, of.outcome, fields, playbook, facts) };
};
