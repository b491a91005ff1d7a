// Proves every task's history against the anchors that are kept outside the tasks.
import { verify } from '../domain/history.js';
import type { Anchor, Fault } from '../domain/history.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { TaskStore } from '../ports/task-store.js';

export type HistoryFault = { task: string; seq: number; fault: Fault['fault'] | 'removed' | 'unreadable' };
export type Verdict = { tasks: number; entries: number; faults: HistoryFault[] };
type Verifying = { tasks: Pick<TaskStore, 'all' | 'anchors' | 'load'> };

const faultsOf = (task: Task, anchor: Anchor | null): HistoryFault[] => {
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

/** What is wrong with a task, or with its absence. Looked at once more where something is: it may have changed between the two readings. */
const judge = async (number: number, read: Task | null, anchor: Anchor | null, { tasks }: Verifying): Promise<HistoryFault[]> => {
  if (read !== null && faultsOf(read, anchor).length === 0) return [];
  const now = await tasks.load(number);
  return now === null ? [{ task: taskName(number), seq: anchor?.seq ?? 0, fault: 'removed' }] : faultsOf(now, anchor);
};

/** Walks tasks and anchors side by side, both ascending, and holds one of each at a time. */
export const verifyHistories = async (deps: Verifying): Promise<Verdict> => {
  const verdict: Verdict = { tasks: 0, entries: 0, faults: [] };
  const anchors = deps.tasks.anchors()[Symbol.asyncIterator]();
  let next = await anchors.next();

  /** Anchors below `number` belong to tasks that are not there. */
  const passMissing = async (number: number) => {
    while (next.done !== true && next.value.number < number) {
      verdict.faults.push(...(await judge(next.value.number, null, next.value.anchor, deps)));
      next = await anchors.next();
    }
  };

  for await (const task of deps.tasks.all()) {
    await passMissing(task.number);
    const own = next.done !== true && next.value.number === task.number ? next.value.anchor : null;
    if (own !== null) next = await anchors.next();
    verdict.tasks += 1;
    verdict.entries += task.version;
    verdict.faults.push(...(await judge(task.number, task, own, deps)));
  }
  await passMissing(Infinity);
  return verdict;
};
