// Steps that change a task and leave its status: who, when, how urgent, which details. And the one that ends triage.
import { SYSTEM } from '../command.js';
import type { StepOf } from '../command.js';
import { effect, iso, keyOf } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import { deadlineOf, dueOf } from '../deadlines.js';
import { factsOf, readAnswers } from '../fields.js';
import { typeOf } from '../playbook.js';
import type { PersonKey, Playbook } from '../playbook.js';
import { fieldsRefused, refused } from '../refusal.js';
import { ownerProblem, queueFor } from '../routing.js';
import type { ConfirmedTask, Deadline, Task, UnconfirmedTask } from '../task.js';
import { isConfirmed, taskName } from '../task.js';
import { answered, changedFields, planned } from './changes.js';
import { finisherOf, outcomeOf, pickReviewer, reviewOutgrown, signersFor } from './closing.js';
import { dateProblem, withNote } from './working.js';

/** Why a task has another owner while the last one is out: said once of all that was moved, and not of each. */
export const OWNER_OUT = 'Its owner is out';

/** The task with another owner. In triage it may have none yet. */
const owned = (task: Task, to: PersonKey): Task => (isConfirmed(task) ? { ...task, owner: to } : { ...task, owner: to });

/** Nobody checks their own work: its reviewer cannot become its owner. */
const checksIt = (task: Task, person: PersonKey) => task.state.status === 'in_review' && task.state.reviewer === person;

export const reassign = (task: Task, step: StepOf<'reassign'>, { actor, playbook, now }: Scene): StepResult => {
  if (step.from !== undefined && task.owner !== step.from) return refused({ code: 'moved_on', who: task.owner });
  const problem = ownerProblem(step.to, keyOf(actor), task.queue, playbook, now);
  if (problem !== null) return fieldsRefused({ owner: problem });
  if (checksIt(task, step.to)) return fieldsRefused({ owner: { problem: 'self_review' } });
  return effect({ task: owned(task, step.to), changes: [{ name: 'owner', from: task.owner, to: step.to }], why: step.from === undefined ? null : OWNER_OUT });
};

/** What its owner handed off is accepted: it moves only where it is still theirs. Their note goes with it. */
export const take_over = (task: Task, step: StepOf<'take_over'>, { actor, playbook, now }: Scene): StepResult => {
  const by = keyOf(actor);
  if (task.owner !== step.from) return refused({ code: 'moved_on', who: task.owner });
  const problem = ownerProblem(by, by, task.queue, playbook, now);
  if (problem !== null) return fieldsRefused({ owner: problem });
  if (checksIt(task, by)) return fieldsRefused({ owner: { problem: 'self_review' } });
  const taken = owned(task, by);
  return effect({
    task: { ...taken, notes: withNote(task, step.note, step.from, now) },
    changes: [{ name: 'owner', from: step.from, to: by }, ...(step.note === null ? [] : [{ name: 'note' }])],
  });
};

/** The check goes to somebody else who may give it: the one who was asked is away, or too busy. */
export const set_reviewer = (task: ConfirmedTask, step: StepOf<'set_reviewer'>, { playbook, now }: Scene): StepResult => {
  if (task.state.status !== 'in_review') return refused({ code: 'wrong_status', status: task.state.status });
  if (step.from !== undefined && task.state.reviewer !== step.from) return refused({ code: 'moved_on', who: task.state.reviewer });
  const reviewer = pickReviewer(step.to === '' ? null : step.to, finisherOf(task), task, signersFor(task, playbook), playbook, now);
  if (reviewer === null) return fieldsRefused({ reviewer: { problem: 'missing' } });
  if (typeof reviewer === 'object') return reviewer;
  return effect({ task: { ...task, state: { ...task.state, reviewer } }, changes: [{ name: 'reviewer', from: task.state.reviewer, to: reviewer }] });
};

/** A date that a person chose while the clock stands still counts from now: going on moves it by the pause that is still to come. */
export const set_due = (task: ConfirmedTask, step: StepOf<'set_due'>, { now }: Scene): StepResult => {
  const problem = dateProblem(step.at, now);
  const problems = { ...(problem ? { due: problem } : {}), ...(step.why === '' ? { why: { problem: 'missing' as const } } : {}) };
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  return effect({ task: { ...task, due: { ...task.due, at: step.at, pausedSince: task.due.pausedSince && now } }, changes: [{ name: 'due', from: iso(task.due.at), to: iso(step.at) }], why: step.why });
};

/** The deadline as one extension would leave it; null where the rule has none, or it was given already. */
export const extendedDeadline = (task: ConfirmedTask, playbook: Playbook): Deadline | null => {
  const type = typeOf(playbook, task.type);
  if (type === null || task.deadline === null || task.deadline.extended) return null;
  const longer = deadlineOf(type, task.fields, factsOf(task.fields, { priority: task.priority }), playbook, task.createdAt, { ...task.deadline, extended: true });
  return longer?.extended === true ? longer : null;
};

