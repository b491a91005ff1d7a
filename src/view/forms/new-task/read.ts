// The answers of the form of a new task, as a command's parts.
import { factsOf, fieldsFor } from '../../../domain/fields.js';
import { personOf } from '../../../domain/playbook.js';
import type { PersonKey } from '../../../domain/playbook.js';
import type { FieldProblem } from '../../../domain/refusal.js';
import { CAME_BY } from '../../../domain/task.js';
import type { CameBy, Fields, Priority } from '../../../domain/task.js';
import { answer, moment, readFields } from '../inputs.js';
import type { Seal } from '../inputs.js';
import { isPriority } from '../planning.js';
import { askedFields, originOf, typeIn, type NewTaskScene } from './scene.js';

const isCameBy = (value: string): value is CameBy => CAME_BY.some((each) => each === value);

export type NewTaskAnswers = { type: string; priority: Priority; fields: Fields; cameBy: CameBy; requester: PersonKey; takenInBy?: PersonKey; owner?: PersonKey; due?: Date };
export type ReadNewTask = { ok: true; answers: NewTaskAnswers } | { ok: false; problems: Readonly<Record<string, FieldProblem>> };

/** The answers as a command's parts. The priority must be a person's choice: there is no default (invariant 2). */
export const readNewTask = (scene: NewTaskScene, seal: Seal): ReadNewTask => {
  const { playbook, answers, reader } = scene;
  const type = typeIn(scene);
  const priority = answer(answers, 'priority');
  const { cameBy, requester } = originOf(scene);
  const { fields, problems } = type === null ? { fields: {}, problems: {} } : readFields(fieldsFor(type.fields, factsOf(askedFields(type, scene).fields)), type, answers, playbook, seal);
  const more: Record<string, FieldProblem> = {
    ...(type === null ? { type: { problem: 'missing' } } : {}),
    ...(isPriority(priority) ? {} : { priority: { problem: 'missing' } }),
    ...(isCameBy(cameBy) ? {} : { came_by: { problem: 'unknown_choice' } }),
    ...(personOf(playbook, requester) === null ? { requester: { problem: 'unknown_choice' } } : {}),
    ...(reader.shared && answer(answers, 'you_are') === '' ? { you_are: { problem: 'missing' } } : {}),
  };
  const all = { ...problems, ...more };
  if (type === null || !isPriority(priority) || !isCameBy(cameBy) || Object.keys(all).length > 0) return { ok: false, problems: all };
  const owner = answer(answers, 'owner');
  const due = moment(answers, 'due');
  return { ok: true, answers: { type: type.key, priority, fields, cameBy, requester, ...(reader.shared ? { takenInBy: answer(answers, 'you_are') } : {}), ...(owner === '' ? {} : { owner }), ...(due === null ? {} : { due }) } };
};
