// What a change causes beyond its own task. Written with the change, carried out afterwards by deterministic keys: twice is once.
import type { PersonKey, QueueKey } from './playbook.js';

/** What a notice is about. */
export const NOTICE_KINDS = [
  'card', 'review', 'line', 'chase', 'sent_back', 'unblocked', 'reassigned', 'needed', 'uninvited', 'identifiers', 'duplicate', 'left', 'playbook_file', 'absence', 'moved', 'handoff', 'handed', 'answered',
  'accepted', 'done', 'cancelled', 'thrown_out', 'unreached', 'self_given',
  'idle', 'before_due', 'due', 'deadline', 'late', 'escalated', 'too_long', 'at_risk', 'unanswered', 'on_it_over',
  'bundle', 'escalation', 'digest', 'my_day', 'weekly', 'webhook',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
/** Those that are about people and no one task. */
export const PERSONAL = ['left', 'absence', 'moved', 'handoff', 'handed', 'self_given'] as const satisfies readonly NoticeKind[];
/** Those that hold a card or the thread's line: edited in place for as long as the task lives. The others are said once. */
export const EDITED_IN_PLACE = ['card', 'review', 'line', 'sent_back', 'unblocked', 'needed', 'handoff'] as const satisfies readonly NoticeKind[];

/** Those that ask somebody further up to act: edited for some days, so that whoever reads one later sees that it was answered. */
export const ANSWERED_IN_PLACE = ['escalation', 'too_long', 'at_risk', 'late', 'escalated', 'on_it_over', 'unanswered'] as const satisfies readonly NoticeKind[];

export type Audience = { person: PersonKey } | { thread: { platform: string; channel: string; ts: string } } | { queue: QueueKey } | { webhook: string };

/** Reminders wait for the next bundle, escalations for the next message to whoever leads: several at once are one. */
export const WAITS = ['bundle', 'escalation'] as const;
export type Waits = (typeof WAITS)[number];

export type Intent =
  /** `key` is the notice's `_id`: `T-12/card/maria/1`. */
  | { do: 'notify'; key: string; kind: NoticeKind; to: Audience; by: string; /** Which of the person's next messages it waits for; absent: it is a message of its own, at once. */ waits?: Waits }
  /** Every card and line of the task is edited to at least this version. */
  | { do: 'refresh'; key: string; version: number }
  /** A follow-up task; its creation carries the key as its command id. */
  | { do: 'follow_up'; key: string; outcome: string; by: PersonKey }
  /** A command on another task about this one, under the key as its id. */
  | { do: 'tell'; key: string; task: number; about: number; verb: 'unblock' | 'hold_up' | 'link_follow_up' | 'link_duplicate' | 'unlink_duplicate' };
