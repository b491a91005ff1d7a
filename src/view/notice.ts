// What a notice says. Rendered when it is sent, from the task as it is then: nothing of it is stored.
import type { NoticeKind } from '../domain/intent.js';
import type { Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { cardNodes } from './card.js';
import type { Line, Message } from './nodes.js';
import { sentence } from './refusal-text.js';
import { lineWords } from './task-line.js';
import { nameOf, titleOf, typeNameOf } from './words.js';

type Told = { kind: NoticeKind; by: string };
type Options = { playbook: Playbook; now: Date; quote: string | null };

/** Why this message came, above the card. */
const lead = (task: Task, { kind, by }: Told, playbook: Playbook): Line => {
  const name = nameOf(playbook, by);
  switch (kind) {
    case 'card': return by === 'system' ? 'A new task for you' : `New from ${name}`;
    case 'review': return `${name} asks you to check this`;
    case 'sent_back': return `${name} sent this back: ${task.history.findLast(({ verb }) => verb === 'send_back')?.why ?? 'see its history'}`;
    case 'chase': return 'Time to ask again';
    case 'unblocked': return 'What this was blocked on has closed';
    case 'needed': return `${name} needs something from you to go on`;
    case 'reassigned': return `${name} handed this to ${nameOf(playbook, task.owner)}`;
    case 'line': case 'left': return '';
  }
};

/** Notification texts: generic on a locked phone. */
const summary = (task: Task, kind: NoticeKind): string => {
  const name = taskName(task.number);
  switch (kind) {
    case 'card': return `${name}: a task for you`;
    case 'review': return `${name}: a check is asked of you`;
    case 'sent_back': return `${name} was sent back to you`;
    case 'chase': return `${name}: time to ask again`;
    case 'unblocked': return `${name} can go on`;
    case 'needed': return `${name} needs something from you`;
    case 'reassigned': return `${name} has another owner`;
    case 'line': case 'left': return name;
  }
};

/** The line in the source's thread: `T-12 · Reschedule · Maria Lopez · due Tue 2 pm`. */
const threadLine = (task: Task, { playbook, now }: Options): Message => ({
  summary: taskName(task.number),
  nodes: [{ kind: 'row', lines: [lineWords(task, playbook, now)], button: { verb: 'open', label: 'Open', ref: { task: task.number } } }],
});

/** The message of a notice on one task. */
export const noticeMessage = (task: Task, told: Told, options: Options): Message => {
  if (told.kind === 'line') return threadLine(task, options);
  if (told.kind === 'reassigned') return { summary: summary(task, told.kind), nodes: [{ kind: 'text', lines: [[{ strong: titleOf(options.playbook, task) }], lead(task, told, options.playbook)] }] };
  return { summary: summary(task, told.kind), nodes: cardNodes(task, { ...options, lead: lead(task, told, options.playbook) }) };
};

/** One message for all that somebody left behind. */
export const leftMessage = (who: string, tasks: readonly Task[], playbook: Playbook): Message => {
  if (tasks.length === 0) return sentence(`${who} left.`);
  return {
    summary: `${tasks.length} tasks came to you`,
    nodes: [
      { kind: 'text', lines: [[{ strong: `${who}’s account was closed: ${tasks.length === 1 ? 'one task is' : `${tasks.length} tasks are`} yours now` }]] },
      ...tasks.slice(0, 20).map((task) => ({ kind: 'row' as const, lines: [`${taskName(task.number)} ${typeNameOf(playbook, task)}`], button: { verb: 'open', label: 'Open', ref: { task: task.number } } })),
      ...(tasks.length > 20 ? [{ kind: 'small' as const, lines: [`and ${tasks.length - 20} more: /rounds mine`] }] : []),
    ],
  };
};
