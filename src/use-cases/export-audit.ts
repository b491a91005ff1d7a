// The audit and every history between two days, a row each: the audit first, then task by task. One row at a time is held.
import type { AuditEntry } from '../domain/audit.js';
import { taskName } from '../domain/task.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { TaskStore } from '../ports/task-store.js';

/** The columns, in the order of a CSV. */
export const COLUMNS = ['chain', 'seq', 'at', 'actor', 'door', 'did', 'task', 'from', 'to', 'changes', 'why', 'facts', 'prev', 'hash'] as const;
export type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>;

/** From the first moment, up to and without the second. */
export type Span = { from: Date; until: Date };

const pairs = (facts: Readonly<Record<string, unknown>> | undefined) => Object.entries(facts ?? {}).map(([name, value]) => `${name}=${String(value)}`).join('; ');
/** Names of fields; of what is structural also from and to. Never the value of an answer: no history holds one. */
const changeText = ({ name, from, to }: { name: string; from?: string | null; to?: string | null }) => (from === undefined && to === undefined ? name : `${name}: ${from ?? 'none'} → ${to ?? 'none'}`);

/** An entry of the audit as a row. */
export const auditRow = ({ seq, at, actor, door, action, task, facts, prev, hash }: AuditEntry): Row => ({
  chain: 'audit', seq, at: at.toISOString(), actor, door, did: action, task: task === null ? null : taskName(task), from: null, to: null, changes: null, why: null, facts: pairs(facts), prev, hash,
});

/** `chain` is `audit`, or the task whose history it is of. */
export const exportAudit = async function* ({ audit, tasks }: { audit: Pick<AuditStore, 'all'>; tasks: Pick<TaskStore, 'all'> }, { from, until }: Span): AsyncGenerator<Row> {
  const within = ({ at }: { at: Date }) => at >= from && at < until;
  for await (const entry of audit.all()) if (within(entry)) yield auditRow(entry);
  for await (const { number, history } of tasks.all()) {
    const name = taskName(number);
    for (const { seq, at, actor, door, verb, from: before, to, changes, why, facts, prev, hash } of history.filter(within)) {
      yield { chain: name, seq, at: at.toISOString(), actor, door, did: verb, task: name, from: before, to, changes: changes.map(changeText).join('; '), why, facts: pairs(facts), prev, hash };
    }
  }
};
