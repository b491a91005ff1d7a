// What a notice says. Rendered when it is sent, from the task as it is then: nothing of it is stored.
import type { DigestKind } from '../domain/attention/digest-slots.js';
import type { Attention } from '../domain/attention/rule.js';
import type { NoticeKind, Waits } from '../domain/intent.js';
import { isRestricted } from '../domain/permissions.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { cardNodes } from './card.js';
import type { Quote } from './details.js';
import type { Line, Message } from './nodes.js';
import { lineWords, stateWords } from './task-line.js';
import { cancelWords, nameOf, STATUS_MARKS, titleOf } from './words.js';

/** `again`: it stands already and is edited; what was news when it came is no news any more. */
/** Kinds that tell of one task with its card; what attention tells of has views of its own. */
export type Plain = Exclude<NoticeKind, Attention | Waits | DigestKind | 'webhook'>;
type Told = { kind: Plain; by: string; again: boolean; /** Who reads it, where it is one person's own message. */ reader?: Person | null };
type Options = { playbook: Playbook; now: Date; quote: Quote | null };

/** Why this message came, above the card. */
const lead = (task: Task, { kind, by }: Told, playbook: Playbook): string => {
  const name = nameOf(playbook, by);
  switch (kind) {
    case 'card': return by === 'system' ? 'A new task for you' : `New from ${name}`;
    case 'review': return `${name} asks you to check this`;
    case 'sent_back': return `${name} sent this back: ${task.history.findLast(({ verb }) => verb === 'send_back')?.why ?? 'see its history'}`;
    case 'unblocked': return 'What this was blocked on has closed';
    case 'answered': return 'An answer came by mail. Read it under patient details.';
    case 'needed': return `${name} needs something from you to go on`;
    case 'reassigned': return `${name} handed this to ${nameOf(playbook, task.owner)}`;
    case 'identifiers': return `Saved in ${taskName(task.number)}. Your message shows patient details: consider deleting it.`;
    case 'duplicate': return task.state.status === 'cancelled' && task.state.duplicateOf !== null ? `${taskName(task.number)} was a duplicate: ${taskName(task.state.duplicateOf)} goes on with it` : `${taskName(task.number)} is no duplicate after all`;
    case 'accepted': return `${name} made this for you; ${nameOf(playbook, task.owner)} has it`;
    case 'done': return 'This is done';
    case 'cancelled': return `This was cancelled by ${name}${task.state.status === 'cancelled' ? `: ${cancelWords(task.state.reason)}` : ''}`;
    case 'line': case 'left': case 'playbook_file': case 'absence': case 'moved': case 'handoff': case 'handed': case 'thrown_out': case 'unreached': case 'uninvited': case 'self_given': return '';
  }
};

const NOT_IN_THREAD: Line = ['Rounds could not write in the thread of its source: it is not in that channel. To mend it, ', { deed: 'bring_in' }, '.'];

/** Notification texts: generic on a locked phone. */
const summary = (task: Task, kind: Plain): string => {
  const name = taskName(task.number);
  switch (kind) {
    case 'card': return `${name}: a task for you`;
    case 'review': return `${name}: a check is asked of you`;
    case 'sent_back': return `${name} was sent back to you`;
    case 'unblocked': return `${name} can go on`;
    case 'answered': return `${name}: an answer came`;
    case 'needed': return `${name} needs something from you`;
    case 'reassigned': return `${name} has another owner`;
    case 'uninvited': return `${name}: Rounds is not in the channel`;
    case 'identifiers': return `${name}: about a message of yours`;
    case 'duplicate': return `${name} was a duplicate`;
    case 'accepted': return `${name} was made for you`;
    case 'done': return `${name} is done`;
    case 'cancelled': return `${name} was cancelled`;
    case 'line': case 'left': case 'playbook_file': case 'absence': case 'moved': case 'handoff': case 'handed': case 'thrown_out': case 'unreached': case 'self_given': return name;
  }
};

/** The line in the source's thread: `T-12 · Reschedule · Maria Lopez · due Tue 2 pm`. Everybody in the channel reads it: of a restricted type it says the number alone. The source's text stands above it. */
const threadLine = (task: Task, { playbook, now, quote }: Options): Message => ({
  summary: taskName(task.number),
  nodes: [{ kind: 'row', lines: [isRestricted(task, playbook) ? `${taskName(task.number)} · on Rounds` : lineWords(task, playbook, now), ...(quote?.references ?? [])], button: { verb: 'open', label: 'Open', ref: { task: task.number } } }],
});

/** To whoever made it without a message: what it became, and the way to it. No thread says so. */
export const madeMessage = (task: Task, playbook: Playbook, now: Date): Message => ({
  summary: taskName(task.number),
  nodes: [{ kind: 'row', lines: [lineWords(task, playbook, now)], button: { verb: 'open', label: 'Open', ref: { task: task.number } } }],
});

