// Steps that change a task and leave its status: who, when, how urgent, which details. And the one that ends triage.
import type { StepOf } from '../command.js';
import { effect, iso } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import { deadlineOf, dueOf } from '../deadlines.js';
import { factsOf, keepKnown, problemsAt } from '../fields.js';
import { mayOwn } from '../permissions.js';
import { personOf, typeOf } from '../playbook.js';
import { fieldsRefused, refused } from '../refusal.js';
import type { ConfirmedTask, Task, UnconfirmedTask } from '../task.js';
import { isConfirmed } from '../task.js';
import { changedFields } from './changes.js';
import { dateProblem, withNote } from './working.js';

export const reassign = (task: ConfirmedTask, step: StepOf<'reassign'>, { playbook }: Scene): StepResult => {
  const person = personOf(playbook, step.to);
  if (person === null) return fieldsRefused({ owner: { problem: step.to === '' ? 'missing' : 'unknown_choice' } });
  if (!mayOwn(person, task.queue, playbook)) return fieldsRefused({ owner: { problem: 'no_access', person: person.key } });
  if (task.state.status === 'in_review' && task.state.reviewer === person.key) return fieldsRefused({ owner: { problem: 'self_review' } });
  return effect({ task: { ...task, owner: person.key }, changes: [{ name: 'owner', from: task.owner, to: person.key }] });
};

export const set_due = (task: ConfirmedTask, step: StepOf<'set_due'>, { now }: Scene): StepResult => {
  const problem = dateProblem(step.at, now);
  const problems = { ...(problem ? { due: problem } : {}), ...(step.why === '' ? { why: { problem: 'missing' as const } } : {}) };
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  return effect({ task: { ...task, due: { ...task.due, at: step.at } }, changes: [{ name: 'due', from: iso(task.due.at), to: iso(step.at) }], why: step.why });
};

export const set_priority = (task: ConfirmedTask, step: StepOf<'set_priority'>): StepResult =>
  effect({ task: { ...task, priority: step.priority }, changes: [{ name: 'priority', from: task.priority, to: step.priority }] });

/** New answers to the type's fields. A field that makes the legal limit moves it. */
export const edit = (task: Task, step: StepOf<'edit'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  if (type === null) return refused({ code: 'wrong_status', status: task.state.status });
  const given = { ...task.fields, ...step.fields };
  const facts = factsOf(given, { priority: task.priority });
  const fields = keepKnown(type, null, given, facts);
  const problems = problemsAt('create', type, null, fields, playbook, facts);
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  const changes = changedFields(task.fields, fields);
  if (!isConfirmed(task)) return effect({ task: { ...task, fields }, changes });
  const deadline = deadlineOf(type, fields, facts, playbook, now, task.deadline);
  const moved = iso(deadline?.at ?? null) === iso(task.deadline?.at ?? null) ? [] : [{ name: 'deadline', from: iso(task.deadline?.at ?? null), to: iso(deadline?.at ?? null) }];
  return effect({ task: { ...task, fields, deadline }, changes: [...changes, ...moved] });
};

export const note = (task: Task, step: StepOf<'note'>, { actor, now }: Scene): StepResult =>
  effect({ task: { ...task, notes: withNote(task, step.text, actor === 'system' ? 'system' : actor.key, now) }, changes: [{ name: 'note' }] });

/** A person confirms type and priority: the task gets its owner and its dates, and leaves triage. */
export const confirm = (task: UnconfirmedTask, step: StepOf<'confirm'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, step.type);
  if (type === null) return fieldsRefused({ type: { problem: 'unknown_choice' } });
  if (!playbook.enabled.includes(type.queue)) return refused({ code: 'queue_not_enabled', queue: type.queue });
  const owner = personOf(playbook, step.owner ?? task.owner);
  if (owner === null || !mayOwn(owner, type.queue, playbook)) return fieldsRefused({ owner: owner === null ? { problem: 'missing' } : { problem: 'no_access', person: owner.key } });
  const given = { ...task.fields, ...step.fields };
  const facts = factsOf(given, { priority: step.priority });
  const fields = keepKnown(type, null, given, facts);
  const dueProblem = step.due ? dateProblem(step.due, now) : null;
  const problems = { ...problemsAt('create', type, null, fields, playbook, facts), ...(dueProblem ? { due: dueProblem } : {}) };
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  const due = dueOf(type, fields, step.priority, facts, playbook, now);
  const confirmed: ConfirmedTask = {
    ...task, state: { status: 'todo' }, type: type.key, queue: type.queue, priority: step.priority, owner: owner.key, fields,
    due: step.due ? { ...due, at: step.due } : due, deadline: deadlineOf(type, fields, facts, playbook, now, null), since: now,
  };
  const changes = [{ name: 'type', from: task.type, to: type.key }, { name: 'priority', to: step.priority }, { name: 'owner', from: task.owner, to: owner.key }, { name: 'due', to: iso(confirmed.due.at) }];
  return effect({ task: confirmed, changes: [...changes, ...changedFields(task.fields, fields)] });
};
