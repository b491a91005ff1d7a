// The task's card: what it is, how it stands, what can be done. The same card in a direct message, a list and a modal.
import { holds } from '../domain/condition.js';
import { factsOf } from '../domain/fields.js';
import { mayAsk } from '../domain/permissions.js';
import { typeOf } from '../domain/playbook.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { isConfirmed, taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { cardButtons } from './buttons.js';
import type { Quote } from './details.js';
import { detailsRow } from './details-link.js';
import type { Line, Message, Node } from './nodes.js';
import { cardLine, clockWords, stateWords } from './task-line.js';
import { sayTime } from './times.js';
import { askedBy, cameByWords, nameOf, PRIORITY_WORDS, STATUS_MARKS, titleOf, typeNameOf } from './words.js';

type Options = { playbook: Playbook; now: Date; /** Stands above the title: why this message came. */ lead?: Line; quote: Quote | null; /** The number stands above it already. */ titled?: boolean; /** For whom it is; absent: everybody. */ reader?: Person | null };

const facts = (task: Task, playbook: Playbook, now: Date): string =>
  [...cardLine(task, playbook), ...(isConfirmed(task) ? [PRIORITY_WORDS[task.priority], ...clockWords(task, playbook, now)] : [])].join(' · ');

const origin = (task: Task, playbook: Playbook): Line[] => {
  const asked = `${askedBy(task, playbook)}, by ${cameByWords(task.cameBy)}`;
  const owner = task.owner === null ? [] : [`Owner: ${nameOf(playbook, task.owner)}`];
  const open = task.source?.link ? [{ href: task.source.link, label: 'open the source' }] : [];
  const first: Line = [[...owner, asked].join(' · '), ...(open.length > 0 ? [' · ', ...open] : [])];
  const changed = task.source?.changed ? [`The source message was ${task.source.changed} since. The task did not follow.`] : [];
  const linked = [
    ...(task.links.followUpOf === null ? [] : [`Follows ${taskName(task.links.followUpOf)}.`]),
    ...(task.links.duplicates.length === 0 ? [] : [`Its duplicate: ${task.links.duplicates.map(taskName).join(', ')}.`]),
    ...(task.links.followUps.length === 0 ? [] : [`Followed by ${task.links.followUps.map(taskName).join(', ')}.`]),
  ];
  return [first, ...changed, ...linked];
};

/** What no card does in somebody's place, until somebody begins. */
const callFirst = (task: Task, playbook: Playbook): Line[] => {
  const call = typeOf(playbook, task.type)?.call_first;
  return call && task.state.status === 'todo' && holds(call.when, factsOf(task.fields, { priority: task.priority })) ? [[{ strong: call.say }]] : [];
};

/** What is missing before a person can sort it. */
const toSort = (task: Task, playbook: Playbook): Line[] => {
  if (isConfirmed(task) || task.state.status !== 'triage') return [];
  return [typeOf(playbook, task.type) === null ? 'Nobody has said yet what kind of work this is.' : 'A person confirms type and priority before work starts.'];
};

const quoted = (quote: Quote | null): Node[] => {
  const lines = quote === null ? [] : [...quote.references, ...(quote.text === null ? [] : [`“${quote.text}”`])];
  return lines.length === 0 ? [] : [{ kind: 'text', lines }];
};
/** A login that several share, and whoever changes no task at all (auditors), get no button that they may not use; everybody else gets all, and is told who may. */
export const onlyFor = (reader: Person): Person | null => (reader.shared || !mayAsk(reader) ? reader : null);

/** The card as nodes, for a message or the inside of a modal. */
export const cardNodes = (task: Task, { playbook, now, lead, quote, titled = false, reader = null }: Options): Node[] => {
  const line = facts(task, playbook, now);
  const snoozed = task.snoozedUntil !== null && task.snoozedUntil > now ? [`Reminders held until ${sayTime(task.snoozedUntil, now, playbook.practice.timezone)}`] : [];
  return [
    {
      kind: 'text',
      lines: [
        ...(lead === undefined ? [] : [lead]),
        [{ strong: titled ? typeNameOf(playbook, task) : titleOf(playbook, task) }],
        ...(line === '' ? [] : [line]),
        `${STATUS_MARKS[task.state.status]} ${stateWords(task, playbook, now)}`,
        ...callFirst(task, playbook),
        ...toSort(task, playbook),
      ],
    },
    ...quoted(quote),
    { kind: 'buttons', buttons: cardButtons(task, playbook, reader) },
    ...detailsRow(task, playbook, reader),
    { kind: 'small', lines: [...origin(task, playbook), ...snoozed] },
  ];
};

/** A card as a message. Its notification says a number and nothing else. */
export const cardMessage = (task: Task, options: Options): Message => ({ summary: `${taskName(task.number)}: a task for you`, nodes: cardNodes(task, options), standing: { show: 'task', task: task.number } });
