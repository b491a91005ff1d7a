// Steps of the work itself: start, wait, left voicemail, block, resume, snooze.
import type { StepOf } from '../command.js';
import { addDuration, nextOpening } from '../calendar.js';
import type { BusinessCalendar } from '../calendar.js';
import { calendarFor } from '../deadlines.js';
import { effect, iso, keyOf, moved } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import { readAnswers } from '../fields.js';
import { addCalendarDays, dayNumber, instantOf, localDateOf } from '../local-time.js';
import { personOf, typeOf } from '../playbook.js';
import type { WaitingReason } from '../playbook.js';
import { fieldsRefused, refused } from '../refusal.js';
import type { ConfirmedTask, Fields, Sealed, Task } from '../task.js';
import { taskName } from '../task.js';
import { answered } from './changes.js';

const FARTHEST_DAYS = 366;

/** Whether a date that a person chose lies ahead, and within a year. */
export const dateProblem = (at: Date, now: Date) =>
  at <= now ? { problem: 'in_the_past' as const } : at.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000 ? { problem: 'too_far' as const } : null;

/** Into work, where nothing is missing that the type needs from its start on. */
const begin = (task: ConfirmedTask, more: Fields, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  if (type === null) return refused({ code: 'task_gone' });
  const { fields, facts, problems } = readAnswers('start', { type, outcome: null, priority: task.priority }, { ...task.fields, ...more }, playbook);
  if (Object.keys(problems).length > 0) return fieldsRefused(problems);
  const next = answered(task, fields, facts, playbook);
  return effect({ task: moved(next.task, { status: 'in_progress' }, now), changes: next.changes });
};

export const start = (task: ConfirmedTask, step: StepOf<'start'>, scene: Scene): StepResult => begin(task, step.fields, scene);

/** Waiting may come before starting: then this is the start, and asks for the same. */
export const resume = (task: ConfirmedTask, _step: StepOf<'resume'>, scene: Scene): StepResult => begin(task, {}, scene);

const waitOn = (task: ConfirmedTask, reason: WaitingReason, chaseAt: Date, now: Date) =>
  effect({ task: moved(task, { status: 'waiting', on: reason.key, chaseAt }, now), changes: [{ name: 'waiting_on', to: reason.key }, { name: 'chase', to: iso(chaseAt) }] });

export const wait = (task: ConfirmedTask, step: StepOf<'wait'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  const reason = type?.waiting_on.find(({ key }) => key === step.on);
  if (reason === undefined) return fieldsRefused({ on: { problem: step.on === '' ? 'missing' : 'unknown_choice' } });
  const chaseAt = step.chaseAt ?? addDuration(calendarFor(type, task.fields, playbook), now, reason.chase);
  const problem = dateProblem(chaseAt, now);
  return problem ? fieldsRefused({ chase_at: problem }) : waitOn(task, reason, chaseAt, now);
};

/** The first opening after today: when a call is tried again. */
export const nextMorning = (calendar: BusinessCalendar, now: Date): Date => {
  const { zone } = calendar;
  const midnight = instantOf(zone, dayNumber(localDateOf(zone, addCalendarDays(zone, now, 1))), 0);
  return nextOpening(calendar, midnight);
};

export const left_voicemail = (task: ConfirmedTask, _step: StepOf<'left_voicemail'>, { playbook, now }: Scene): StepResult => {
  const type = typeOf(playbook, task.type);
  const reason = type?.waiting_on.find(({ patient }) => patient);
  if (reason === undefined) return refused({ code: 'no_patient_to_call' });
  const attempts = task.attempts + 1;
  const result = waitOn({ ...task, attempts }, reason, nextMorning(calendarFor(type, task.fields, playbook), now), now);
  return result.ok ? { ...result, changes: [...(result.changes ?? []), { name: 'attempts', from: String(task.attempts), to: String(attempts) }] } : result;
};

export const block = (task: ConfirmedTask, step: StepOf<'block'>, { actor, playbook, now }: Scene): StepResult => {
  if (step.need === 'task' && step.task === null) return fieldsRefused({ task: { problem: 'missing' } });
  if (step.task === task.number) return fieldsRefused({ task: { problem: 'itself' } });
  if (step.from !== null && personOf(playbook, step.from) === null) return fieldsRefused({ from: { problem: 'unknown_choice' } });
  const by = keyOf(actor);
  const next: ConfirmedTask = { ...moved(task, { status: 'blocked', need: step.need, from: step.from, task: step.task }, now), notes: withNote(task, step.note, by, now) };
  const key = taskName(task.number);
  const asks = step.from !== null && step.from !== by
    ? [{ do: 'notify' as const, key: `${key}/needed/${step.from}/${task.version + 1}`, kind: 'needed' as const, to: { person: step.from }, by }] : [];
  const holds = step.task === null ? [] : [{ do: 'tell' as const, key: `${key}/hold_up/${step.task}/${task.version + 1}`, task: step.task, about: task.number, verb: 'hold_up' as const }];
  const changes = [{ name: 'need', to: step.need }, ...(step.from ? [{ name: 'from', to: step.from }] : []), ...(step.task ? [{ name: 'task', to: taskName(step.task) }] : [])];
  return effect({ task: next, changes, intents: [...asks, ...holds] });
};

/** A note's text is sealed; the history says that there is one. */
export const withNote = (task: Pick<Task, 'notes'>, text: Sealed | null, by: string, at: Date): Task['notes'] =>
  text === null ? task.notes : [...task.notes, { at, by, text }];

/** Somebody says that they look after it. What is overdue stays so, and nobody further up hears of it until then. */
export const on_it = (task: Task, step: StepOf<'on_it'>, { actor, now }: Scene): StepResult => {
  const problem = dateProblem(step.until, now);
  if (problem) return fieldsRefused({ until: problem });
  return effect({ task: { ...task, onIt: { by: keyOf(actor), until: step.until } }, changes: [{ name: 'on_it', to: iso(step.until) }] });
};

export const snooze = (task: ConfirmedTask, step: StepOf<'snooze'>, { now }: Scene): StepResult => {
  const problem = dateProblem(step.until, now);
  if (problem) return fieldsRefused({ until: problem });
  return effect({ task: { ...task, snoozedUntil: step.until }, changes: [{ name: 'snooze', from: iso(task.snoozedUntil), to: iso(step.until) }] });
};
