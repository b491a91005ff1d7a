// When a task needs someone: a list of small rules, each naming moments at which something is owed, then list-to-list steps that say who hears and when.
import type { Playbook } from '../playbook.js';
import { isClosed } from '../task.js';
import type { Task } from '../task.js';
import { address } from './address.js';
import type { Addressed } from './address.js';
import type { AttentionRule } from './rule.js';
import { atRisk } from './rules/at-risk.js';
import { beforeDue } from './rules/before-due.js';
import { chase } from './rules/chase.js';
import { deadline } from './rules/deadline.js';
import { due } from './rules/due.js';
import { escalate } from './rules/escalate.js';
import { idle } from './rules/idle.js';
import { onItOver } from './rules/on-it-over.js';
import { tooLong } from './rules/too-long.js';
import { unanswered } from './rules/unanswered.js';
import { answeredFor, gravest, inTime, notOwn, snoozed } from './shape.js';

export const attentionRules = [idle, beforeDue, due, chase, deadline, escalate, tooLong, atRisk, unanswered, onItOver] as const satisfies readonly AttentionRule[];

/** All that lies ahead of the last look, in no order. An answered or closed task owes nothing. */
const owedOn = (task: Task, playbook: Playbook): Addressed[] => {
  if (isClosed(task)) return [];
  const owed = attentionRules.flatMap((rule) => rule(task, playbook));
  const addressed = answeredFor(snoozed(owed, task), task).flatMap((one) => address(one, task, playbook));
  return inTime(notOwn(addressed, task), playbook).filter(({ at }) => at > task.attendedAt);
};

/** What has come due by `now`: for each person the gravest alone. */
export const owedNow = (task: Task, playbook: Playbook, now: Date): Addressed[] => gravest(owedOn(task, playbook).filter(({ at }) => at <= now));

/** The next moment that anything is owed, whether it has come or not; null where nothing will be. */
export const nextAttention = (task: Task, playbook: Playbook): Date | null =>
  owedOn(task, playbook).map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
