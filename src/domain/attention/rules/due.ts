import { keyOn } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** Its due date came. */
export const due: AttentionRule = (task) =>
  task.due === null || task.due.pausedSince !== null ? [] : [{ at: task.due.at, kind: 'due', to: 'holder', tier: 'reminder', key: keyOn('due/1', task.due.at) }];
