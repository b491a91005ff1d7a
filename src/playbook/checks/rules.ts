import type { Field, Playbook, TaskType } from '../../domain/playbook.js';
import type { Finding } from '../fault.js';
import type { Names } from './condition-faults.js';
import { conditionFaults, namesOf } from './condition-faults.js';
import type { Check } from './finding.js';
import { error } from './finding.js';

/** A review looks at the outcome and what was asked with it. */
const reviewNames = (type: TaskType, playbook: Playbook): Names => {
  const asked: readonly Field[] = [...type.fields, ...type.outcomes.flatMap((outcome) => outcome.fields)];
  return { ...namesOf(asked, playbook), outcome: type.outcomes.map(({ key }) => key) };
};

const neverReached = (type: TaskType): Finding[] => {
  const always = type.deadlines.findIndex(({ when }) => when === 'always');
  return always === -1 ? [] : type.deadlines.slice(always + 1).map((_, index) =>
    error(['task_types', type.key, 'deadline', always + 1 + index], `This deadline never applies: entry ${String(always + 1)} holds always.`, 'Move it above that entry.'));
};

const typeFaults = (type: TaskType, playbook: Playbook): Finding[] => {
  const path = ['task_types', type.key];
  const names = namesOf(type.fields, playbook);
  const patients = type.waiting_on.filter(({ patient }) => patient);
  return [
    ...type.fields.flatMap((field) => conditionFaults(field.when ?? 'always', names, [...path, 'fields', field.key, 'when'])),
    ...type.outcomes.flatMap((outcome) =>
      outcome.fields.flatMap((field) => conditionFaults(field.when ?? 'always', names, [...path, 'outcomes', outcome.key, 'fields', field.key, 'when']))),
    ...type.due.cases.flatMap(({ when }, index) => conditionFaults(when, names, [...path, 'due', 'cases', index, 'when'])),
    ...type.deadlines.flatMap(({ when }, index) => conditionFaults(when, names, [...path, 'deadline', index, 'when'])),
    ...conditionFaults(type.call_first?.when ?? 'always', names, [...path, 'call_first', 'when']),
    ...type.escalate.flatMap(({ when }, index) => conditionFaults(when, names, [...path, 'escalate', index, 'when'])),
    ...(type.review === 'none' ? [] : conditionFaults(type.review.when, reviewNames(type, playbook), [...path, 'review', 'when'])),
    ...patients.slice(1).map(({ key }) => error([...path, 'waiting_on', key, 'patient'], 'Two waiting reasons say "patient: true", and "Left voicemail" can set only one.', 'Keep it on one of them.')),
    ...neverReached(type),
  ];
};

/** Conditions of types can hold. */
export const rules: Check = (playbook) => playbook.task_types.flatMap((type) => typeFaults(type, playbook));
