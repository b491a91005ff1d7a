// App Home: my queue if I lead it, what I own by urgency, what waits for me or on others, what I asked for.
import type { Playbook } from '../domain/playbook.js';
import { listHead, listNodes, taskRows } from './lists.js';
import type { Listing } from './lists.js';
import { outRow } from './moved.js';
import type { Out } from './moved.js';
import type { Button, Node, Page } from './nodes.js';

export type HomeParts = { /** What waits to be sorted: it comes first. */ sorting: readonly Node[]; sections: readonly Listing[]; /** Who is out with work that is due. */ out: readonly Out[]; /** The practice's other doors: nothing for people who may not ask. */ mayAsk: boolean; /** An admin: the way to setup stands beside. */ setup: boolean; /** They may sign in to the web. */ board: boolean };

/** Rows of a section that stand on the home page; its button leads to the rest. */
export const HOME_ROWS = 5;

const section = (listing: Listing, playbook: Playbook, now: Date): Node[] => {
  if (listing.total === 0) return listNodes(listing, playbook, now);
  const rest: Node[] = listing.total > HOME_ROWS ? [{ kind: 'buttons', buttons: [{ verb: 'list', label: `All ${listing.total}`, ref: { arg: `${listing.query}|0` } }] }] : [];
  return [{ kind: 'text', lines: [listHead(listing)] }, ...taskRows(listing.tasks.slice(0, HOME_ROWS), listing.own, playbook, now), ...rest];
};

export const homePage = ({ sorting, sections, out, mayAsk, setup, board }: HomeParts, playbook: Playbook, now: Date): Page => {
  const doors: Button[] = [...(mayAsk ? [{ verb: 'new', label: 'New task', style: 'primary' as const, ref: {} }] : []), ...(board ? [{ verb: 'board', label: 'Open the board', ref: {} }] : []), ...(setup ? [{ verb: 'setup', label: 'Setup', ref: {} }] : [])];
  return {
    nodes: [
      ...(doors.length > 0 ? [{ kind: 'buttons' as const, buttons: doors }] : []),
      ...(mayAsk ? [] : [{ kind: 'text' as const, lines: [sections.length > 0 || !setup ? 'You may look at every task here, and change none.' : 'You look after the rules here. Tasks are not open to you by that.'] }]),
      ...sorting,
      ...(out.length > 0 ? [{ kind: 'divider' as const }, ...out.map((one) => outRow(one, playbook, now))] : []),
      ...sections.flatMap((listing): Node[] => [{ kind: 'divider' }, ...section(listing, playbook, now)]),
    ],
  };
};
