// What happened on a day, by queue and type: figures alone, added up from histories. A day that is over never changes, since histories only grow.
import { addCalendarDays, DAY, dateOfDay, dayNumber, instantOf, localDateOf, wallTime } from '../local-time.js';
import type { LocalDate } from '../local-time.js';
import { momentOf } from '../deadlines.js';
import type { FieldKind, Playbook, QueueKey, TypeKey } from '../playbook.js';
import { typeOf } from '../playbook.js';
import type { CameBy, Task } from '../task.js';
import { HOUR } from '../local-time.js';
import { isLate, replay, stepAt } from './replay.js';
import type { Step } from './replay.js';
import { answeredIn } from './suggestions.js';

/** An insurer's answer: calendar days from when it was sent until it was known, and the days that the law gives. */
export type Decision = { insurer: string; days: number; limit: number | null };

/** One queue's and type's share of a day. `type` is null for what nobody had sorted yet. */
export type DayRow = {
  queue: QueueKey;
  type: TypeKey | null;
  /** New tasks by how they came and the hour of the practice's clock: `phone 9`. */
  made: Readonly<Record<string, number>>;
  /** Time in triage, in ms, of each task that a person sorted on this day. */
  sorted: readonly number[];
  done: number;
  reopened: number;
  /** Open and past their due date when the day ended. */
  late: number;
  decisions: readonly Decision[];
  /** Suggestions that a person answered, and how many of them were taken as they stood first. */
  suggested: number;
  accepted: number;
};

export type Day = { day: LocalDate; rows: readonly DayRow[] };

export const intakeKey = (cameBy: CameBy, hour: number) => `${cameBy} ${hour}`;

/** A day's first moment, and the first of the next. */
export const boundsOf = (day: LocalDate, zone: string): { start: Date; end: Date } => ({ start: instantOf(zone, dayNumber(day), 0), end: instantOf(zone, dayNumber(day) + 1, 0) });

/** Every day from one to another, both included. */
export const daysBetween = (from: LocalDate, to: LocalDate): LocalDate[] =>
  Array.from({ length: Math.max(0, dayNumber(to) - dayNumber(from) + 1) }, (_each, index) => dateOfDay(dayNumber(from) + index));

/** The day so many days before. */
export const daysBefore = (day: LocalDate, count: number): LocalDate => dateOfDay(dayNumber(day) - count);
export const today = (zone: string, now: Date): LocalDate => localDateOf(zone, now);

const emptyRow = (queue: QueueKey, type: TypeKey | null): DayRow => ({ queue, type, made: {}, sorted: [], done: 0, reopened: 0, late: 0, decisions: [], suggested: 0, accepted: 0 });

const plus = (a: DayRow, b: DayRow): DayRow => ({
  queue: a.queue, type: a.type, done: a.done + b.done, reopened: a.reopened + b.reopened, late: a.late + b.late, suggested: a.suggested + b.suggested, accepted: a.accepted + b.accepted,
  sorted: [...a.sorted, ...b.sorted], decisions: [...a.decisions, ...b.decisions],
  made: Object.fromEntries([...new Set([...Object.keys(a.made), ...Object.keys(b.made)])].map((key) => [key, (a.made[key] ?? 0) + (b.made[key] ?? 0)])),
});

/** Rows of the same queue and type become one. */
export const addUp = (rows: Iterable<DayRow>): DayRow[] => {
  const sums = new Map<string, DayRow>();
  for (const row of rows) {
    const key = `${row.queue} ${row.type ?? ''}`;
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? row : plus(sum, row));
  }
  return [...sums.values()];
};

/** These late tasks, counted by queue and type. */
export const lateRows = (tasks: Iterable<{ queue: QueueKey; type: TypeKey | null }>): DayRow[] => {
  const rows = new Map<string, DayRow>();
  for (const { queue, type } of tasks) {
    const key = `${queue} ${type ?? ''}`;
    const row = rows.get(key) ?? emptyRow(queue, type);
    rows.set(key, { ...row, late: row.late + 1 });
  }
  return [...rows.values()];
};

