// Views that only show: the card in a modal, "More", the history, a list, a sentence, the question before a second task.
import type { Person, Playbook } from '../domain/playbook.js';
import type { Entry } from '../domain/history.js';
import type { Task } from '../domain/task.js';
import { taskName } from '../domain/task.js';
import { moreItems } from './buttons.js';
import { cardNodes } from './card.js';
import { listNodes } from './lists.js';
import type { Listing } from './lists.js';
import type { Form, FormName, FormRef, Message, Node } from './nodes.js';
import { rowWords } from './task-line.js';
import { sayTime } from './times.js';
import { nameOf, plural } from './words.js';

const shown = (name: FormName, title: string, ref: FormRef, parts: readonly Node[]): Form => ({ name, title: title.slice(0, 24), close: 'Close', ref, parts });

export const taskView = (task: Task, ref: FormRef, options: { playbook: Playbook; now: Date; quote: string | null }): Form =>
  shown('task_view', taskName(task.number), { ...ref, task: task.number, version: task.version }, cardNodes(task, options));

export const moreForm = (task: Task, ref: FormRef, playbook: Playbook, reader: Person): Form => {
  const items = moreItems(task, playbook, reader);
  const link: Node[] = task.source?.link ? [{ kind: 'row', lines: ['The message it was made of'], button: { verb: 'source', label: 'Open the source', ref: {}, url: task.source.link } }] : [];
  const rows = items.map(({ about, ...button }): Node => ({ kind: 'row', lines: [about], button }));
  return shown('more_form', `More: ${taskName(task.number)}`, { ...ref, task: task.number, version: task.version }, [...rows, ...link]);
};

const VERB_WORDS: Record<string, string> = {
  create: 'made it', confirm: 'sorted it', start: 'started', resume: 'carried on', wait: 'set it to waiting', left_voicemail: 'left a voicemail', block: 'blocked it', finish: 'finished', approve: 'approved',
  send_back: 'sent it back', reopen: 'reopened it', cancel: 'cancelled it', restore: 'restored it', reassign: 'reassigned it', set_reviewer: 'changed the reviewer', set_due: 'changed the due date', extend_deadline: 'extended the deadline', set_priority: 'changed the priority', edit: 'changed details',
  note: 'added a note', snooze: 'snoozed it', attend: 'sent a notice', source_changed: 'saw the source change', hand_over: 'handed it over', unblock: 'saw the other task close', hold_up: 'noted that another task waits', link_follow_up: 'linked the follow-up',
};

const entryLines = (entry: Entry, playbook: Playbook, now: Date): Node => {
  const names = entry.changes.map(({ name }) => name.replaceAll('_', ' '));
  const what = [...(names.length > 0 ? [names.join(', ')] : []), ...(entry.why === null ? [] : [`why: ${entry.why}`])].join(' · ');
  return { kind: 'text', lines: [[{ strong: `${sayTime(entry.at, now, playbook.practice.timezone)} · ${nameOf(playbook, entry.actor)} ${VERB_WORDS[entry.verb] ?? entry.verb}` }], ...(what === '' ? [] : [what])] };
};

/** Entries on one page of a modal, the latest first. */
const ENTRIES = 40;

export const historyView = (task: Task, ref: FormRef, playbook: Playbook, now: Date): Form => {
  const latest = task.history.toReversed();
  const rest = latest.length - ENTRIES;
  return shown('history_view', `History of ${taskName(task.number)}`, ref, [
    ...latest.slice(0, ENTRIES).map((entry) => entryLines(entry, playbook, now)),
    ...(rest > 0 ? [{ kind: 'small' as const, lines: [`and ${plural(rest, 'earlier entry').replace('entrys', 'entries')} in the export`] }] : []),
  ]);
};

export const listView = (listing: Listing, ref: FormRef, playbook: Playbook, now: Date): Form => shown('list_view', listing.title, ref, listNodes(listing, playbook, now));

export const messageView = (message: Message, ref: FormRef): Form => shown('message_view', 'Rounds', ref, message.nodes);

/** Says first that the message or its thread has a task; submitting goes on to a new one. */
export const existsForm = (tasks: readonly Task[], ref: FormRef, playbook: Playbook, now: Date): Form => ({
  name: 'exists_form', title: 'Already on Rounds', submit: 'Create another', close: 'Back', ref,
  parts: [
    { kind: 'text', lines: [tasks.length === 1 ? 'A task was made of this message or its thread:' : 'Tasks were made of this message or its thread:'] },
    ...tasks.map((task): Node => {
      const [what, how] = rowWords(task, playbook, now);
      return { kind: 'row', lines: [[{ strong: what }], how], button: { verb: 'open', label: 'Open', ref: { task: task.number } } };
    }),
  ],
});
