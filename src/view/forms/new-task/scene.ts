// What the form of a new task is made from, and what follows from what stands in it.
import { holds } from '../../../domain/condition.js';
import { factsOf, fieldsFor, neededFor } from '../../../domain/fields.js';
import { typeOf } from '../../../domain/playbook.js';
import type { Field, Person, PersonKey, Playbook, TaskType } from '../../../domain/playbook.js';
import type { FieldProblem } from '../../../domain/refusal.js';
import type { CameBy, Fields, Task } from '../../../domain/task.js';
import type { Answers, FormRef } from '../../nodes.js';
import { answer, readFields } from '../inputs.js';
import type { Suggested } from '../suggested.js';

export type NewTaskScene = {
  playbook: Playbook;
  now: Date;
  reader: Person;
  answers: Answers;
  ref: FormRef;
  /** Open tasks by owner, for routing by load. */
  workload: ReadonlyMap<PersonKey, number>;
  /** How it came, and who wrote the message, where it was made of one. */
  source: { cameBy: CameBy; author: PersonKey | null } | null;
  /** What a task in triage holds already: confirming it is this form too. */
  held?: { type: string | null; fields: Fields; task: Task };
  /** What the classifier makes of the message; absent where there is none. */
  suggested?: Suggested;
};

/** The type that a press on a suggestion has put into the form's reference, beside the tasks that the form has shown already. */
export const pressedType = ({ playbook, ref }: Pick<NewTaskScene, 'playbook' | 'ref'>): TaskType | null => ref.arg?.split(',').map((part) => typeOf(playbook, part)).find((type) => type !== null) ?? null;
/** The person's choice: in the input, by a suggestion's button, or what the task in triage holds. */
export const typeIn = ({ playbook, answers, held, ref }: Pick<NewTaskScene, 'playbook' | 'answers' | 'held' | 'ref'>): TaskType | null =>
  typeOf(playbook, answer(answers, 'type')) ?? pressedType({ playbook, ref }) ?? typeOf(playbook, held?.type ?? null);

/** What stands in the form: what was chosen or typed, and below it what the message says of the type's fields. */
export const standing = ({ answers, suggested }: Pick<NewTaskScene, 'answers' | 'suggested'>): Answers => ({
  ...Object.fromEntries(Object.entries(suggested?.found ?? {}).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []))), ...answers,
});

/** What the form says before anything else, where a task is no substitute for a call. */
export const callFirst = (type: TaskType, fields: Fields) => (type.call_first && holds(type.call_first.when, factsOf(fields)) ? type.call_first : null);

/** The type's fields that this step asks: those it needs, and those that depend on an answer here. */
export const askedFields = (type: TaskType, scene: NewTaskScene): { asked: Field[]; fields: Fields; problems: Record<string, FieldProblem> } => {
  const read = readFields(type.fields, type, standing(scene), scene.playbook, () => ({ sealed: '', key: '' }));
  const fields = { ...scene.held?.fields, ...read.fields };
  const needed = neededFor('create', type.fields, factsOf(fields));
  const called = callFirst(type, fields)?.asks ?? [];
  return { ...read, fields, asked: [...needed, ...fieldsFor(type.fields, factsOf(fields)).filter((field) => called.includes(field.key) && !needed.includes(field))] };
};

/** How it came and for whom: what was chosen, else what the message says. A shared login asks itself, so that it can follow what it took in. */
export const originOf = ({ answers, source, reader }: NewTaskScene) => ({
  cameBy: answer(answers, 'came_by') || (source?.cameBy ?? 'chat'), requester: reader.shared ? reader.key : answer(answers, 'requester') || (source?.author ?? reader.key),
});
