// Which buttons a task offers to whom, in a fixed order: the likeliest first, one primary.
import { may } from '../domain/permissions.js';
import type { Action } from '../domain/permissions.js';
import { typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import { factsOf } from '../domain/fields.js';
import { reviewFor } from '../domain/steps/closing.js';
import { extendedDeadline } from '../domain/steps/planning.js';
import { isConfirmed } from '../domain/task.js';
import type { Status, Task } from '../domain/task.js';
import type { Button } from './nodes.js';

type Offer = Pick<Button, 'verb' | 'label' | 'style'>;

const reachesPatient = (task: Task, playbook: Playbook) => typeOf(playbook, task.type)?.waiting_on.some(({ patient }) => patient) ?? false;

/** "Send to review…" where whatever the outcome a second person checks; else "Done…", whose form says which outcomes need a check. */
const finishing = (task: Task, playbook: Playbook): Offer => {
  const type = typeOf(playbook, task.type);
  const review = type === null ? null : reviewFor(type, factsOf(task.fields, { priority: task.priority }));
  return { verb: 'done', label: review === null ? 'Done…' : 'Send to review…' };
};

const waitsOnPatient = (task: Task, playbook: Playbook) => {
  const { state } = task;
  return state.status === 'waiting' && (typeOf(playbook, task.type)?.waiting_on.find(({ key }) => key === state.on)?.patient ?? false);
};

const working = (task: Task, playbook: Playbook): Offer[] => [{ verb: 'wait', label: 'Waiting…' }, { verb: 'block', label: 'Blocked…' }, finishing(task, playbook)];

const offers: Record<Status, (task: Task, playbook: Playbook) => Offer[]> = {
  triage: () => [{ verb: 'confirm', label: 'Sort…', style: 'primary' }],
  todo: (task, playbook) => [{ verb: 'start', label: 'Start', style: 'primary' }, ...working(task, playbook)],
  in_progress: (task, playbook) => working(task, playbook),
  waiting: (task, playbook) => [
    { verb: 'answer', label: 'Answer came', style: 'primary' },
    waitsOnPatient(task, playbook) ? { verb: 'again', label: 'Tried again' } : { verb: 'wait', label: 'Tried again…' },
    finishing(task, playbook),
  ],
  blocked: (task, playbook) => [{ verb: 'answer', label: 'Carry on', style: 'primary' }, { verb: 'wait', label: 'Waiting…' }, finishing(task, playbook)],
  in_review: () => [{ verb: 'approve', label: 'Approve', style: 'primary' }, { verb: 'send_back', label: 'Send back…' }],
  done: () => [],
  cancelled: () => [],
};

const ref = (task: Task) => ({ task: task.number, version: task.version });

/** What a status asks of whoever moves it on. */
const MOVES: Partial<Record<Status, Action>> = { triage: 'triage', in_review: 'review' };

/**
 * The buttons of a card. Everybody gets the same, and who may not press is told so, with the name of who may; but a card in somebody's own
 * messages (`reader`) from whom nothing is needed any more offers More alone.
 */
export const cardButtons = (task: Task, playbook: Playbook, reader: Parameters<typeof may>[0] | null = null): Button[] => {
  const moves = reader === null || may(reader, MOVES[task.state.status] ?? 'work', task, playbook);
  return [...(moves ? offers[task.state.status](task, playbook) : []), { verb: 'more', label: 'More' }].map((offer) => ({ ...offer, ref: ref(task) }));
};

type MoreItem = { verb: string; label: string; about: string; needs: Action; in: readonly Status[]; if?: (task: Task, playbook: Playbook) => boolean };

const OPEN: readonly Status[] = ['todo', 'in_progress', 'waiting', 'blocked', 'in_review'];
const WORKING: readonly Status[] = ['todo', 'in_progress', 'waiting', 'blocked'];

/** All that "More" offers, in its order. Each says in one line what it does. */
const MORE: readonly MoreItem[] = [
  { verb: 'left_voicemail', label: 'Left voicemail', about: 'Counts the attempt; you are asked to try again next morning.', needs: 'work', in: WORKING, if: reachesPatient },
  { verb: 'reassign', label: 'Reassign…', about: 'Give it to somebody else.', needs: 'hand', in: ['triage', ...OPEN] },
  { verb: 'reviewer', label: 'Change reviewer…', about: 'Somebody else checks it.', needs: 'hand', in: ['in_review'] },
  { verb: 'due', label: 'Change due date…', about: 'Move it, and say why.', needs: 'plan', in: OPEN },
  { verb: 'extend', label: 'Extend deadline…', about: 'Once, and say why.', needs: 'plan', in: OPEN, if: (task, playbook) => isConfirmed(task) && extendedDeadline(task, playbook) !== null },
  { verb: 'priority', label: 'Change priority…', about: 'Urgent, high, normal or low.', needs: 'plan', in: OPEN },
  { verb: 'details', label: 'Change details…', about: 'What was filled in when it was made.', needs: 'plan', in: OPEN },
  { verb: 'note', label: 'Add a note…', about: 'Stays with the task, encrypted.', needs: 'note', in: ['triage', ...OPEN, 'done', 'cancelled'] },
  { verb: 'snooze', label: 'Snooze…', about: 'No reminders for a while.', needs: 'work', in: OPEN },
  { verb: 'cancel', label: 'Cancel…', about: 'Duplicate, not a task, or not needed.', needs: 'cancel', in: ['triage', ...OPEN] },
  { verb: 'reopen', label: 'Reopen…', about: 'It was not done after all.', needs: 'reopen', in: ['done'] },
  { verb: 'restore', label: 'Restore…', about: 'Back to where it was.', needs: 'reopen', in: ['cancelled'] },
  { verb: 'history', label: 'History', about: 'Who did what, when and why.', needs: 'see', in: ['triage', ...OPEN, 'done', 'cancelled'] },
];

/** What this reader may do beyond the card's buttons. */
export const moreItems = (task: Task, playbook: Playbook, reader: Parameters<typeof may>[0]): (Button & { about: string })[] =>
  MORE.filter((item) => item.in.includes(task.state.status) && may(reader, item.needs, task, playbook) && (item.if?.(task, playbook) ?? true))
    .map(({ verb, label, about }) => ({ verb, label, about, ref: ref(task) }));
