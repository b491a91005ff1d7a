// A new task: confirmed by the person who makes it, or a follow-up that carries on what a person decided.
import { SYSTEM } from './command.js';
import type { CreateCommand } from './command.js';
import { deadlineOf, dueOf, endOf } from './deadlines.js';
import { iso } from './decision.js';
import type { Decision, Scene } from './decision.js';
import { factsOf, keepKnown, problemsAt } from './fields.js';
import type { Change } from './history.js';
import type { Intent } from './intent.js';
import { conclude } from './lifecycle.js';
import { mayAsk, mayOwn } from './permissions.js';
import { leadOf, personOf, typeOf } from './playbook.js';
import type { PersonKey } from './playbook.js';
import { fieldsRefused, refused } from './refusal.js';
import type { FieldProblem } from './refusal.js';
import { route } from './routing.js';
import { outcomeOf } from './steps/closing.js';
import { dateProblem } from './steps/working.js';
import type { Common, ConfirmedTask, Fields, Task, UnconfirmedTask } from './task.js';

/** What creating looks at beside the scene: the number to give, and how much people hold. */
export type Birth = Scene & { number: number; workload: ReadonlyMap<PersonKey, number> };

type Origin = Pick<Common, 'queue' | 'requester' | 'cameBy' | 'fields' | 'source' | 'sourceText'> & { followUpOf: number | null };

const newborn = (origin: Origin, { number, playbook, now }: Birth): Common => {
  const { followUpOf, ...rest } = origin;
  return {
    ...rest, number, version: 0, typeVersion: playbook.version, notes: [], links: { followUpOf, followUps: [], holdsUp: [] },
    attempts: 0, reopened: 0, snoozedUntil: null, attendedAt: now, createdAt: now, since: now, attentionAt: null, history: [],
  };
};

const bornWith = (task: ConfirmedTask): Change[] => [
  { name: 'type', to: task.type }, { name: 'priority', to: task.priority }, { name: 'owner', to: task.owner }, { name: 'due', to: iso(task.due.at) },
  ...(task.deadline ? [{ name: 'deadline', to: iso(task.deadline.at) }] : []),
];

/** Creates a task as a person asked for it, or says what is wrong with the answers. */
export const create = (command: CreateCommand, birth: Birth): Decision => {
  const { actor, playbook, now, workload, number } = birth;
  const type = typeOf(playbook, command.type);
  if (actor === SYSTEM || !mayAsk(actor)) return refused({ code: 'not_allowed', action: 'work', who: [] });
  if (type === null) return fieldsRefused({ type: { problem: 'missing' } });
  if (!playbook.enabled.includes(type.queue)) return refused({ code: 'queue_not_enabled', queue: type.queue });
  const facts = factsOf(command.fields, { priority: command.priority });
  const fields = keepKnown(type, null, command.fields, facts);
  const routed = route({ type, priority: command.priority, fields, cameBy: command.cameBy, requester: command.requester }, playbook, { workload, turn: number, now });
  const owner = command.owner === undefined ? personOf(playbook, routed.owner) : personOf(playbook, command.owner);
  const problems: Record<string, FieldProblem> = problemsAt('create', type, null, fields, playbook, facts);
  if (personOf(playbook, command.requester) === null) problems['requester'] = { problem: 'unknown_choice' };
  if (owner === null) problems['owner'] = { problem: 'unknown_choice' };
  else if (command.owner !== undefined && !mayOwn(owner, routed.queue, playbook)) problems['owner'] = { problem: 'no_access', person: owner.key };
  const dueProblem = command.due ? dateProblem(command.due, now) : null;
  if (dueProblem) problems['due'] = dueProblem;
  if (owner === null || Object.keys(problems).length > 0) return fieldsRefused(problems);

  const counted = dueOf(type, fields, command.priority, facts, playbook, now);
  const task: ConfirmedTask = {
    ...newborn({ queue: routed.queue, requester: command.requester, cameBy: command.cameBy, fields, source: command.source, sourceText: command.sourceText, followUpOf: command.followUpOf }, birth),
    state: { status: 'todo' }, type: type.key, priority: command.priority, owner: owner.key,
    due: command.due ? { ...counted, at: command.due } : counted, deadline: deadlineOf(type, fields, facts, playbook, now, null),
  };
  return conclude(null, command, 'create', { task, changes: bornWith(task) }, birth);
};

/** The fields that go along, under their new names; all of them where it goes on as the same type. */
const carriedOver = (parent: Task, carry: readonly { from: string; to: string }[], type: string): Fields => {
  const named = carry.flatMap(({ from, to }) => (parent.fields[from] === undefined ? [] : [[to, parent.fields[from]] as const]));
  return { ...(parent.type === type ? parent.fields : {}), ...Object.fromEntries(named) };
};

/**
 * The follow-up that an outcome asks for: routed afresh, due as the outcome says, with the fields that it carries over and its parent's
 * priority, which a person chose. Where a field that is needed at creation is missing, or the playbook has lost its type or its queue
 * since, it waits in triage for a person: it is never lost.
 */
export const createFollowUp = (parent: Task, intent: Extract<Intent, { do: 'follow_up' }>, birth: Birth): Decision => {
  const { playbook, now, workload, number } = birth;
  const parentType = typeOf(playbook, parent.type);
  const rule = parentType && outcomeOf(parentType, intent.outcome)?.follow_up;
  const type = rule ? typeOf(playbook, rule.type) : null;
  const envelope = { actor: SYSTEM, door: 'job' } as const;
  const origin = { requester: intent.by, cameBy: parent.cameBy, source: null, sourceText: null, followUpOf: parent.number };
  if (!rule || type === null || parent.priority === null || !playbook.enabled.includes(type.queue)) {
    const lost: UnconfirmedTask = { ...newborn({ ...origin, queue: parent.queue, fields: {} }, birth), state: { status: 'triage' }, type: null, priority: null, owner: leadOf(playbook, parent.queue) ?? parent.owner, due: null, deadline: null };
    return conclude(null, envelope, 'create', { task: lost, changes: [{ name: 'owner', to: lost.owner }] }, birth);
  }
  const carried = carriedOver(parent, rule.carry, type.key);
  const facts = factsOf(carried, { priority: parent.priority });
  const fields = keepKnown(type, null, carried, facts);
  const routed = route({ type, priority: parent.priority, fields, cameBy: parent.cameBy, requester: intent.by }, playbook, { workload, turn: number, now });
  const common = newborn({ ...origin, queue: routed.queue, fields }, birth);
  if (Object.keys(problemsAt('create', type, null, fields, playbook, facts)).length > 0) {
    const incomplete: UnconfirmedTask = { ...common, state: { status: 'triage' }, type: type.key, priority: null, owner: routed.owner, due: null, deadline: null };
    return conclude(null, envelope, 'create', { task: incomplete, changes: [{ name: 'type', to: type.key }, { name: 'owner', to: routed.owner }] }, birth);
  }
  const counted = dueOf(type, fields, parent.priority, facts, playbook, now);
  const at = endOf(rule.due, parent.fields, playbook, now);
  const task: ConfirmedTask = {
    ...common, state: { status: 'todo' }, type: type.key, priority: parent.priority, owner: routed.owner,
    due: at !== null && at > now ? { ...counted, at } : counted, deadline: deadlineOf(type, fields, facts, playbook, now, null),
  };
  return conclude(null, envelope, 'create', { task, changes: bornWith(task) }, birth);
};
