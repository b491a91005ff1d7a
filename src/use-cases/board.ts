// The board on the web: the same lists as in chat, narrowed by what stands in the address; and the page of one task.
import { may, mayAsk, whoMay } from '../domain/permissions.js';
import { queueOf } from '../domain/playbook.js';
import type { FieldKind, Person, Playbook, TaskType } from '../domain/playbook.js';
import { isConfirmed, OPEN_STATUSES } from '../domain/task.js';
import type { Status, Task } from '../domain/task.js';
import { isOverdue } from '../domain/deadlines.js';
import type { Narrowed } from '../ports/task-store.js';
import { boardPath, FILTERS } from '../view/board.js';
import type { BoardAsk, BoardFilter, BoardList, BoardRow, BoardView, FilterKey, Place, TaskPage } from '../view/board.js';
import { cardNodes } from '../view/card.js';
import { historyNodes } from '../view/history.js';
import type { Node } from '../view/nodes.js';
import { refusalText } from '../view/refusal-text.js';
import { moreRows } from '../view/shows.js';
import { rowWords } from '../view/task-line.js';
import { STATUS_MARKS, STATUS_WORDS, titleOf } from '../view/words.js';
import { noteDenied } from './denied.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { lookUp, quoteFor, visibleQueues } from './look.js';
import type { Looking } from './look.js';

/** Tasks on a page of a list, and in a column. */
const ROWS = 50;
const COLUMN_ROWS = 25;
/** Entries of a history on the task's page. */
const ENTRIES = 500;

export type Board = {
  /** The page that is asked for. What the reader may not see, or the playbook does not know, is not asked. */
  page(person: Person, ask: BoardAsk): Promise<BoardView>;
  task(person: Person, number: number): Promise<{ result: 'shown'; page: TaskPage } | { result: 'refused'; why: 'gone' | 'not_allowed'; say: string }>;
};

const LABELS: Record<FilterKey, string> = { owner: 'Owner', type: 'Type', location: 'Location', insurer: 'Insurer', reason: 'Waits on' };

/** The types whose tasks may stand on this page. */
const typesOn = (queue: string | undefined, { task_types, enabled }: Playbook): TaskType[] => task_types.filter((type) => (queue === undefined ? enabled.includes(type.queue) : type.queue === queue));

/** Fields of this kind, by their keys. */
const keysOf = (kind: FieldKind, types: readonly TaskType[]): string[] => [...new Set(types.flatMap(({ fields }) => fields.filter((field) => field.kind === kind).map(({ key }) => key)))];

const byLabel = (options: Iterable<readonly [string, string]>) => [...new Map(options)].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));

/** What each filter offers here; a filter without a choice is left out. */
const filtersFor = (ask: BoardAsk, playbook: Playbook): BoardFilter[] => {
  const types = typesOn(ask.queue, playbook);
  const queue = queueOf(playbook, ask.queue ?? null);
  const owners = queue === null ? [] : playbook.people.filter(({ key, queues, left, shared }) => !left && !shared && (queues.includes(queue.key) || queue.leads.includes(key)));
  const choices = (kind: FieldKind, list: readonly { key: string; label: string }[]) => (keysOf(kind, types).length === 0 ? [] : byLabel(list.map(({ key, label }) => [key, label] as const)));
  const offered: Record<FilterKey, BoardFilter['options']> = {
    owner: byLabel(owners.map(({ key, name }) => [key, name] as const)),
    type: byLabel(types.map(({ key, name }) => [key, name] as const)),
    location: choices('location', playbook.locations),
    insurer: choices('insurer', playbook.insurers),
    reason: byLabel(types.flatMap(({ waiting_on }) => waiting_on.map(({ key, label }) => [key, label] as const))),
  };
  return FILTERS.map((key) => ({ key, label: LABELS[key], options: offered[key], chosen: offered[key].find(({ value }) => value === ask[key])?.value ?? null })).filter(({ options }) => options.length > 1);
};

/** The question as this page can answer it: only what its filters offer. */
const understood = (ask: BoardAsk, filters: readonly BoardFilter[]): BoardAsk => {
  const { queue, as, overdue, skip } = ask;
  return {
    ...(queue === undefined ? {} : { queue }), ...(as === undefined || queue === undefined ? {} : { as }), ...(overdue ? { overdue } : {}), ...(skip === undefined ? {} : { skip }),
    ...Object.fromEntries(filters.flatMap(({ key, chosen }) => (chosen === null ? [] : [[key, chosen]]))),
  };
};

const narrowedBy = ({ queue, owner, type, location, insurer, reason, overdue }: BoardAsk, playbook: Playbook, now: Date): Narrowed => {
  const types = typesOn(queue, playbook);
  const answers = [...(location === undefined ? [] : [{ keys: keysOf('location', types), value: location }]), ...(insurer === undefined ? [] : [{ keys: keysOf('insurer', types), value: insurer }])];
  return { ...(owner === undefined ? {} : { owner }), ...(type === undefined ? {} : { type }), ...(reason === undefined ? {} : { reason }), ...(overdue ? { lateAt: now } : {}), ...(answers.length === 0 ? {} : { answers }) };
};

const OWN_LISTS = ['mine', 'review', 'waiting', 'asked'] as const;

