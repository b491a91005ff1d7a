// decide: the one place where a task changes. Pure: the same task, command, scene give the same answer.
import { nextAttention } from './attention/policy.js';
import { caused } from './causes.js';
import { SYSTEM } from './command.js';
import type { Command, Create, Envelope, Verb } from './command.js';
import { calendarFor, reclock } from './deadlines.js';
import { keyOf } from './decision.js';
import type { Decision, Effect, Scene, StepResult } from './decision.js';
import { append } from './history.js';
import { may, mayUnattended, whoMay } from './permissions.js';
import type { Action } from './permissions.js';
import { typeOf } from './playbook.js';
import type { Playbook } from './playbook.js';
import { refused } from './refusal.js';
import type { Refused } from './refusal.js';
import { approve, cancel, finish, reopen, restore, send_back } from './steps/closing.js';
import { confirm, edit, extend_deadline, note, reassign, set_due, set_priority, set_reviewer, take_over } from './steps/planning.js';
import { attend, hand_over, hold_up, link_duplicate, link_follow_up, source_changed, unblock } from './steps/system.js';
import { block, left_voicemail, on_it, resume, snooze, start, wait } from './steps/working.js';
import { isClosed, isConfirmed, taskName, UNATTENDED_DOORS } from './task.js';
import type { ConfirmedTask, Task, UnconfirmedTask } from './task.js';
import { allows, HARMLESS } from './transitions.js';
import { hooked } from './webhooks.js';

/** What each verb needs leave for; null: the system's own, which no person may send. */
const LEAVE = {
  confirm: 'triage', start: 'work', resume: 'work', wait: 'work', left_voicemail: 'work', block: 'work', finish: 'work', snooze: 'work', on_it: 'hand',
  approve: 'review', send_back: 'review', reopen: 'reopen', restore: 'reopen', cancel: 'cancel', reassign: 'hand', set_reviewer: 'hand', take_over: 'take',
  set_due: 'plan', extend_deadline: 'plan', set_priority: 'plan', edit: 'plan', note: 'note',
  attend: null, source_changed: null, hand_over: null, unblock: null, hold_up: null, link_follow_up: null, link_duplicate: null,
} as const satisfies Record<Verb, Action | null>;

/** The last change that made what a person saw out of date; null where it still stands. */
const overtaken = (task: Task, seen: number | null): Refused | null => {
  const last = seen === null ? undefined : task.history.findLast((entry) => entry.seq > seen && !HARMLESS.includes(entry.verb));
  return last === undefined ? null : refused({ code: 'stale', by: last.actor, verb: last.verb, at: last.at });
};

/** A command before its details are known: enough to say whether it may be tried. */
export type Attempt = Pick<Envelope, 'seen'> & Partial<Pick<Envelope, 'door'>> & { verb: Verb };

const forbidden = (task: Task, command: Attempt, { actor, playbook }: Scene): Refused | null => {
  const action = LEAVE[command.verb];
  if (actor === SYSTEM) {
    const door = UNATTENDED_DOORS.find((each) => each === command.door);
    const allowed = (door !== undefined && mayUnattended(door, command.verb)) || (action === null && door !== 'webhook' && door !== 'mail');
    return allowed ? null : refused({ code: 'not_allowed', action: action ?? 'work', who: [] });
  }
  if (action !== null && may(actor, action, task, playbook)) return null;
  return refused({ code: 'not_allowed', action: action ?? 'work', who: whoMay(action ?? 'work', task, playbook) });
};

const confirmedStep = (task: ConfirmedTask, command: Command, scene: Scene): StepResult => {
  switch (command.verb) {
    case 'start': return start(task, command, scene);
    case 'resume': return resume(task, command, scene);
    case 'wait': return wait(task, command, scene);
    case 'left_voicemail': return left_voicemail(task, command, scene);
    case 'block': return block(task, command, scene);
    case 'finish': return finish(task, command, scene);
    case 'approve': return approve(task, command, scene);
    case 'send_back': return send_back(task, command, scene);
    case 'reopen': return reopen(task, command, scene);
    case 'set_reviewer': return set_reviewer(task, command, scene);
    case 'set_due': return set_due(task, command, scene);
    case 'extend_deadline': return extend_deadline(task, command, scene);
    case 'set_priority': return set_priority(task, command, scene);
    case 'snooze': return snooze(task, command, scene);
    case 'confirm': case 'cancel': case 'restore': case 'edit': case 'note': case 'on_it': case 'attend': case 'source_changed': case 'hand_over': case 'unblock': case 'hold_up':
    case 'link_follow_up': case 'link_duplicate': case 'reassign': case 'take_over': return anyStep(task, command, scene);
  }
};

