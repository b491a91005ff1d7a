import type { NoticeKind } from '../intent.js';
import type { Playbook } from '../playbook.js';
import type { Task } from '../task.js';

/** What attention speaks of, the gravest last: of several about one task a person hears the last alone. */
export const GRAVITY = ['before_due', 'idle', 'chase', 'due', 'deadline', 'too_long', 'at_risk', 'late', 'escalated', 'on_it_over', 'unanswered'] as const satisfies readonly NoticeKind[];
export type Attention = (typeof GRAVITY)[number];

/**
 * How a notice may be held back:
 * - reminder: snooze, quiet hours, bundles, the daily cap;
 * - limit: the same but snooze, for a law does not sleep;
 * - escalation: quiet hours and the cap, and "I'm on it until…";
 * - urgent: nothing but "I'm on it until…".
 */
export type Tier = 'reminder' | 'limit' | 'escalation' | 'urgent';

/** Who hears, as a part that somebody plays. `holder` is whose move it is: the reviewer in review, else the owner. */
export type Rung = 'holder' | 'on_it' | 'first_on_duty' | 'rest_on_duty' | 'lead' | 'manager' | 'channel';

/** Something owed at a moment. `key` makes its notice unique within the task. */
export type Owed = { at: Date; kind: Attention; to: Rung; tier: Tier; key: string };

/** All that a task will ever owe by one rule, as it stands: what has passed is sorted out later. */
export type AttentionRule = (task: Task, playbook: Playbook) => readonly Owed[];
