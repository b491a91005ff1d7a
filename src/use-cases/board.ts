// The board on the web: the same lists as in chat, as rows.
import { mayAsk } from '../domain/permissions.js';
import type { Person } from '../domain/playbook.js';
import { rowWords } from '../view/task-line.js';
import { lookUp } from './look.js';
import type { Looking } from './look.js';

export type BoardList = { title: string; total: number; empty: string; rows: readonly [what: string, how: string][] };
export type Board = { own(person: Person): Promise<BoardList[]> };

const ROWS = 50;

export const makeBoard = (looking: Looking): Board => ({
  own: async (person) => {
    const { playbooks, clock } = looking;
    const lists = await Promise.all((mayAsk(person) ? ['mine', 'review', 'waiting', 'asked'] : []).map((name) => lookUp(looking, person, name, { skip: 0, limit: ROWS })));
    return lists.filter((list) => list !== null).map(({ title, total, empty, tasks, own }) => ({ title, total, empty, rows: tasks.map((task) => rowWords(task, playbooks.current(), clock.now(), { own })) }));
  },
});