/** To the author of the source, who may not even see the task: its number, and the way to their own message. */
const identifiersMessage = (task: Task, told: Told, { playbook }: Options): Message => ({
  summary: summary(task, told.kind),
  nodes: [
    { kind: 'text', lines: [lead(task, told, playbook)] },
    ...(task.source?.link ? [{ kind: 'small' as const, lines: [[{ href: task.source.link, label: 'open your message' }]] }] : []),
  ],
});

/** To whoever asked, where everybody in the thread may read it: of a restricted type the number alone. */
const milestoneMessage = (task: Task, told: Told, { playbook }: Options): Message => ({
  summary: summary(task, told.kind),
  nodes: [{ kind: 'text', lines: [isRestricted(task, playbook) ? summary(task, told.kind) : [{ strong: titleOf(playbook, task) }, ` · ${lead(task, told, playbook)}`]] }],
});

/** The first line: why it came; once that is over, who has it instead of the reader, or nothing. */
const news = (task: Task, told: Told, playbook: Playbook): { lead?: Line } => {
  const { kind, again, reader } = told;
  if (!again) return { lead: lead(task, told, playbook) };
  if (kind !== 'card') return {};
  if (reader && task.owner !== null && task.owner !== reader.key) return { lead: `${nameOf(playbook, task.owner)} has this now` };
  return task.state.status === 'todo' || task.state.status === 'triage' ? { lead: lead(task, told, playbook) } : {};
};

/** The message of a notice on one task. */
export const noticeMessage = (task: Task, told: Told, options: Options): Message => {
  if (told.kind === 'line') return threadLine(task, options);
  if (told.kind === 'duplicate') return { summary: summary(task, told.kind), nodes: [{ kind: 'text', lines: [lead(task, told, options.playbook)] }] };
  if (told.kind === 'identifiers') return identifiersMessage(task, told, options);
  if (told.kind === 'accepted' || told.kind === 'done' || told.kind === 'cancelled') return milestoneMessage(task, told, options);
  if (told.kind === 'reassigned' || told.kind === 'uninvited') {
    const what = told.kind === 'uninvited' ? NOT_IN_THREAD : lead(task, told, options.playbook);
    return { summary: summary(task, told.kind), nodes: [{ kind: 'text', lines: [[{ strong: titleOf(options.playbook, task) }], what] }] };
  }
  return { summary: summary(task, told.kind), nodes: cardNodes(task, { ...options, ...news(task, told, options.playbook), reader: told.reader ?? null }) };
};

/**
 * For somebody who may not see the task any more: who handed it on, who checked it from another queue. What its source's thread says as well, its
 * kind and how it stands, and nothing of its details; of a restricted type the number alone.
 */
export const closedMessage = (task: Task, { kind }: Told, { playbook, now }: Pick<Options, 'playbook' | 'now'>): Message => {
  const about: Line[] = isRestricted(task, playbook) ? [[{ strong: taskName(task.number) }]] : [[{ strong: titleOf(playbook, task) }], `${STATUS_MARKS[task.state.status]} ${stateWords(task, playbook, now)}`];
  return { summary: summary(task, kind), nodes: [{ kind: 'text', lines: [...about, 'Its details are not open to you any more.'] }] };
};

/** One message for all that somebody left behind. */
export const leftMessage = (who: string): Message => ({
  summary: 'Tasks came to you',
  nodes: [{ kind: 'row', lines: [[{ strong: `${who} left` }], 'Their open tasks are yours now.'], button: { verb: 'list', label: 'Show mine', ref: { arg: 'mine|0' } } }],
});

/** To a lead: what to do so that a channel hears from Rounds again. Its tasks are kept, and their cards stand in direct messages. */
export const thrownOutMessage = (queue: string): Message => ({
  summary: 'Rounds cannot write in a channel',
  nodes: [{ kind: 'text', lines: [[{ strong: `Rounds cannot write in a channel of ${queue}` }], ['Its tasks are kept. To mend it, ', { deed: 'bring_in' }, '.']] }],
});

/** To a lead: somebody of theirs hears nothing, and what mends it. */
export const unreachedMessage = (who: string): Message => ({
  summary: 'Somebody cannot be reached',
  nodes: [{ kind: 'text', lines: [[{ strong: `Rounds cannot write to ${who}` }], 'What is new for them stands in the queue, and they have not heard of it.', ['To mend it, ask them to ', { deed: 'write_first' }, '.']] }],
});

/** To whoever answers for it: somebody who may change the rules gave themselves more. `what` is a queue's name or a role. */
export const selfGivenMessage = (who: string, what: string): Message => ({
  summary: 'Somebody gave themselves access',
  nodes: [{ kind: 'text', lines: [[{ strong: `${who} gave themselves access: ${what}` }], 'They may change the rules and did so in setup. If that is not right, talk to them or to another admin.'] }],
});
