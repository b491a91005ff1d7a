// The board as plain data: what is asked of it stands in its address, in the practice's own keys and nothing of a patient.
import type { Line, Node } from './nodes.js';
import { taskName } from '../domain/task.js';

/** The board's first page. */
export const BOARD_PATH = '/dashboard';

/** A task's page. Names the task and nothing of its patient. */
export const taskPath = (number: number) => `/tasks/${taskName(number)}`;

/** The filters, in the order in which they stand. */
export const FILTERS = ['owner', 'type', 'location', 'insurer', 'reason'] as const;
export type FilterKey = (typeof FILTERS)[number];

/** What a reader asks for. Absent: all of it. `queue` absent: what is theirs. */
export type BoardAsk = { queue?: string; as?: 'columns'; overdue?: true; skip?: number } & { [Key in FilterKey]?: string };

/** The address that asks for this: equal questions have equal addresses. */
export const boardPath = ({ queue, as, overdue, skip = 0, ...filters }: BoardAsk): string => {
  const parts: [string, string | undefined][] = [['queue', queue], ['as', as], ...FILTERS.map((key): [string, string | undefined] => [key, filters[key]]), ['overdue', overdue && 'yes'], ['skip', skip > 0 ? String(skip) : undefined]];
  const query = new URLSearchParams(parts.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]]))).toString();
  return query === '' ? BOARD_PATH : `${BOARD_PATH}?${query}`;
};

export type BoardRow = { number: number; mark: string; what: string; how: string; late: boolean };
/** `later` and `earlier` are the addresses of the neighbouring pages. */
export type BoardList = { key: string; title: string; total: number; late: number; empty: Line; rows: readonly BoardRow[]; earlier: string | null; later: string | null };
export type BoardFilter = { key: FilterKey; label: string; chosen: string | null; options: readonly { value: string; label: string }[] };
export type Place = { label: string; path: string; here: boolean };

export type BoardView = {
  title: string;
  ask: BoardAsk;
  /** What is theirs, and each queue that they may see. */
  places: readonly Place[];
  /** The same queue as a list and as columns; none for what is theirs. */
  shapes: readonly Place[];
  filters: readonly BoardFilter[];
  lists: readonly BoardList[];
  /** The way to a page without any filter; null where none is set. */
  cleared: string | null;
  mayAsk: boolean;
};

export type TaskPage = { title: string; number: number; card: readonly Node[]; more: readonly Node[]; history: readonly Node[] };
