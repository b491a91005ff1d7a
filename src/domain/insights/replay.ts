// What a task was at an earlier moment, from its history alone: status, queue, type and due clock after each entry.
import { calendarFor, reclock } from '../deadlines.js';
import type { Entry } from '../history.js';
import { typeOf } from '../playbook.js';
import type { Playbook, QueueKey, TypeKey } from '../playbook.js';
import { isClosed } from '../task.js';
import type { Due, Status, Task } from '../task.js';

/** How the task stood from `entry.at` until the next entry. */
export type Step = { entry: Entry; status: Status; queue: QueueKey; type: TypeKey | null; due: Due | null };

/** What a history is replayed for: the task as it is now, under the playbook whose type it has. */
export type Replayed = Pick<Task, 'queue' | 'type' | 'fields' | 'due' | 'history'>;

/** The values of one changed part after each entry, read backwards from what it is now: a first entry need not name it. */
const valuesOf = <Value extends string | null>(history: readonly Entry[], name: string, now: Value): (Value | string | null)[] => {
  const values: (Value | string | null)[] = [];
  let value: Value | string | null = now;
  for (const entry of history.toReversed()) {
    values.unshift(value);
    const change = entry.changes.find((each) => each.name === name);
    if (change?.from !== undefined) value = change.from;
  }
  return values;
};

const changedTo = (entry: Entry, name: string) => entry.changes.find((each) => each.name === name)?.to ?? null;

/** Every entry with what followed from it. The due clock is stopped and started as `conclude` does it. */
export const replay = (task: Replayed, playbook: Playbook): Step[] => {
  const types = valuesOf(task.history, 'type', task.type);
  const queues = valuesOf(task.history, 'queue', task.queue);
  const calendar = calendarFor(typeOf(playbook, task.type), task.fields, playbook);
  const reasons = typeOf(playbook, task.type)?.waiting_on ?? [];
  let due: Due | null = null;
  let reason: string | null = null;
  return task.history.map((entry, index): Step => {
    const given = changedTo(entry, 'due');
    reason = changedTo(entry, 'waiting_on') ?? reason;
    if (given !== null) {
      // A new date on a stopped clock stays stopped, from that moment on.
      const stopped = entry.verb === 'set_due' && due !== null && due.pausedSince !== null ? entry.at : null;
      due = { at: new Date(given), pausedSince: stopped, clock: task.due?.clock ?? 'business' };
    }
    const pauses = entry.to === 'waiting' && (reasons.find(({ key }) => key === reason)?.pauses ?? false);
    if (due !== null && !isClosed({ state: { status: entry.to } })) due = reclock(due, pauses, calendar, entry.at);
    return { entry, status: entry.to, queue: queues[index] ?? task.queue, type: types[index] ?? null, due };
  });
};

/** Open, past its due date, the clock not stopped: what every list calls late. A task without a due date is never late, and never on time either. */
export const isLate = ({ status, due }: Pick<Step, 'status' | 'due'>, at: Date): boolean => !isClosed({ state: { status } }) && due !== null && due.pausedSince === null && due.at < at;

/** How it stood at a moment; null where it was not made yet. */
export const stepAt = (steps: readonly Step[], at: Date): Step | null => steps.findLast(({ entry }) => entry.at < at) ?? null;
