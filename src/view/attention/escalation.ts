// What somebody further up hears: what, how late, who has it and whether they are out, what was last done; and four ways to act.
import { isOff } from '../../domain/attention/quiet.js';
import { GRAVITY } from '../../domain/attention/rule.js';
import { personOf } from '../../domain/playbook.js';
import type { Playbook } from '../../domain/playbook.js';
import { isRestricted } from '../../domain/permissions.js';
import { isClosed, isConfirmed, taskName } from '../../domain/task.js';
import type { Task } from '../../domain/task.js';
import { HARMLESS } from '../../domain/transitions.js';
import { VERB_WORDS } from '../history.js';
import type { Button, Line, Message, Node } from '../nodes.js';
import { cardLine, clockWords, lineWords, stateWords } from '../task-line.js';
import { sayIn, sayLate, sayTime } from '../times.js';
import { nameOf, plural, STATUS_WORDS, titleOf } from '../words.js';
import type { Item } from './bundle.js';
import { ATTENTION_WORDS } from './words.js';

type Options = { playbook: Playbook; now: Date; /** Who reads it; null: everybody in a channel. */ reader: string | null };

/** Tasks with their buttons; the others stand in one line each. */
const MOST_WHOLE = 5;
const MOST_LINES = 15;

/** Why this one needs somebody: "4 h late", "waiting for 12 days". */
const trouble = ({ task, kind }: Item, { playbook, now }: Options): string => {
  const zone = playbook.practice.timezone;
  switch (kind) {
    case 'late': return task.due === null ? ATTENTION_WORDS.late : sayLate(task.due.at, now, zone);
    case 'too_long': return task.state.status === 'waiting' && task.state.chaseAt <= now ? `nobody has asked again since ${sayTime(task.state.chaseAt, now, zone)}` : `${STATUS_WORDS[task.state.status].toLowerCase()} since ${sayTime(task.since, now, zone)}`;
    case 'at_risk': return task.deadline === null ? ATTENTION_WORDS.at_risk : `deadline ${sayIn(task.deadline.at, now, zone)}`;
    case 'on_it_over': return task.onIt === null ? ATTENTION_WORDS.on_it_over : `you were on it until ${sayTime(task.onIt.until, now, zone)}`;
    default: return ATTENTION_WORDS[kind];
  }
};

const limits = ({ task, kind }: Item, { playbook, now }: Options): Line[] => {
  if (!isConfirmed(task)) return [];
  const words = clockWords(task, playbook, now).filter((_each, index) => kind !== 'late' || index !== 0 || task.deadline !== null).filter((each) => kind !== 'late' || !each.includes('late'));
  return words.length === 0 ? [] : [words.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join(' · ')];
};

const lastDone = (task: Task, { playbook, now }: Options): string => {
  const last = task.history.findLast(({ verb }) => !HARMLESS.includes(verb));
  return last === undefined ? stateWords(task, playbook, now) : `last: ${VERB_WORDS[last.verb] ?? last.verb}, ${sayTime(last.at, now, playbook.practice.timezone)}`;
};

const holder = (task: Task, options: Options): string => {
  const { playbook, now } = options;
  const owner = personOf(playbook, task.owner);
  const out = owner !== null && isOff(owner, now, playbook) ? ['out today'] : [];
  return [owner?.name ?? nameOf(playbook, task.owner), ...out, lastDone(task, options)].join(' · ');
};

const buttons = (task: Task, reader: string | null): Button[] => {
  const ref = { task: task.number, version: task.version };
  const take: Button[] = task.owner === reader || !isConfirmed(task) ? [] : [{ verb: 'take', label: 'Take it', style: 'primary', ref }, { verb: 'reassign', label: 'Reassign…', ref }];
  return [...take, { verb: 'on_it', label: 'I’m on it until…', ref }, { verb: 'open', label: 'Open', ref: { task: task.number } }];
};

const head = (item: Item, options: Options): Line => [{ strong: [titleOf(options.playbook, item.task), ...cardLine(item.task, options.playbook), trouble(item, options)].join(' · ') }];

