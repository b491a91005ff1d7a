// Steps that close a task and open it again: finish, approve, send back, cancel, reopen, restore.
import { SYSTEM } from '../command.js';
import type { ActorKey, StepOf } from '../command.js';
import { dueOf } from '../deadlines.js';
import { effect, iso, keyOf, moved } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import { holds } from '../condition.js';
import type { Facts } from '../condition.js';
import { factsOf, readAnswers } from '../fields.js';
import type { Intent } from '../intent.js';
import { mayAsk } from '../permissions.js';
import { personOf, typeOf } from '../playbook.js';
import type { Outcome, PersonKey, Playbook, Signer, TaskType } from '../playbook.js';
import { fieldsRefused, refused } from '../refusal.js';
import type { Refused } from '../refusal.js';
import { reviewersFor } from '../routing.js';
import type { ConfirmedTask, Task } from '../task.js';
import { isConfirmed, taskName } from '../task.js';
import { answered } from './changes.js';
import { withNote } from './working.js';

export const outcomeOf = (type: TaskType, key: string): Outcome | null => type.outcomes.find((outcome) => outcome.key === key) ?? null;

/** Whose check the type asks for with these facts (`outcome` among them); null where none. */
export const reviewFor = (type: TaskType, facts: Facts): readonly Signer[] | null =>
  type.review === 'none' || !holds(type.review.when, facts) ? null : type.review.by;

/** Whether a person is asked first: where the rule says so, always where the follow-up is of the same type, and where there is one already. */
export const asksFirst = (task: Pick<Task, 'links'>, type: TaskType, outcome: Outcome): boolean =>
  outcome.follow_up !== undefined && (outcome.follow_up.ask || outcome.follow_up.type === type.key || task.links.followUps.length > 0);

const makesFollowUp = (task: Pick<Task, 'links'>, type: TaskType, outcome: Outcome, wanted: boolean): boolean =>
  outcome.follow_up !== undefined && (wanted || !asksFirst(task, type, outcome));

/** A follow-up whose queue is not on Rounds yet: a person tells somebody, and the history says whom. */
export const leadsNowhere = (outcome: Outcome, playbook: Playbook): boolean => {
  const next = outcome.follow_up ? typeOf(playbook, outcome.follow_up.type) : null;
  return outcome.follow_up !== undefined && (next === null || !playbook.enabled.includes(next.queue));
};

/** Asked for by the owner of the work, whoever approved it. */
const followUpIntent = (task: ConfirmedTask, outcome: string): Intent =>
  ({ do: 'follow_up', key: `${taskName(task.number)}/follow_up/${task.version + 1}`, outcome, by: task.owner });

/** Whose check the type asks for of this task as it stands in review. */
export const signersFor = (task: ConfirmedTask, playbook: Playbook): readonly Signer[] | null => {
  const type = typeOf(playbook, task.type);
  const outcome = task.state.status === 'in_review' ? task.state.outcome : null;
  return type && reviewFor(type, factsOf(task.fields, { priority: task.priority, outcome }));
};

/** Refused where a change to a task in review asks for signers whom its reviewer is none of: it must be sent back first. */
export const reviewOutgrown = (before: ConfirmedTask, after: ConfirmedTask, playbook: Playbook, now: Date): Refused | null => {
  if (after.state.status !== 'in_review') return null;
  const by = signersFor(after, playbook);
  if (by === null || by === signersFor(before, playbook)) return null;
  return reviewersFor(by, after.owner, after.queue, playbook, now).includes(after.state.reviewer) ? null : refused({ code: 'needs_review', by });
};

/** Somebody else for a review whose reviewer left or has become the owner; `heir` where they may. Null where nobody else works here. */
export const nextReviewer = (task: ConfirmedTask, left: PersonKey, heir: PersonKey, playbook: Playbook, now: Date): PersonKey | null => {
  const people = playbook.people.filter(({ key }) => key !== left);
  const able = reviewersFor(signersFor(task, playbook) ?? [], task.owner, task.queue, { ...playbook, people }, now);
  return able.find((key) => key === heir) ?? able[0] ?? null;
};