export const extend_deadline = (task: ConfirmedTask, step: StepOf<'extend_deadline'>, { playbook }: Scene): StepResult => {
  if (step.why === '') return fieldsRefused({ why: { problem: 'missing' } });
  const deadline = extendedDeadline(task, playbook);
  if (deadline === null) return refused({ code: 'no_extension' });
  return effect({ task: { ...task, deadline }, changes: [{ name: 'deadline', from: iso(task.deadline?.at ?? null), to: iso(deadline.at) }], why: step.why });
};

/** A higher priority brings the due date forward where its own time ends earlier; a lower one leaves what was promised. */
export const set_priority = (task: ConfirmedTask, step: StepOf<'set_priority'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  const own = type && dueOf(type, task.fields, step.priority, factsOf(task.fields, { priority: step.priority }), playbook, now);
  const sooner = own !== null && task.due.pausedSince === null && own.at < task.due.at;
  const next = { ...task, priority: step.priority, due: sooner ? own : task.due };
  const changes = [{ name: 'priority', from: task.priority, to: step.priority }, ...(sooner ? [{ name: 'due', from: iso(task.due.at), to: iso(own.at) }] : [])];
  return reviewOutgrown(task, next, playbook, now) ?? effect({ task: next, changes });
};

/** New answers to the type's fields. What is in review stays complete, and stays within what its reviewer may sign. */
export const edit = (task: Task, step: StepOf<'edit'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  if (type === null) return refused({ code: 'wrong_status', status: task.state.status });
  const outcome = task.state.status === 'in_review' ? outcomeOf(type, task.state.outcome) : null;
  const { fields, facts, problems } = readAnswers(outcome ? 'done' : 'create', { type, outcome, priority: task.priority }, { ...task.fields, ...step.fields }, playbook);
  // In triage something may still be missing: that is what it waits for.
  const wrong = isConfirmed(task) ? problems : Object.fromEntries(Object.entries(problems).filter(([, { problem }]) => problem !== 'missing'));
  if (Object.keys(wrong).length > 0) return fieldsRefused(wrong);
  if (!isConfirmed(task)) return effect({ task: { ...task, fields }, changes: changedFields(task.fields, fields) });
  const next = answered(task, fields, facts, playbook);
  return reviewOutgrown(task, next.task, playbook, now) ?? effect(next);
};

/** What a mailbox adds is an answer from outside: the owner, who may be waiting for it, hears of it. */
export const note = (task: Task, step: StepOf<'note'>, { actor, now }: Scene): StepResult => {
  const told = actor === SYSTEM ? task.owner : null;
  return effect({
    task: { ...task, notes: withNote(task, step.text, keyOf(actor), now) }, changes: [{ name: 'note' }],
    ...(told === null ? {} : { intents: [{ do: 'notify', key: `${taskName(task.number)}/answered/${String(task.version + 1)}`, kind: 'answered', to: { person: told }, by: SYSTEM }] }),
  });
};

/** A person confirms type and priority: the task gets its owner and its dates, and leaves triage. */
export const confirm = (task: UnconfirmedTask, step: StepOf<'confirm'>, { actor, playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, step.type);
  if (type === null) return fieldsRefused({ type: { problem: 'unknown_choice' } });
  if (!playbook.enabled.includes(type.queue)) return refused({ code: 'queue_not_enabled', queue: type.queue });
  const { fields, facts, problems } = readAnswers('create', { type, outcome: null, priority: step.priority }, { ...task.fields, ...step.fields }, playbook);
  const queue = queueFor({ type, priority: step.priority, fields, cameBy: task.cameBy, requester: task.requester, maker: task.requester }, playbook);
  const owner = step.owner ?? task.owner ?? '';
  const ownerWrong = ownerProblem(owner, keyOf(actor), queue, playbook, now);
  const dueWrong = step.due ? dateProblem(step.due, now) : null;
  const wrong = { ...problems, ...(ownerWrong ? { owner: ownerWrong } : {}), ...(dueWrong ? { due: dueWrong } : {}) };
  if (Object.keys(wrong).length > 0) return fieldsRefused(wrong);
  const due = dueOf(type, fields, step.priority, facts, playbook, now);
  const confirmed: ConfirmedTask = {
    ...task, state: { status: 'todo' }, type: type.key, typeVersion: playbook.version, queue, priority: step.priority, owner, fields,
    due: step.due ? { ...due, at: step.due } : due, deadline: deadlineOf(type, fields, facts, playbook, task.createdAt, null), since: now,
  };
  return effect({ task: confirmed, changes: [...planned(task, confirmed), ...changedFields(task.fields, fields)], facts: step.facts });
};
