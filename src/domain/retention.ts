// How long a closed task is kept, and what a legal hold keeps longer.
// Six years by default: 45 CFR 164.316(b)(2)(i) wants that of the documentation of security and privacy; states ask more of medical records.
import { localDateOf } from './local-time.js';
import type { Hold, Playbook } from './playbook.js';
import { isClosed } from './task.js';
import type { Task } from './task.js';

/** What the decision looks at: of no task's content. */
export type Closable = Pick<Task, 'number' | 'type' | 'queue' | 'state' | 'createdAt' | 'since'>;

/** What stays of a purged task: proof that its history was whole, and nothing of what stood in it. */
export type Tombstone = {
  number: number;
  /** The last entry of its history. */
  seq: number;
  hash: string;
  createdAt: Date;
  closedAt: Date;
  /** The entry of the audit that records the purge. */
  audit: number;
};

const yearsFrom = (at: Date, years: number): Date => {
  const moved = new Date(at);
  // From 29 February it is 1 March where that year has none: a day longer, never shorter.
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
};

/** No task that closed after this is old enough; the store asks for those before. */
export const closedBy = (playbook: Pick<Playbook, 'retention'>, now: Date): Date => yearsFrom(now, -playbook.retention.years);

/** Whether a hold is about this task: all that it names must fit, so one that names nothing holds everything. Its dates, both included, are any on which the task was worked on. */
const holds = ({ task: numbers, type, queue, from, to }: Hold, task: Closable, zone: string): boolean =>
  (numbers?.includes(task.number) ?? true)
  && (type === undefined || (task.type !== null && type.includes(task.type)))
  && (queue?.includes(task.queue) ?? true)
  && (from === undefined || localDateOf(zone, task.since) >= from)
  && (to === undefined || localDateOf(zone, task.createdAt) <= to);

/** Why a task is kept; null where it is to be purged. `young`: it closed less than the years ago that the playbook says. */
export const whyKept = (task: Closable, playbook: Pick<Playbook, 'retention' | 'practice'>, now: Date): 'open' | 'young' | 'held' | null => {
  if (!isClosed(task)) return 'open';
  if (yearsFrom(task.since, playbook.retention.years) > now) return 'young';
  return playbook.retention.legal_hold.some((hold) => holds(hold, task, playbook.practice.timezone)) ? 'held' : null;
};
