// A new task: confirmed by the person who makes it, or a follow-up that carries on what a person decided.
import { SYSTEM } from './command.js';
import type { CreateCommand } from './command.js';
import { calendarFor, deadlineOf, dueOf, endOf } from './deadlines.js';
import { keyOf } from './decision.js';
import type { Decision, Scene } from './decision.js';
import { readAnswers } from './fields.js';
import type { Change } from './history.js';
import type { Intent } from './intent.js';
import { conclude } from './lifecycle.js';
import { mayAsk } from './permissions.js';
import { personOf, typeOf } from './playbook.js';
import type { FollowUp, Person, PersonKey, Playbook } from './playbook.js';
import { fieldsRefused, refused } from './refusal.js';
import type { FieldProblem } from './refusal.js';
import { leadOnDuty, ownerProblem, route } from './routing.js';
import { planned } from './steps/changes.js';
import { outcomeOf } from './steps/closing.js';
import { dateProblem } from './steps/working.js';
import { taskName } from './task.js';
import type { Common, ConfirmedTask, Fields, Task, UnconfirmedTask } from './task.js';

/** What creating looks at beside the scene: the number to give, and how much people hold. */
export type Birth = Scene & { number: number; workload: ReadonlyMap<PersonKey, number> };

type Origin = Pick<Common, 'queue' | 'requester' | 'takenInBy' | 'cameBy' | 'fields' | 'source' | 'sourceText'> & { followUpOf: number | null };

/** All that a task has before its status says more. */
export const newborn = (origin: Origin, { number, playbook, now }: Birth): Common => {
  const { followUpOf, ...rest } = origin;
  return {
    ...rest, number, version: 0, typeVersion: playbook.version, notes: [], links: { followUpOf, followUps: [], holdsUp: [], duplicates: [] },
    attempts: 0, reopened: 0, snoozedUntil: null, onIt: null, attendedAt: now, createdAt: now, since: now, attentionAt: null, history: [],
  };
};

/** Whoever wrote a message that shows who the patient is hears it, whether they made the task or somebody else did. */
const exposed = ({ number }: Task, { exposedBy }: CreateCommand): Intent[] =>
  exposedBy === undefined ? [] : [{ do: 'notify', key: `${taskName(number)}/identifiers`, kind: 'identifiers', to: { person: exposedBy }, by: SYSTEM }];

/** At a login that several share, whoever sits there says who they are, and the login itself asks: it follows what it took in. */
const atTheLogin = (actor: Person, { takenInBy, requester }: CreateCommand, playbook: Playbook): Record<string, FieldProblem | null> => {
  if (!actor.shared) return { you_are: takenInBy === undefined ? null : { problem: 'unknown_choice' } };
  const who = personOf(playbook, takenInBy ?? null);
  return {
    you_are: takenInBy === undefined ? { problem: 'missing' } : who !== null && mayAsk(who) && !who.shared ? null : { problem: 'unknown_choice' },
    ...(requester === actor.key ? {} : { requester: { problem: 'unknown_choice' } }),
  };
};

