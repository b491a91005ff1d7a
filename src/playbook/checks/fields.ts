import type { Field, FieldKind, TaskType } from '../../domain/playbook.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';
import { RESERVED } from './condition-faults.js';
import type { Check } from './finding.js';
import { error } from './finding.js';

/** A form at a busy desk: more questions than this are asked later, at start or done. */
const MOST_AT_CREATION = 3;

/** Kinds that may hold something of the patient. Dates count: those of a person's care are identifiers (45 CFR 164.514(b)(2)). */
const MAY_TELL: readonly FieldKind[] = ['patient_ref', 'phone', 'long_text', 'text', 'date', 'datetime'];
/** Kinds that hold patient details whatever the type says, or do not fit a line. */
const NEVER_ON_CARD: readonly FieldKind[] = ['patient_ref', 'phone', 'long_text'];

const fieldFaults = (field: Field, path: Path): Finding[] => {
  const isChoice = field.kind === 'choice' || field.kind === 'choices';
  const reserved: readonly string[] = RESERVED;
  return [
    ...(isChoice && (field.options ?? []).length === 0 ? [error(path, `${field.label} has nothing to choose from.`, 'Add options: [{ key: yes_please, label: Yes please }].')] : []),
    ...(!isChoice && field.options !== undefined ? [error([...path, 'options'], `${field.label} is a ${field.kind}, which has no options.`, 'Take the options out, or make it "kind: choice".')] : []),
    ...(reserved.includes(field.key) ? [error(path, `"${field.key}" already has a meaning in conditions and dates.`, `Give the field another key, such as ${field.key}_of_task.`)] : []),
  ];
};

const cardFaults = (type: TaskType): Finding[] =>
  type.card_line.flatMap((key): Finding[] => {
    const path = ['task_types', type.key, 'card_line'];
    const field = type.fields.find((each) => each.key === key);
    if (field === undefined) {
      const known = type.fields.map((each) => each.key);
      return [error(path, `card_line names "${key}", which is no field of ${type.name}.`, `${didYouMean(key, known)}Write one of: ${known.join(', ')}.`)];
    }
    const unsafe = type.patient_data ? MAY_TELL : NEVER_ON_CARD;
    return unsafe.includes(field.kind)
      ? [error(path, `${field.label} (${field.kind}) may tell of a patient, and a card's line is shown in chat.`, `Take ${key} out of card_line. Safe are choices, provider, location, insurer, plan type, person, numbers and yes/no.`)]
      : [];
  });

const callFaults = (type: TaskType): Finding[] => {
  const known = type.fields.map(({ key }) => key);
  return (type.call_first?.asks ?? []).filter((key) => !known.includes(key)).map((key) =>
    error(['task_types', type.key, 'call_first', 'asks'], `call_first asks "${key}", which is no field of ${type.name}.`, `${didYouMean(key, known)}Write one of: ${known.join(', ')}.`));
};

const typeFaults = (type: TaskType): Finding[] => {
  const path = ['task_types', type.key];
  const atCreation = type.fields.filter(({ needed }) => needed === 'create');
  const patients = type.patient_data ? [] : type.fields.filter(({ kind }) => kind === 'patient_ref');
  return [
    ...type.fields.flatMap((field) => fieldFaults(field, [...path, 'fields', field.key])),
    ...type.outcomes.flatMap((outcome) => outcome.fields.flatMap((field) => fieldFaults(field, [...path, 'outcomes', outcome.key, 'fields', field.key]))),
    ...atCreation.slice(MOST_AT_CREATION).map((field) =>
      error([...path, 'fields', field.key, 'needed'], `${type.name} asks ${String(atCreation.length)} fields at creation; ${String(MOST_AT_CREATION)} is the most.`, `Make ${field.key} "needed: start" or "needed: done".`)),
    ...patients.map((field) => error([...path, 'fields', field.key], `${type.name} says "patient_data: false" and asks for ${field.label}.`, 'Take the field out, or say "patient_data: true".')),
    ...cardFaults(type),
    ...callFaults(type),
  ];
};

/** Fields that can be asked, few enough of them, and none of the patient where everybody looks. */
export const fields: Check = ({ task_types }) => task_types.flatMap(typeFaults);
