// A bundle: all that an owner is reminded of, one line and one button a task.
import type { Attention } from '../../domain/attention/rule.js';
import type { Entry } from '../../domain/history.js';
import type { Playbook } from '../../domain/playbook.js';
import { isConfirmed, taskName } from '../../domain/task.js';
import type { Task } from '../../domain/task.js';
import type { Line, Message, Node } from '../nodes.js';
import { clockWords, stateWords } from '../task-line.js';
import { sayTime } from '../times.js';
import { plural, titleOf } from '../words.js';

export type Item = { task: Task; kind: Attention; /** What somebody did about it since it was told; absent or null: nothing. */ answer?: Entry | null };
/** `until`: when the next bundle would come, for "All until 3:30 pm". */
type Options = { playbook: Playbook; now: Date; until: Date };

/** Rows that a phone shows without scrolling for long; the rest stands one press away. */
const MOST_ROWS = 10;

const heads: Partial<Record<Attention, (count: number) => string>> = {
  idle: (count) => (count === 1 ? '1 task hasn’t moved' : `${count} tasks haven’t moved`),
  before_due: (count) => `${plural(count, 'task')} due soon`,
  due: (count) => `${plural(count, 'task')} due now`,
  chase: (count) => `Time to ask again: ${plural(count, 'task')}`,
  deadline: (count) => `A legal deadline comes nearer: ${plural(count, 'task')}`,
};

const head = (items: readonly Item[]): string => {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [only] = kinds.size === 1 ? kinds : [];
  return (only && heads[only]?.(items.length)) ?? `${plural(items.length, 'task')} ${items.length === 1 ? 'needs' : 'need'} you`;
};

const what = ({ task, kind }: Item, { playbook, now }: Options): string =>
  kind === 'chase' || !isConfirmed(task) ? stateWords(task, playbook, now) : clockWords(task, playbook, now).join(' · ');

const row = (item: Item, options: Options): Node => {
  const line: Line = [{ strong: titleOf(options.playbook, item.task) }, ` · ${what(item, options)}`];
  return { kind: 'row', lines: [line], button: { verb: 'open', label: 'Update', ref: { task: item.task.number } } };
};

/** "today" goes without saying on a button. */
const untilWords = (until: Date, now: Date, playbook: Playbook) => sayTime(until, now, playbook.practice.timezone).replace(/^today /, '');

const byUrgency = (a: Item, b: Item) => (a.task.due?.at.getTime() ?? 0) - (b.task.due?.at.getTime() ?? 0) || a.task.number - b.task.number;

export const bundleMessage = (items: readonly Item[], options: Options): Message => {
  const sorted = items.toSorted(byUrgency);
  const rest = sorted.length - MOST_ROWS;
  const all = sorted.map(({ task }) => task.number).join(',');
  const { until, now, playbook } = options;
  return {
    summary: items.length === 1 ? `${taskName(items[0]?.task.number ?? 0)} needs you` : `${items.length} tasks need you`,
    nodes: [
      { kind: 'text', lines: [[{ strong: head(items) }]] },
      ...sorted.slice(0, MOST_ROWS).map((item) => row(item, options)),
      ...(rest > 0 ? [{ kind: 'row' as const, lines: [`and ${rest} more`], button: { verb: 'list', label: 'Show mine', ref: { arg: 'mine|0' } } }] : []),
      { kind: 'buttons', buttons: [{ verb: 'hold', label: `${items.length === 1 ? 'Later:' : 'All until'} ${untilWords(until, now, playbook)}`, ref: { arg: `${until.toISOString()}|${all}` } }] },
    ],
  };
};
