// Proves every task's history against the anchors that are kept outside the tasks, and every purge against the audit.
import { verify } from '../domain/history.js';
import type { Anchor, Fault } from '../domain/history.js';
import type { Tombstone } from '../domain/retention.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { RetentionStore } from '../ports/retention-store.js';
import type { TaskStore } from '../ports/task-store.js';
import { inStep } from './in-step.js';

/** `removed`: there is neither task nor tombstone. `not_purged`: there is a tombstone, of which the audit or the anchor says otherwise. */
export type HistoryFault = { task: string; seq: number; fault: Fault['fault'] | 'removed' | 'not_purged' | 'unreadable' };
export type Verdict = { tasks: number; entries: number; purged: number; faults: HistoryFault[] };
type Verifying = { tasks: Pick<TaskStore, 'all' | 'anchors' | 'load'>; retention: Pick<RetentionStore, 'tombstones' | 'tombstone'>; audit: Pick<AuditStore, 'entry'> };

/** What is wrong with a task's history. */
export const faultsOf = (task: Task, anchor: Anchor | null): HistoryFault[] => {
  const name = taskName(task.number);
  try {
    const found: Fault[] = verify(name, task.history, anchor);
    // The version counts the entries: it shows a cut tail that no anchor has seen yet.
    const cut = task.history.length !== task.version && !found.some(({ fault }) => fault === 'truncated');
    return [...found, ...(cut ? [{ seq: task.version, fault: 'truncated' as const }] : [])].map((fault) => ({ task: name, ...fault }));
  } catch {
    // Only a hand in the database makes a history that is no list of entries.
    return [{ task: name, seq: 0, fault: 'unreadable' }];
  }
};

/** Whether the audit's own chain, proved beside this, holds the purge of just this history; and no anchor has seen another. */
export const wasPurged = async ({ number, seq, hash, createdAt, closedAt, audit: at }: Tombstone, anchor: Anchor | null, { audit }: Pick<Verifying, 'audit'>): Promise<boolean> => {
  const entry = await audit.entry(at);
  const said = { head: hash, entries: seq, created: createdAt.toISOString(), closed: closedAt.toISOString() };
  const recorded = entry?.action === 'purge' && entry.task === number && Object.entries(said).every(([name, value]) => entry.facts[name] === value);
  return recorded && (anchor === null || anchor.seq < seq || (anchor.seq === seq && anchor.hash === hash));
};

const judgeMissing = async (number: number, stone: Tombstone | null, anchor: Anchor | null, deps: Verifying): Promise<HistoryFault[]> => {
  const name = taskName(number);
  if (stone === null) return [{ task: name, seq: anchor?.seq ?? 0, fault: 'removed' }];
  return (await wasPurged(stone, anchor, deps)) ? [] : [{ task: name, seq: stone.seq, fault: 'not_purged' }];
};

/** What is wrong with a task, or with its absence. Looked at once more where something is: it may have changed between the readings. */
const judge = async (number: number, read: Task | null, stone: Tombstone | null, anchor: Anchor | null, deps: Verifying): Promise<HistoryFault[]> => {
  if (read !== null && faultsOf(read, anchor).length === 0) return [];
  if (read === null && stone !== null) return judgeMissing(number, stone, anchor, deps);
  const now = await deps.tasks.load(number);
  return now === null ? judgeMissing(number, await deps.retention.tombstone(number), anchor, deps) : faultsOf(now, anchor);
};

/** Walks tasks, tombstones and anchors side by side, all ascending, and holds one of each at a time. */
export const verifyHistories = async (deps: Verifying): Promise<Verdict> => {
  const verdict: Verdict = { tasks: 0, entries: 0, purged: 0, faults: [] };
  for await (const [number, task, stone, anchored] of inStep(deps.tasks.all(), deps.retention.tombstones(), deps.tasks.anchors())) {
    if (task !== null) verdict.tasks += 1;
    else if (stone !== null) verdict.purged += 1;
    verdict.entries += task?.version ?? 0;
    verdict.faults.push(...(await judge(number, task, stone, anchored?.anchor ?? null, deps)));
  }
  return verdict;
};