/** Neither the owner nor, where a lead finishes in their place, whoever finishes: a second person looks at it. */
export const pickReviewer = (wanted: PersonKey | null, finisher: ActorKey | undefined, task: ConfirmedTask, by: readonly Signer[] | null, playbook: Playbook, now: Date): Refused | PersonKey | null => {
  if (wanted !== null && (wanted === task.owner || wanted === finisher)) return fieldsRefused({ reviewer: { problem: 'self_review' } });
  if (by === null) {
    const person = personOf(playbook, wanted);
    return wanted === null ? null : person !== null && mayAsk(person) && !person.shared ? wanted : fieldsRefused({ reviewer: { problem: 'unknown_choice' } });
  }
  const able = reviewersFor(by, task.owner, task.queue, playbook, now).filter((key) => key !== finisher);
  if (wanted !== null && !able.includes(wanted)) return fieldsRefused({ reviewer: { problem: 'no_access', person: wanted } });
  return wanted ?? able[0] ?? refused({ code: 'no_reviewer', by });
};

export const finish = (task: ConfirmedTask, step: StepOf<'finish'>, { actor, playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  const outcome = type && outcomeOf(type, step.outcome);
  if (type === null || outcome === null) return fieldsRefused({ outcome: { problem: step.outcome === '' ? 'missing' : 'unknown_choice' } });
  const { fields, facts, problems: wrong } = readAnswers('done', { type, outcome, priority: task.priority }, { ...task.fields, ...step.fields }, playbook);
  const nowhere = leadsNowhere(outcome, playbook) && makesFollowUp(task, type, outcome, step.followUp);
  const problems = {
    ...wrong,
    ...(outcome.note_required && step.note === null ? { note: { problem: 'missing' as const } } : {}),
    ...(nowhere && !step.told ? { told: { problem: 'missing' as const } } : {}),
  };
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  const by = keyOf(actor);
  const reviewer = pickReviewer(step.reviewer, by, task, reviewFor(type, facts), playbook, now);
  if (typeof reviewer === 'object' && reviewer !== null) return reviewer;

  const followUp = !nowhere && makesFollowUp(task, type, outcome, step.followUp);
  const next = answered(task, fields, facts, playbook);
  const noted: ConfirmedTask = { ...next.task, notes: withNote(task, step.note, by, now) };
  const said = {
    changes: [{ name: 'outcome', to: outcome.key }, ...(reviewer === null ? [] : [{ name: 'reviewer', to: reviewer }]), ...next.changes],
    why: nowhere ? step.told : null,
  };
  if (reviewer !== null) return effect({ ...said, task: moved(noted, { status: 'in_review', reviewer, outcome: outcome.key, followUp }, now) });
  return effect({ ...said, task: moved(noted, { status: 'done', outcome: outcome.key }, now), intents: followUp ? [followUpIntent(task, outcome.key)] : [] });
};

/** Who said that the work was done: the owner, or a lead in their place. */
export const finisherOf = (task: Pick<Task, 'history'>): ActorKey | undefined => task.history.findLast(({ verb }) => verb === 'finish')?.actor;

/** By whoever was asked to: never the owner, and never whoever finished it, however that came about. */
export const approve = (task: ConfirmedTask, _step: StepOf<'approve'>, { actor, now }: Scene): StepResult => {
  if (task.state.status !== 'in_review') return refused({ code: 'wrong_status', status: task.state.status });
  if ([task.owner, finisherOf(task)].includes(keyOf(actor))) return fieldsRefused({ reviewer: { problem: 'self_review' } });
  const { outcome, followUp } = task.state;
  return effect({ task: moved(task, { status: 'done', outcome }, now), changes: [{ name: 'outcome', to: outcome }], intents: followUp ? [followUpIntent(task, outcome)] : [] });
};

export const send_back = (task: ConfirmedTask, step: StepOf<'send_back'>, { actor, now }: Scene): StepResult => {
  if (step.why === '') return fieldsRefused({ why: { problem: 'missing' } });
  const by = keyOf(actor);
  const notes = withNote(task, step.note, by, now);
  const told: Intent = { do: 'notify', key: `${taskName(task.number)}/sent_back/${task.version + 1}`, kind: 'sent_back', to: { person: task.owner }, by };
  return effect({ task: { ...moved(task, { status: 'in_progress' }, now), notes }, why: step.why, intents: [told] });
};

/** A new interval begins: it is due as if it had just come in. The deadline stays what it was. */
export const reopen = (task: ConfirmedTask, step: StepOf<'reopen'>, { playbook, now }: Scene): StepResult => {
  if (step.why === '') return fieldsRefused({ why: { problem: 'missing' } });
  const type = typeOf(playbook, task.type);
  const due = type ? dueOf(type, task.fields, task.priority, factsOf(task.fields, { priority: task.priority }), playbook, now) : task.due;
  return effect({ task: moved({ ...task, due, reopened: task.reopened + 1 }, { status: 'in_progress' }, now), changes: [{ name: 'due', from: iso(task.due.at), to: iso(due.at) }], why: step.why });
};

/** Whoever asked hears once which task goes on: in the thread that they began, else in a direct message. Numbers alone stand in it. */
const toldOfDuplicate = ({ number, version, requester, source }: Task, { duplicateOf }: StepOf<'cancel'>, by: ActorKey, playbook: Playbook): Intent[] => {
  if (duplicateOf === null || requester === by || requester === SYSTEM) return [];
  const accounts = personOf(playbook, requester);
  const began = source?.author !== null && [accounts?.slack, accounts?.teams].includes(source?.author);
  const to = source !== null && began ? { thread: { platform: source.platform, channel: source.channel, ts: source.thread } } : { person: requester };
  return [{ do: 'notify', key: `${taskName(number)}/duplicate/${version + 1}`, kind: 'duplicate', to, by }];
};

export const cancel = (task: Task, step: StepOf<'cancel'>, { actor, playbook, now }: Scene): StepResult => {
  if (step.reason === 'duplicate' && step.duplicateOf === null) return fieldsRefused({ duplicate_of: { problem: 'missing' } });
  if (step.duplicateOf === task.number) return fieldsRefused({ duplicate_of: { problem: 'itself' } });
  const how = { status: 'cancelled' as const, reason: step.reason, duplicateOf: step.duplicateOf };
  const changes = step.duplicateOf === null ? [] : [{ name: 'duplicate_of', to: taskName(step.duplicateOf) }];
  const intents = toldOfDuplicate(task, step, keyOf(actor), playbook);
  if (isConfirmed(task)) {
    const before = task.state;
    if (before.status === 'done' || before.status === 'cancelled') return refused({ code: 'wrong_status', status: before.status });
    return effect({ task: moved(task, { ...how, before }, now), why: step.reason, changes, intents });
  }
  if (task.state.status === 'cancelled') return refused({ code: 'wrong_status', status: 'cancelled' });
  return effect({ task: { ...task, state: { ...how, before: task.state }, since: now }, why: step.reason, changes, intents });
};

/** Back to the status before, with what it had: a review still waits for its reviewer. */
export const restore = (task: Task, step: StepOf<'restore'>, { now }: Scene): StepResult => {
  if (step.why === '') return fieldsRefused({ why: { problem: 'missing' } });
  if (task.state.status !== 'cancelled') return refused({ code: 'wrong_status', status: task.state.status });
  const restored = isConfirmed(task) ? (task.state.status === 'cancelled' ? moved(task, task.state.before, now) : task) : { ...task, state: { status: 'triage' as const }, since: now };
  return effect({ task: restored, why: step.why });
};
