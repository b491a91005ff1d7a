// The sweep: looks after every task whose moment has come. Its cost is that of the tasks due, not of the tasks stored.
import { SYSTEM } from '../domain/command.js';
import { taskName } from '../domain/task.js';
import type { ActOnTask } from './act-on-task.js';
import type { Deps } from './deps.js';

export type Sweeping = Pick<Deps, 'tasks' | 'clock'> & { actOnTask: ActOnTask; onFault(task: number, error: unknown): void };

const BATCH = 100;

/**
 * Decides what is owed by now, a task at a time with its own error boundary. Those that cannot be looked after stay at the head of what is due: the
 * others are asked for behind them, so that no number of them stops the rest. Returns how many were looked after.
 */
export const sweep = async ({ tasks, clock, actOnTask, onFault }: Sweeping): Promise<number> => {
  const now = clock.now();
  const failed = new Set<number>();
  let attended = 0;
  const attend = async ({ number, version }: { number: number; version: number }) => {
    try {
      // Two instances that look after the same version look after it once.
      const acted = await actOnTask(number, { id: `${taskName(number)}/attend/${version}`, door: 'job', actor: SYSTEM, seen: null, verb: 'attend' });
      if (acted.ok) attended += 1;
      else {
        failed.add(number);
        onFault(number, new Error(`not looked after: ${acted.refusal.code}`));
      }
    } catch (error) {
      failed.add(number);
      onFault(number, error);
    }
  };
  for (let failedBefore = -1; failed.size > failedBefore; ) {
    failedBefore = failed.size;
    const due = await tasks.attentionDue(now, BATCH + failed.size);
    for (const task of due) if (!failed.has(task.number)) await attend(task);
  }
  return attended;
};