/** Creates a task as a person asked for it, or says what is wrong with the answers. */
export const create = (command: CreateCommand, birth: Birth): Decision => {
  const { actor, playbook, now, workload, number } = birth;
  const type = typeOf(playbook, command.type);
  if (actor === SYSTEM || !mayAsk(actor)) return refused({ code: 'not_allowed', action: 'work', who: [] });
  if (type === null) return fieldsRefused({ type: { problem: 'missing' } });
  if (!playbook.enabled.includes(type.queue)) return refused({ code: 'queue_not_enabled', queue: type.queue });
  const { fields, facts, problems } = readAnswers('create', { type, outcome: null, priority: command.priority }, command.fields, playbook);
  const routed = route({ type, priority: command.priority, fields, cameBy: command.cameBy, requester: command.requester, maker: actor.key }, playbook, { workload, turn: number, now });
  const owner = command.owner ?? routed.owner;
  const requester = personOf(playbook, command.requester);
  const wrong: Record<string, FieldProblem | null> = {
    requester: requester !== null && mayAsk(requester) && (!requester.shared || requester.key === actor.key) ? null : { problem: 'unknown_choice' },
    ...atTheLogin(actor, command, playbook),
    owner: command.owner === undefined ? null : ownerProblem(owner, actor.key, routed.queue, playbook, now),
    due: command.due ? dateProblem(command.due, now) : null,
  };
  for (const [key, problem] of Object.entries(wrong)) if (problem !== null) problems[key] = problem;
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);

  const counted = dueOf(type, fields, command.priority, facts, playbook, now);
  const task: ConfirmedTask = {
    ...newborn({ queue: routed.queue, requester: command.requester, takenInBy: command.takenInBy ?? null, cameBy: command.cameBy, fields, source: command.source, sourceText: command.sourceText, followUpOf: command.followUpOf }, birth),
    state: { status: 'todo' }, type: type.key, priority: command.priority, owner,
    due: command.due ? { ...counted, at: command.due } : counted, deadline: deadlineOf(type, fields, facts, playbook, now, null),
  };
  return conclude(null, { actor: keyOf(actor), door: command.door }, 'create', { task, changes: [...planned(null, task), ...takenIn(task)], facts: command.facts, intents: exposed(task, command) }, birth);
};

const takenIn = ({ takenInBy }: Pick<Task, 'takenInBy'>): Change[] => (takenInBy === null ? [] : [{ name: 'taken_in_by', to: takenInBy }]);

/**
 * The fields that go along, under their new names, below those that the outcome itself answers. Nothing else does, even into the same type:
 * a renewed approval that kept the day on which the last one was sent would show the last one's deadline.
 */
const carriedOver = (parent: Task, { carry, fill }: FollowUp): Fields => {
  const named = carry.flatMap(({ from, to }) => (parent.fields[from] === undefined ? [] : [[to, parent.fields[from]] as const]));
  return { ...Object.fromEntries(named), ...fill };
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
  const origin = { requester: intent.by, takenInBy: null, cameBy: parent.cameBy, source: null, sourceText: null, followUpOf: parent.number };
  if (!rule || type === null || parent.priority === null || !playbook.enabled.includes(type.queue)) {
    const lost: UnconfirmedTask = { ...newborn({ ...origin, queue: parent.queue, fields: {} }, birth), state: { status: 'triage' }, type: null, priority: null, owner: leadOnDuty(parent.queue, playbook, now) ?? parent.owner, due: null, deadline: null };
    return conclude(null, envelope, 'create', { task: lost, changes: [{ name: 'owner', to: lost.owner }] }, birth);
  }
  const { fields, facts, problems } = readAnswers('create', { type, outcome: null, priority: parent.priority }, carriedOver(parent, rule), playbook);
  const routed = route({ type, priority: parent.priority, fields, cameBy: parent.cameBy, requester: intent.by, maker: intent.by }, playbook, { workload, turn: number, now });
  const common = newborn({ ...origin, queue: routed.queue, fields }, birth);
  if (Object.keys(problems).length > 0) {
    const incomplete: UnconfirmedTask = { ...common, state: { status: 'triage' }, type: type.key, priority: null, owner: routed.owner, due: null, deadline: null };
    return conclude(null, envelope, 'create', { task: incomplete, changes: [{ name: 'type', to: type.key }, { name: 'owner', to: routed.owner }] }, birth);
  }
  const target = endOf(rule.due, parent.fields, calendarFor(type, fields, playbook), now);
  const due = dueOf(type, fields, parent.priority, facts, playbook, now, target !== null && target > now ? target : null);
  const task: ConfirmedTask = {
    ...common, state: { status: 'todo' }, type: type.key, priority: parent.priority, owner: routed.owner, due,
    deadline: deadlineOf(type, fields, facts, playbook, now, null),
  };
  return conclude(null, envelope, 'create', { task, changes: planned(null, task) }, birth);
};
