// When a task needs someone: a list of small rules. Each names a moment at which something is owed; the sweep asks for those that have come.
import type { Playbook } from '../playbook.js';
import type { Task } from '../task.js';
import type { AttentionRule, Owed } from './rule.js';
import { chase } from './rules/chase.js';

export const attentionRules = [chase] as const satisfies readonly AttentionRule[];

const owedOn = (task: Task, playbook: Playbook): Owed[] =>
  attentionRules.map((rule) => rule(task, playbook)).filter((owed) => owed !== null).filter(({ at }) => at > task.attendedAt);

/** What has come due by `now`. */
export const owedNow = (task: Task, playbook: Playbook, now: Date): Owed[] => owedOn(task, playbook).filter(({ at }) => at <= now);

/** The next moment that anything is owed, whether it has come or not; null where nothing will be. */
export const nextAttention = (task: Task, playbook: Playbook): Date | null =>
  owedOn(task, playbook).map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
