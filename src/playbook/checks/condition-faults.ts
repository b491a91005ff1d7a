// A condition that can never hold is worse than none: it looks like a rule.
import type { Condition, Scalar, Test } from '../../domain/condition.js';
import type { Field, Playbook } from '../../domain/playbook.js';
import { PRIORITIES } from '../../domain/task.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';
import { error } from './finding.js';

/** What a name in a condition can be: one of these words, true or false, a number, or any text. */
export type Values = readonly string[] | 'yes_no' | 'number' | 'text';
export type Names = Readonly<Record<string, Values>>;

/** Names that conditions may use beside fields; a field must not take one of them. */
export const RESERVED = ['outcome', 'priority', 'source', 'type', 'queue', 'created', 'due', 'deadline', 'any'] as const;

const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);

const valuesOf = (field: Field, playbook: Playbook): Values => {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return keysOf(field.options ?? []);
    case 'location':
      return keysOf(playbook.locations);
    case 'provider':
      return keysOf(playbook.providers);
    case 'insurer':
      return keysOf(playbook.insurers);
    case 'plan_type':
      return keysOf(playbook.plan_types);
    case 'person':
      return keysOf(playbook.people);
    case 'yes_no':
      return 'yes_no';
    case 'number':
    case 'money':
      return 'number';
    default:
      return 'text';
  }
};

/** The names that a task with these fields answers to. */
export const namesOf = (fields: readonly Field[], playbook: Playbook): Names => ({
  ...Object.fromEntries(fields.map((field) => [field.key, valuesOf(field, playbook)])),
  priority: PRIORITIES,
});

/** Why a value can never be that of the name; null where it can. */
export const misfit = (name: string, value: Scalar, values: Values): { message: string; fix: string } | null => {
  const said = JSON.stringify(value);
  if (values === 'text') return null;
  if (values === 'yes_no') return typeof value === 'boolean' ? null : { message: `${name} is yes or no, and ${said} is neither.`, fix: 'Write true or false, without quotes.' };
  if (values === 'number') return typeof value === 'number' ? null : { message: `${name} is a number, and ${said} is none.`, fix: `Write a number, or { at_least: 500 }.` };
  if (values.includes(String(value)) && typeof value === 'string') return null;
  return { message: `${said} is no value of ${name}.`, fix: `${didYouMean(value, values)}Write one of: ${values.join(', ')}.` };
};

const testFaults = (name: string, test: Test, values: Values, path: Path): Finding[] => {
  if (typeof test === 'object' && !Array.isArray(test)) {
    return values === 'number' ? [] : [error(path, `${name} is no number, so at_least and at_most do not fit.`, 'Write a value, or a list of values.')];
  }
  const wanted: readonly Scalar[] = Array.isArray(test) ? test : [test];
  return wanted.flatMap((value) => {
    const fault = misfit(name, value, values);
    return fault === null ? [] : [error(path, fault.message, fault.fix)];
  });
};

/** Everything in a condition that no task could ever fulfil. */
export const conditionFaults = (condition: Condition, names: Names, path: Path): Finding[] => {
  if (condition === 'always') return [];
  if ('any' in condition) return condition.any.flatMap((each, index) => conditionFaults(each, names, [...path, 'any', index]));
  return Object.entries(condition.all).flatMap(([name, test]) => {
    const values = names[name];
    const here = [...path, name];
    if (values === undefined) return [error(here, `"${name}" is nothing that can be asked here.`, `${didYouMean(name, Object.keys(names))}These can: ${Object.keys(names).join(', ')}.`)];
    return testFaults(name, test, values, here);
  });
};
