import type { Field, FollowUp, Outcome, Playbook, TaskType } from '../../domain/playbook.js';
import { typeOf } from '../../domain/playbook.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';
import { misfit, namesOf } from './condition-faults.js';
import type { Check } from './finding.js';
import { error, unknownKeys } from './finding.js';

const find = (fields: readonly Field[], key: string) => fields.find((field) => field.key === key);

const noField = (key: string, type: TaskType, fields: readonly Field[], path: Path): Finding => {
  const known = fields.map((field) => field.key);
  return error(path, `"${key}" is no field of ${type.name}.`, `${didYouMean(key, known)}Write one of: ${known.join(', ')}.`);
};

const carryFaults = (carry: FollowUp['carry'], type: TaskType, outcome: Outcome, target: TaskType, path: Path): Finding[] => {
  const own = [...type.fields, ...outcome.fields];
  return carry.flatMap(({ from, to }): Finding[] => {
    const [source, goal] = [find(own, from), find(target.fields, to)];
    if (source === undefined) return [noField(from, type, own, path)];
    if (goal === undefined) return [noField(to, target, target.fields, path)];
    return source.kind === goal.kind ? [] : [error(path, `${source.label} is a ${source.kind}, and ${goal.label} of ${target.name} is a ${goal.kind}.`, 'Carry over only fields of the same kind.')];
  });
};

const fillFaults = (fill: FollowUp['fill'], target: TaskType, playbook: Playbook, path: Path): Finding[] => {
  const names = namesOf(target.fields, playbook);
  return Object.entries(fill).flatMap(([key, value]): Finding[] => {
    const values = names[key];
    if (values === undefined || find(target.fields, key) === undefined) return [noField(key, target, target.fields, [...path, key])];
    const fault = misfit(key, value, values);
    return fault === null ? [] : [error([...path, key], fault.message, fault.fix)];
  });
};

/** The task that an outcome creates exists as a type, and knows what it is given. */
export const followUps: Check = (playbook) =>
  playbook.task_types.flatMap((type) =>
    type.outcomes.flatMap((outcome): Finding[] => {
      const { follow_up } = outcome;
      if (follow_up === undefined) return [];
      const path = ['task_types', type.key, 'outcomes', outcome.key, 'follow_up'];
      const target = typeOf(playbook, follow_up.type);
      if (target === null) return unknownKeys([follow_up.type], playbook.task_types, 'task_types', [...path, 'type']);
      return [...carryFaults(follow_up.carry, type, outcome, target, [...path, 'carry']), ...fillFaults(follow_up.fill, target, playbook, [...path, 'fill'])];
    }));