const whole = (item: Item, options: Options): Node[] => [
  { kind: 'text', lines: [head(item, options), ...limits(item, options), holder(item.task, options)] },
  { kind: 'buttons', buttons: buttons(item.task, options.reader) },
];

const isAnswered = ({ task, answer }: Item) => isClosed(task) || Boolean(answer);

/** What became of it, who did that and who has it now: no button but the way to look at it. */
const answered = (item: Item, { playbook, now }: Options): Node => {
  const { task, answer } = item;
  const until = answer?.verb === 'on_it' && task.onIt !== null ? ` until ${sayTime(task.onIt.until, now, playbook.practice.timezone)}` : '';
  const did = answer ? [`${nameOf(playbook, answer.actor)} ${VERB_WORDS[answer.verb] ?? answer.verb}${until}`] : [];
  return { kind: 'row', lines: [[{ strong: [titleOf(playbook, task), ...cardLine(task, playbook)].join(' · ') }], [stateWords(task, playbook, now), nameOf(playbook, task.owner), ...did].join(' · ')], button: { verb: 'open', label: 'Open', ref: { task: task.number } } };
};

const line = (item: Item, options: Options): Node => ({ kind: 'row', lines: [head(item, options)], button: { verb: 'open', label: 'Open', ref: { task: item.task.number } } });

/** The worst first: the gravest reason, then what is late the longest. */
const worst = (a: Item, b: Item) =>
  GRAVITY.indexOf(b.kind) - GRAVITY.indexOf(a.kind) || (a.task.due?.at.getTime() ?? 0) - (b.task.due?.at.getTime() ?? 0) || a.task.number - b.task.number;

/** One message for all that needs somebody further up. */
export const escalationMessage = (items: readonly Item[], options: Options): Message => {
  const sorted = items.filter((item) => !isAnswered(item)).toSorted(worst);
  const over = items.filter(isAnswered).toSorted(worst);
  const rest = sorted.length - MOST_WHOLE - MOST_LINES;
  const [first] = sorted;
  const several: Node[] = sorted.length > 1 ? [{ kind: 'text', lines: [[{ strong: `${plural(sorted.length, 'task')} need you, the worst first` }]] }] : [];
  return {
    summary: sorted.length === 0 ? 'Answered' : sorted.length === 1 && first ? `${taskName(first.task.number)} needs you` : `${sorted.length} tasks need you`,
    nodes: [
      ...several,
      ...sorted.slice(0, MOST_WHOLE).flatMap((item) => whole(item, options)),
      ...sorted.slice(MOST_WHOLE, MOST_WHOLE + MOST_LINES).map((item) => line(item, options)),
      ...(rest > 0 ? [{ kind: 'small' as const, lines: [`and ${rest} more: they stand in the morning’s digest`] }] : []),
      ...(over.length > 0 ? [{ kind: 'text' as const, lines: ['Answered:'] }] : []),
      ...over.slice(0, MOST_LINES).map((item) => answered(item, options)),
    ],
  };
};

const answeredPost = (task: Task, { playbook, now }: Options): Message => ({
  summary: `${taskName(task.number)} was answered`,
  nodes: [{ kind: 'row', lines: [isRestricted(task, playbook) ? `${taskName(task.number)} was answered` : [{ strong: 'Answered' }, ` · ${lineWords(task, playbook, now)}`]], button: { verb: 'open', label: 'Open', ref: { task: task.number } } }],
});

/** In the queue's channel, for everybody who reads there: of a restricted type the number alone. */
export const channelPost = ({ task, kind, answer }: Item, options: Options): Message => isAnswered({ task, kind, answer: answer ?? null }) ? answeredPost(task, options) : ({
  summary: `${taskName(task.number)} needs somebody`,
  nodes: [{
    kind: 'row',
    lines: [isRestricted(task, options.playbook) ? `${taskName(task.number)} needs somebody` : [{ strong: `${taskName(task.number)} needs somebody: ${trouble({ task, kind }, options)}` }, ` · ${lineWords(task, options.playbook, options.now)}`]],
    button: { verb: 'open', label: 'Open', ref: { task: task.number } },
  }],
});