const anyStep = (task: Task, command: Command, scene: Scene): StepResult => {
  switch (command.verb) {
    case 'cancel': return cancel(task, command, scene);
    case 'restore': return restore(task, command, scene);
    case 'edit': return edit(task, command, scene);
    case 'reassign': return reassign(task, command, scene);
    case 'take_over': return take_over(task, command, scene);
    case 'note': return note(task, command, scene);
    case 'on_it': return on_it(task, command, scene);
    case 'attend': return attend(task, command, scene);
    case 'source_changed': return source_changed(task, command);
    case 'hand_over': return hand_over(task, command, scene);
    case 'unblock': return unblock(task, command);
    case 'hold_up': return hold_up(task, command);
    case 'link_follow_up': return link_follow_up(task, command);
    case 'link_duplicate': return link_duplicate(task, command);
    default: return refused({ code: 'wrong_status', status: task.state.status });
  }
};

const takeStep = (task: Task, command: Command, scene: Scene): StepResult => {
  if (isConfirmed(task)) return confirmedStep(task, command, scene);
  return command.verb === 'confirm' ? confirm(task satisfies UnconfirmedTask, command, scene) : anyStep(task, command, scene);
};

/** Whether the due clock stands still: while waiting on something that pauses it, while it is checked or closed it runs on as it was. */
const pauses = (task: ConfirmedTask, playbook: Playbook): boolean => {
  const { state } = task;
  return state.status === 'waiting' && (typeOf(playbook, task.type)?.waiting_on.find(({ key }) => key === state.on)?.pauses ?? false);
};

const reclocked = (task: Task, playbook: Playbook, now: Date): Task =>
  isConfirmed(task) && !isClosed(task) ? { ...task, due: reclock(task.due, pauses(task, playbook), calendarFor(typeOf(playbook, task.type), task.fields, playbook), now) } : task;

/** Gives a change its version, its entry in the chain and all that it causes. */
export const conclude = (before: Task | null, envelope: Pick<Envelope, 'actor' | 'door'>, verb: Verb | Create['verb'], done: Effect, { playbook, now }: Pick<Scene, 'playbook' | 'now'>): Decision => {
  const clocked = reclocked(done.task, playbook, now);
  const history = append(taskName(clocked.number), before?.history ?? [], {
    at: now, actor: envelope.actor, door: envelope.door, verb, from: before?.state.status ?? null, to: clocked.state.status,
    changes: done.changes ?? [], why: done.why ?? null, ...(done.facts ? { facts: done.facts } : {}),
  });
  // A clock that was set back brings moments a second time: their keys keep them from being told twice.
  const attendedAt = clocked.attendedAt > now ? now : clocked.attendedAt;
  const versioned: Task = { ...clocked, attendedAt, history, version: history.length };
  const task: Task = { ...versioned, attentionAt: nextAttention(versioned, playbook) };
  return { ok: true, task, intents: [...(done.intents ?? []), ...caused(before, task, envelope.actor), ...hooked(before, task, envelope.actor, playbook)] };
};

/** Why a command cannot even be tried: asked before a form opens, and again when it is sent. */
export const objection = (task: Task, attempt: Attempt, scene: Scene): Refused | null =>
  forbidden(task, attempt, scene) ?? overtaken(task, attempt.seen) ??
  (allows(task.state.status, attempt.verb) ? null : refused({ code: 'wrong_status', status: task.state.status }));

/**
 * What a command does to a task, or why not. Asks in this order: may they, is it what they saw, does the status allow it, are the
 * answers right. Never reads a clock and never changes its arguments.
 */
export const decide = (task: Task, command: Command, scene: Scene): Decision => {
  const no = objection(task, command, scene);
  if (no !== null) return no;
  const result = takeStep(task, command, scene);
  return result.ok ? conclude(task, { actor: keyOf(scene.actor), door: command.door }, command.verb, result, scene) : result;
};
