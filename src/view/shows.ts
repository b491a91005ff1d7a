// Views that only show: the card in a modal, "More", a list, a sentence, the question before a second task.
import type { Person, Playbook, TaskType } from '../domain/playbook.js';
import type { Task } from '../domain/task.js';
import { taskName } from '../domain/task.js';
import { moreItems } from './buttons.js';
import { cardNodes } from './card.js';
import type { Quote } from './details.js';
import { listNodes } from './lists.js';
import type { Listing } from './lists.js';
import type { Form, FormName, FormRef, Message, Node } from './nodes.js';
import { rowWords } from './task-line.js';

const shown = (name: FormName, title: string, ref: FormRef, parts: readonly Node[]): Form => ({ name, title: title.slice(0, 24), close: 'Close', ref, parts });

export const taskView = (task: Task, ref: FormRef, options: { playbook: Playbook; now: Date; quote: Quote | null; reader?: Person | null }): Form =>
  shown('task_view', taskName(task.number), { ...ref, task: task.number, version: task.version }, cardNodes(task, { ...options, titled: true }));

/** What this reader may do beyond the card's buttons, a row each. */
export const moreRows = (task: Task, playbook: Playbook, reader: Person): Node[] =>
  moreItems(task, playbook, reader).map(({ about, ...button }): Node => ({ kind: 'row', lines: [about], button }));

export const moreForm = (task: Task, ref: FormRef, playbook: Playbook, reader: Person): Form => {
  const link: Node[] = task.source?.link ? [{ kind: 'row', lines: ['The message it was made of.'], button: { verb: 'source', label: 'Open the source', ref: {}, url: task.source.link } }] : [];
  return shown('more_form', `More: ${taskName(task.number)}`, { ...ref, task: task.number, version: task.version }, [...moreRows(task, playbook, reader), ...link]);
};

export const listView = (listing: Listing, ref: FormRef, playbook: Playbook, now: Date): Form => shown('list_view', listing.title, ref, listNodes(listing, playbook, now));

export const messageView = (message: Message, ref: FormRef): Form => shown('message_view', 'Rounds', ref, message.nodes);

const taskRow = (task: Task, playbook: Playbook, now: Date): Node => {
  const [what, how] = rowWords(task, playbook, now);
  return { kind: 'row', lines: [[{ strong: what }], how], button: { verb: 'open', label: 'Open', ref: { task: task.number } } };
};

/** Says first that the message or its thread has a task; submitting goes on to a new one. */
export const existsForm = (tasks: readonly Task[], ref: FormRef, playbook: Playbook, now: Date): Form => ({
  name: 'exists_form', title: 'Already on Rounds', submit: 'Create another', close: 'Cancel', ref,
  parts: [
    { kind: 'text', lines: [tasks.length === 1 ? 'A task was made of this message or its thread:' : 'Tasks were made of this message or its thread:'] },
    ...tasks.map((task) => taskRow(task, playbook, now)),
  ],
});

/** After a task of a message with two requests: submitting goes on to the form of the other. */
export const secondForm = (made: Task, other: Pick<TaskType, 'name'>, ref: FormRef, playbook: Playbook, now: Date): Form => ({
  name: 'exists_form', title: 'A second request?', submit: 'Create the second', close: 'Not now', ref,
  parts: [
    { kind: 'text', lines: [['The message may ask for another thing: ', { strong: other.name }, '.']] },
    { kind: 'small', lines: ['Made of it just now:'] },
    taskRow(made, playbook, now),
  ],
});

/** The form comes back: this patient has such a task. Its reference remembers which were shown, so that sending it again goes on. */
export const twinsForm = (form: Form, tasks: readonly Task[], playbook: Playbook, now: Date): Form => ({
  ...form, ref: { ...form.ref, arg: [form.ref.arg ?? '', ...tasks.map(({ number }) => taskName(number))].filter((name) => name !== '').join(',') },
  parts: [
    { kind: 'text', lines: [[{ strong: 'This patient has a task of this kind.' }], `Look at it, or press ${form.submit ?? 'Create'} again to go on.`] },
    ...tasks.map((task) => taskRow(task, playbook, now)),
    ...form.parts,
  ],
});

/** After a reference was filled in on a task that others may double. */
export const twinsMessage = (tasks: readonly Task[], playbook: Playbook, now: Date): Message => ({
  summary: 'Saved',
  nodes: [{ kind: 'text', lines: [[{ strong: 'Saved. This patient has another task of this kind.' }], 'If they are the same, cancel one: More, Cancel, Duplicate.'] }, ...tasks.map((task) => taskRow(task, playbook, now))],
});
