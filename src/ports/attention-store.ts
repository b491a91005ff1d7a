import type { Task } from '../domain/task.js';

/** For when the rules change: every open task's next moment is worked out anew. */
export type AttentionStore = {
  /** Every open task with its whole history, streamed. */
  open(): AsyncIterable<Task>;
  /** Puts the next moment in place of the stored one, and nothing else: no version, no history. Nothing where the task changed meanwhile. */
  setAttention(task: Pick<Task, 'number' | 'version'>, at: Date | null): Promise<void>;
};