export const makeBoard = (deps: Looking & Pick<Deps, 'audit'>): Board => {
  const { tasks, playbooks, clock, audit } = deps;

  const rowOf = (task: Task, playbook: Playbook, now: Date, own: boolean): BoardRow => {
    const [what, how] = rowWords(task, playbook, now, { own });
    return { number: task.number, mark: STATUS_MARKS[task.state.status], what, how, late: isConfirmed(task) && isOverdue(task.due, now) };
  };

  /** A list by its name; null where this reader has none of that name. */
  const list = async (person: Person, name: string, ask: BoardAsk, { rows, title, only }: { rows: number; title?: string; only: Narrowed & { status?: Status } }): Promise<BoardList | null> => {
    const [playbook, now, skip] = [playbooks.current(), clock.now(), ask.skip ?? 0];
    const listing = await lookUp(deps, person, name, { skip, limit: rows }, only);
    if (listing === null) return null;
    const { total, late, empty, own, tasks: shown } = listing;
    return {
      key: name, title: title ?? listing.title, total, late, empty: only.status !== undefined ? 'None.' : Object.keys(only).length > 0 ? 'Nothing here fits what you chose.' : empty,
      rows: shown.map((task) => rowOf(task, playbook, now, own)),
      earlier: skip > 0 ? boardPath({ ...ask, skip: Math.max(0, skip - rows) }) : null, later: skip + rows < total ? boardPath({ ...ask, skip: skip + rows }) : null,
    };
  };

  const listsOf = (person: Person, ask: BoardAsk, only: Narrowed): Promise<(BoardList | null)[]> => {
    if (ask.queue === undefined) return Promise.all((mayAsk(person) ? OWN_LISTS : []).map((name) => list(person, name, ask, { rows: ROWS, only })));
    if (ask.as === undefined) return Promise.all([list(person, `queue ${ask.queue}`, ask, { rows: ROWS, only })]);
    return Promise.all(OPEN_STATUSES.map((status) => list(person, `queue ${ask.queue ?? ''}`, ask, { rows: COLUMN_ROWS, title: STATUS_WORDS[status], only: { ...only, status } })));
  };

  return {
    page: async (person, asked) => {
      const playbook = playbooks.current();
      const queues = visibleQueues(person, playbook).filter((key) => playbook.enabled.includes(key));
      const { queue: named, ...rest } = asked;
      const queue = queues.find((key) => key === named) ?? (mayAsk(person) ? undefined : queues[0]);
      const here: BoardAsk = { ...rest, ...(queue === undefined ? {} : { queue }) };
      const filters = filtersFor(here, playbook);
      const ask = understood(here, filters);
      const lists = (await listsOf(person, ask, narrowedBy(ask, playbook, clock.now()))).filter((each) => each !== null);
      const { skip: _skip, as: _as, ...question } = ask;
      const places: Place[] = [
        ...(mayAsk(person) ? [{ label: 'Yours', path: boardPath({}), here: queue === undefined }] : []),
        ...queues.map((key) => ({ label: queueOf(playbook, key)?.name ?? key, path: boardPath({ queue: key, ...(ask.as ? { as: ask.as } : {}) }), here: key === queue })),
      ];
      const bare: BoardAsk = { ...(queue === undefined ? {} : { queue }), ...(ask.as ? { as: ask.as } : {}) };
      return {
        title: queueOf(playbook, queue ?? null)?.name ?? 'Yours', ask, places, filters, lists, mayAsk: mayAsk(person),
        shapes: queue === undefined ? [] : [{ label: 'List', path: boardPath(question), here: ask.as === undefined }, { label: 'Columns', path: boardPath({ ...question, as: 'columns' }), here: ask.as !== undefined }],
        cleared: ask.overdue || filters.some(({ chosen }) => chosen !== null) ? boardPath(bare) : null,
      };
    },

    task: async (person, number) => {
      const now = clock.now();
      const task = await tasks.load(number);
      if (task === null) return { result: 'refused', why: 'gone', say: refusalText({ code: 'task_gone' }, 'see', null, playbooks.current(), now) };
      const playbook = await playbookFor(task, playbooks);
      if (!may(person, 'see', task, playbook)) {
        const refusal = { code: 'not_allowed', action: 'see', who: whoMay('see', task, playbook) } as const;
        noteDenied(audit, refusal, { actor: person.key, door: 'web', verb: 'see', task: number });
        return { result: 'refused', why: 'not_allowed', say: refusalText(refusal, 'see', task, playbook, now) };
      }
      // All of it stands on this page already.
      const without = (verb: string) => (nodes: readonly Node[]): Node[] =>
        nodes.flatMap((node): Node[] => (node.kind === 'buttons' ? [{ ...node, buttons: node.buttons.filter((button) => button.verb !== verb) }] : node.kind === 'row' && node.button.verb === verb ? [] : [node]));
      const quote = quoteFor(task, { kind: 'form', reader: person }, 'web', deps, playbook);
      return { result: 'shown', page: { title: titleOf(playbook, task), number, card: without('more')(cardNodes(task, { playbook, now, quote, titled: true, reader: person })), more: without('history')(moreRows(task, playbook, person)), history: historyNodes(task, playbook, now, ENTRIES) } };
    },
  };
};
