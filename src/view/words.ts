// The words for statuses, priorities, reasons and channels: each written once.
import { personOf, queueOf, typeOf } from '../domain/playbook.js';
import type { PersonKey, Platform, Playbook, Signer } from '../domain/playbook.js';
import type { BlockNeed, CameBy, CancelReason, Priority, Status, Task } from '../domain/task.js';
import { PRIORITIES, taskName } from '../domain/task.js';
import type { Option } from './nodes.js';

export const STATUS_WORDS: Record<Status, string> = {
  triage: 'In triage', todo: 'To do', in_progress: 'In progress', waiting: 'Waiting', blocked: 'Blocked', in_review: 'In review', done: 'Done', cancelled: 'Cancelled',
};

export const PLATFORM_WORDS: Record<Platform, string> = { slack: 'Slack', teams: 'Teams' };

/** A status' mark: never the sole carrier of meaning, the word stands beside it. */
export const STATUS_MARKS: Record<Status, string> = {
  triage: '○', todo: '○', in_progress: '◐', waiting: '◷', blocked: '■', in_review: '◑', done: '●', cancelled: '✕',
};

export const PRIORITY_WORDS: Record<Priority, string> = { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' };

/** One line beside each choice, the practice's own, so that two people choose alike. */
export const priorityOptions = ({ priorities }: Playbook): Option[] => PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value], about: priorities[value] }));

export const CAME_BY_OPTIONS: readonly (Option & { value: CameBy })[] = [
  { value: 'chat', label: 'Chat' }, { value: 'phone', label: 'Phone' }, { value: 'walk_in', label: 'Walk-in' }, { value: 'voicemail', label: 'Voicemail' },
  { value: 'fax', label: 'Fax' }, { value: 'portal', label: 'Portal' }, { value: 'website', label: 'Website' }, { value: 'email', label: 'E-mail' }, { value: 'provider', label: 'Provider' }, { value: 'list', label: 'List' },
];

export const BLOCK_OPTIONS: readonly (Option & { value: BlockNeed })[] = [
  { value: 'information', label: 'Information', about: 'An answer or a record from somebody here' },
  { value: 'decision', label: 'A decision', about: 'Somebody here has to say yes or no' },
  { value: 'signature', label: 'A signature or an order' },
  { value: 'equipment', label: 'Equipment, supplies or access' },
  { value: 'task', label: 'Another task', about: 'Its number below; you are told when it closes' },
  { value: 'other', label: 'Something else' },
];

export const CANCEL_OPTIONS: readonly (Option & { value: CancelReason })[] = [
  { value: 'duplicate', label: 'Duplicate of another task' }, { value: 'not_a_task', label: 'Not a task' }, { value: 'no_longer_needed', label: 'No longer needed' },
];

export const SIGNER_WORDS: Record<Signer, string> = {
  clinician: 'a clinician', billing_lead: 'a billing lead', coder: 'a coder', privacy_officer: 'the privacy officer', office_manager: 'the office manager',
};

export const labelIn = (options: readonly Option[], value: string) => options.find((option) => option.value === value)?.label ?? value;
export const cameByWords = (value: CameBy) => labelIn(CAME_BY_OPTIONS, value).toLowerCase();
export const needWords = (value: BlockNeed) => labelIn(BLOCK_OPTIONS, value).toLowerCase();
export const cancelWords = (value: CancelReason) => labelIn(CANCEL_OPTIONS, value).toLowerCase();

/** `a, b or c`. */
export const either = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`);
/** `a, b and c`. */
export const both = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);
export const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

export const nameOf = (playbook: Playbook, key: PersonKey | null): string => (key === 'system' ? 'Rounds' : (personOf(playbook, key)?.name ?? (key ?? 'nobody')));
export const typeNameOf = (playbook: Playbook, task: Pick<Task, 'type'>): string => typeOf(playbook, task.type)?.name ?? 'Not sorted yet';
export const queueNameOf = (playbook: Playbook, key: string): string => queueOf(playbook, key)?.name ?? key;

/** `Asked by Maria Lopez`; at a login that several share, with who they said they are. Nobody here asked for what a webhook or a mailbox brought. */
export const askedBy = (task: Pick<Task, 'requester' | 'takenInBy'>, playbook: Playbook): string =>
  task.requester === 'system' ? 'Came in without a person' : `Asked by ${nameOf(playbook, task.requester)}${task.takenInBy === null ? '' : ` (says ${nameOf(playbook, task.takenInBy)}, unverified)`}`;

/** `T-12 Reschedule`: how a task is called everywhere. */
export const titleOf = (playbook: Playbook, task: Pick<Task, 'number' | 'type'>): string => `${taskName(task.number)} ${typeNameOf(playbook, task)}`;

/** How a private answer is kept. */
export const SEALED_HINT = 'Encrypted, never shown in chat.';

/** What each status means in one line, unless the type says it better. */
export const EXIT_WORDS: Record<Status, string> = {
  triage: 'Nobody has confirmed type and priority yet.',
  todo: 'It has an owner and a due date, and is not started.',
  in_progress: 'You are on it now.',
  waiting: 'Somebody outside owes an answer, and you know when to ask again.',
  blocked: 'Something inside the practice stops it.',
  in_review: 'The work is done and a second person checks it.',
  done: 'Nothing is left to do, and the outcome says how it ended.',
  cancelled: 'It is a duplicate, was no task, or is no longer needed.',
};
export const exitWords = (playbook: Playbook, task: Pick<Task, 'type'>, status: Status): string => typeOf(playbook, task.type)?.exit[status] ?? EXIT_WORDS[status];
