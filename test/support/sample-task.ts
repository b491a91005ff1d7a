// Tasks as the domain makes them, for tests that need some and not how they came about.
import { append } from '../../src/domain/history.js';
import { taskName, type ConfirmedTask, type Task, type UnconfirmedTask } from '../../src/domain/task.js';
import type { Commit } from '../../src/ports/task-store.js';

export const MONDAY = new Date('2026-12-07T14:00:00.000Z');
export const after = (minutes: number, from = MONDAY) => new Date(from.getTime() + minutes * 60_000);

const entry = (at: Date, verb: string, from: Task['state']['status'] | null, to: Task['state']['status']) =>
  ({ at, actor: 'maria', door: 'slack', verb, from, to, changes: [{ name: 'owner', from: null, to: 'maria' }, { name: 'provider' }], why: null }) as const;

const common = (number: number) => ({
  number,
  version: 1,
  typeVersion: 1,
  queue: 'front_desk',
  requester: 'dana',
  takenInBy: null,
  cameBy: 'phone' as const,
  fields: { provider: 'patel', times: ['am', 'pm'], copay: 12.5, called: true, patient_ref: { sealed: 'b64', key: 'k1' } },
  source: null,
  sourceText: null,
  notes: [],
  links: { followUpOf: null, followUps: [], holdsUp: [], duplicates: [] },
  attempts: 0,
  reopened: 0,
  snoozedUntil: null,
  onIt: null,
  createdAt: MONDAY,
  since: MONDAY,
  attendedAt: MONDAY,
  attentionAt: null,
});

/** A task in `todo` with one entry of history. */
export const todoTask = (number: number, over: Partial<ConfirmedTask> = {}): ConfirmedTask => ({
  ...common(number),
  state: { status: 'todo' },
  type: 'reschedule',
  priority: 'normal',
  owner: 'maria',
  due: { at: after(240), pausedSince: null, clock: 'business' },
  deadline: null,
  history: append(taskName(number), [], entry(over.createdAt ?? MONDAY, 'create', null, over.state?.status ?? 'todo')),
  ...over,
});

/** A task that no person has confirmed yet. */
export const triageTask = (number: number, over: Partial<UnconfirmedTask> = {}): UnconfirmedTask => ({
  ...common(number),
  state: { status: 'triage' },
  type: null,
  priority: null,
  owner: null,
  due: null,
  deadline: null,
  history: append(taskName(number), [], entry(MONDAY, 'create', null, 'triage')),
  ...over,
});

/** The task one version on, with what is changed and one more entry of history. */
export const changed = (task: ConfirmedTask, over: Partial<ConfirmedTask> = {}, verb = 'note'): ConfirmedTask => {
  const next = { ...task, ...over, version: task.version + 1 };
  return { ...next, history: append(taskName(task.number), task.history, entry(after(task.version), verb, task.state.status, next.state.status)) };
};

/** The commit of a new task, under a command id that is made of its number. */
export const creation = (task: Task, over: Partial<Commit> = {}): Omit<Commit, 'expected'> => ({
  task,
  intents: [],
  words: [],
  once: { id: `create-${task.number}`, answer: { task: task.number, version: 1, verb: 'create' } },
  ...over,
});

/** The commit of the version after `expected`. */
export const step = (task: Task, id: string, over: Partial<Commit> = {}): Commit => ({
  task,
  expected: task.version - 1,
  intents: [],
  words: [],
  once: { id, answer: { task: task.number, version: task.version, verb: 'note' } },
  ...over,
});
