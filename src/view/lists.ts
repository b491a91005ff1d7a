// Lists: ten tasks and the way to the rest. Empty places say what will stand there and how to get it there.
import type { Playbook } from '../domain/playbook.js';
import type { Task } from '../domain/task.js';
import type { Button, Line, Node } from './nodes.js';
import { rowWords } from './task-line.js';

/** Tasks on one page. */
export const PAGE = 10;

export type Listing = { title: string; tasks: readonly Task[]; total: number; skip: number; /** How many of all are late: they come first. */ late: number; /** The reader owns them all. */ own: boolean; /** What an empty list says. */ empty: Line; /** Names the list for its buttons: `mine`, `queue front_desk`. */ query: string };

const openButton = (task: Task): Button => ({ verb: 'open', label: 'Open', ref: { task: task.number } });

export const taskRows = (tasks: readonly Task[], own: boolean, playbook: Playbook, now: Date): Node[] =>
  tasks.map((task): Node => {
    const [what, how] = rowWords(task, playbook, now, { own });
    return { kind: 'row', lines: [[{ strong: what }], how], button: openButton(task) };
  });

const pager = ({ skip, total, query }: Listing): Node[] => {
  const buttons: Button[] = [
    ...(skip > 0 ? [{ verb: 'list_back', label: 'Earlier', ref: { arg: `${query}|${Math.max(0, skip - PAGE)}` } }] : []),
    ...(skip + PAGE < total ? [{ verb: 'list_on', label: `Next ${Math.min(PAGE, total - skip - PAGE)}`, ref: { arg: `${query}|${skip + PAGE}` } }] : []),
  ];
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
};

/** `Yours: 23 · 2 late`. */
export const listHead = ({ title, total, late }: Listing): Line => [{ strong: `${title}: ${total}` }, ...(late > 0 ? [` · ${late} late`] : [])];

/** `Yours: 23`, the page's rows, and the buttons to the others. */
export const listNodes = (listing: Listing, playbook: Playbook, now: Date): Node[] => {
  const { title, tasks, total, skip, empty, own } = listing;
  if (total === 0) return [{ kind: 'text', lines: [[{ strong: title }], empty] }];
  const shown: Line[] = total > PAGE ? [`${skip + 1}–${skip + tasks.length} of ${total}`] : [];
  return [{ kind: 'text', lines: [listHead(listing), ...shown] }, ...taskRows(tasks, own, playbook, now), ...pager(listing)];
};