const keysOf = (kind: FieldKind, type: { fields: readonly { key: string; kind: FieldKind }[] }) => type.fields.filter((field) => field.kind === kind).map(({ key }) => key);

/** The answer that says when it was sent to the insurer: a type that has it, and an insurer, takes part in the scoreboard. */
export const SUBMITTED = 'submitted_at';

/** The insurer's answer where this entry, the task's closing, made it known. It came when the task last stopped waiting; where it never waited, when it was done. */
const decisionAt = (task: Pick<Task, 'type' | 'fields' | 'deadline'>, steps: readonly Step[], index: number, playbook: Playbook): Decision | null => {
  const type = typeOf(playbook, task.type);
  const insurer = type === null ? undefined : keysOf('insurer', type).map((key) => task.fields[key]).find((value) => typeof value === 'string');
  const sent = type === null || !type.fields.some(({ key }) => key === SUBMITTED) ? null : momentOf(task.fields[SUBMITTED], playbook.practice.timezone, 'start');
  const before = steps.slice(0, index + 1);
  const left = before.findLastIndex(({ entry }) => entry.from === 'waiting' && entry.to !== 'waiting');
  const known = before[left === -1 ? index : left]?.entry.at;
  if (typeof insurer !== 'string' || sent === null || known === undefined || known < sent) return null;
  const limited = task.deadline !== null && type?.deadlines.some(({ limit }) => limit.relation !== undefined && 'field' in limit.relation && limit.relation.field === SUBMITTED);
  const inDays = (at: Date) => (at.getTime() - sent.getTime()) / DAY;
  return { insurer, days: inDays(known), limit: limited && task.deadline !== null ? inDays(task.deadline.at) : null };
};

/** What one entry adds to its day. */
const rowOf = (task: Task, steps: readonly Step[], index: number, playbook: Playbook): DayRow | null => {
  const step = steps[index];
  if (step === undefined) return null;
  const { entry, queue, type } = step;
  const row = emptyRow(queue, type);
  const first = steps[0]?.entry;
  const closing = entry.to === 'done' && entry.from !== 'done';
  const decision = closing ? decisionAt(task, steps, index, playbook) : null;
  const answered = answeredIn({ number: task.number, history: [entry] });
  const sorted = entry.from === 'triage' && entry.to !== 'triage' && entry.to !== 'cancelled' && first !== undefined;
  return {
    ...row,
    made: index === 0 ? { [intakeKey(task.cameBy, Math.floor(wallTime(playbook.practice.timezone, entry.at).clock / HOUR))]: 1 } : {},
    sorted: sorted ? [entry.at.getTime() - first.at.getTime()] : [],
    done: closing ? 1 : 0,
    reopened: entry.from === 'done' && entry.to !== 'done' ? 1 : 0,
    decisions: decision === null ? [] : [decision],
    suggested: answered.length,
    accepted: answered.filter(({ rank }) => rank === 1).length,
  };
};

/** What a task adds to each of some days, in their order: what happened to it then, and whether it was late when the day ended. Days of `zone`. */
export const dayRowsOf = (task: Task, days: readonly LocalDate[], playbook: Playbook): DayRow[][] => {
  const zone = playbook.practice.timezone;
  const steps = replay(task, playbook);
  return days.map((day) => {
    const { start, end } = boundsOf(day, zone);
    const rows = steps.flatMap(({ entry }, index) => (entry.at >= start && entry.at < end ? (rowOf(task, steps, index, playbook) ?? []) : []));
    const last = stepAt(steps, end);
    return last !== null && isLate(last, end) ? [...rows, ...lateRows([last])] : rows;
  });
};

/** Days ago, at the same time of day. */
export const ago = (zone: string, now: Date, days: number): Date => addCalendarDays(zone, now, -days);
