// The closed list of reasons to say no. The domain returns them; `src/view/refusal-text.ts` alone writes the sentences.
import type { PersonKey, QueueKey, Signer } from './playbook.js';
import type { Action, RuleAction } from './permissions.js';
import type { Status } from './task.js';

/** What is wrong with one answer of a form. */
export type FieldProblem =
  | { problem: 'missing' }
  | { problem: 'unknown_choice' }
  | { problem: 'not_a_number' }
  | { problem: 'not_a_date' }
  | { problem: 'not_a_phone' }
  | { problem: 'too_long'; most: number }
  | { problem: 'in_the_past' }
  | { problem: 'too_far' }
  | { problem: 'one_to_six' }
  | { problem: 'negative' }
  | { problem: 'not_a_task' }
  | { problem: 'itself' }
  | { problem: 'no_access'; person: PersonKey }
  | { problem: 'away'; person: PersonKey }
  | { problem: 'self_review' }
  /** The last day is not after the first. */
  | { problem: 'ends_first' }
  /** The task that is said to go on is cancelled itself. */
  | { problem: 'cancelled_itself' };

export type Refusal =
  | { code: 'task_gone' }
  | { code: 'not_allowed'; action: Action | RuleAction; who: readonly PersonKey[] }
  | { code: 'wrong_status'; status: Status }
  /** It changed since the person saw it. */
  | { code: 'stale'; by: string; verb: string; at: Date }
  | { code: 'fields'; problems: Readonly<Record<string, FieldProblem>> }
  | { code: 'queue_not_enabled'; queue: QueueKey }
  | { code: 'no_reviewer'; by: readonly Signer[] }
  | { code: 'no_patient_to_call' }
  | { code: 'needs_review'; by: readonly Signer[] }
  | { code: 'no_extension' }
  /** It has somebody else by now: the owner, or the reviewer. */
  | { code: 'moved_on'; who: PersonKey | null }
  | { code: 'still_busy' };

export type Refused = { ok: false; refusal: Refusal };
export const refused = (refusal: Refusal): Refused => ({ ok: false, refusal });
export const fieldsRefused = (problems: Readonly<Record<string, FieldProblem>>): Refused => refused({ code: 'fields', problems });
