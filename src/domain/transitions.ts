// The lifecycle as a table that can be read aloud. A verb that is not in a status's row is refused there.
import type { Verb } from './command.js';
import type { Status } from './task.js';

const working = { wait: 'waiting', left_voicemail: 'waiting', block: 'blocked', finish: 'done', cancel: 'cancelled' } as const;

/** `finish` leads to `in_review` instead where the type or its conditions ask for a second person. `restore` goes back to where it was. */
export const NEXT = {
  triage: { confirm: 'todo', cancel: 'cancelled' },
  todo: { start: 'in_progress', ...working },
  in_progress: working,
  waiting: { ...working, resume: 'in_progress', start: 'in_progress' },
  blocked: { ...working, resume: 'in_progress', start: 'in_progress' },
  in_review: { approve: 'done', send_back: 'in_progress', cancel: 'cancelled' },
  done: { reopen: 'in_progress' },
  cancelled: { restore: 'before' },
} as const satisfies Record<Status, Partial<Record<Verb, Status | 'before'>>>;

const OPEN: readonly Status[] = ['todo', 'in_progress', 'waiting', 'blocked', 'in_review'];
const ANY: readonly Status[] = ['triage', ...OPEN, 'done', 'cancelled'];

/** Verbs that change something and leave the status as it is, with the statuses that allow them. */
export const STAYS = {
  reassign: ['triage', ...OPEN],
  take_over: ['triage', ...OPEN],
  set_reviewer: ['in_review'],
  set_due: OPEN,
  extend_deadline: OPEN,
  set_priority: OPEN,
  edit: ['triage', ...OPEN],
  note: ANY,
  snooze: OPEN,
  on_it: ['triage', ...OPEN],
  attend: ['triage', ...OPEN],
  source_changed: ANY,
  hand_over: ['triage', ...OPEN],
  unblock: ['blocked'],
  hold_up: ANY,
  link_follow_up: ANY,
  link_duplicate: ANY,
} as const satisfies Partial<Record<Verb, readonly Status[]>>;

/** Changes that leave a task as it was: a button pressed before one still means the same, and a task that saw nothing else has not moved. */
export const HARMLESS: readonly string[] = ['note', 'snooze', 'on_it', 'attend', 'source_changed', 'hold_up', 'link_follow_up', 'link_duplicate', 'unblock'];

/** Whether a verb makes sense in a status, whoever asks. */
export const allows = (status: Status, verb: Verb): boolean => {
  const row: Partial<Record<Verb, unknown>> = NEXT[status];
  const stays: Partial<Record<Verb, readonly Status[]>> = STAYS;
  return row[verb] !== undefined || (stays[verb]?.includes(status) ?? false);
};
