// What is said of tasks that were moved for somebody who is out.
import type { PersonKey, Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Line, Message, Node } from './nodes.js';
import { outWords } from './why.js';
import { nameOf, plural } from './words.js';
import type { Person } from '../domain/playbook.js';

export type MovedOf = { whom: Person; moved: readonly { task: number; to: PersonKey }[]; /** Those that stayed though they were to go, each with why in a sentence. */ stayed: readonly string[] };

/** "7 tasks moved.", who has which, and what stayed with why. */
export const movedMessage = ({ whom, moved, stayed }: MovedOf, playbook: Playbook): Message => {
  const people = [...new Set(moved.map(({ to }) => to))];
  const having: Line[] = people.map((key) => `${nameOf(playbook, key)}: ${moved.filter(({ to }) => to === key).map(({ task }) => taskName(task)).join(', ')}`);
  const first = stayed.length === 0 ? `${plural(moved.length, 'task')} moved.` : `${moved.length} of ${plural(moved.length + stayed.length, 'task')} moved.`;
  const rest: Node[] = stayed.length === 0 ? [] : [{ kind: 'text', lines: [`These stay with ${whom.name}:`, ...stayed] }, { kind: 'buttons', buttons: [{ verb: 'move', label: 'Look again…', ref: { arg: whom.key } }] }];
  return { summary: 'Tasks were moved', nodes: [{ kind: 'text', lines: [[{ strong: first }], ...having] }, ...rest] };
};

/** As many names as fit a phone's screen. */
const MOST_NAMES = 20;
const namesOf = (tasks: readonly string[]): string => (tasks.length <= MOST_NAMES ? tasks.join(', ') : `${tasks.slice(0, MOST_NAMES).join(', ')} and ${tasks.length - MOST_NAMES} more`);

/** One message to whoever is out, for all of them by name. */
export const movedForYou = (by: string, tasks: readonly string[]): Message => ({
  summary: 'Tasks of yours were moved',
  nodes: [{ kind: 'row', lines: [[{ strong: `${by} moved tasks of yours that were due` }], ...(tasks.length === 0 ? [] : [namesOf(tasks)]), 'You are out; others do them.'], button: { verb: 'list', label: 'Show mine', ref: { arg: 'mine|0' } } }],
});

/** Somebody who is out and holds what is due: `Sam Ortiz is out until Mon, Nov 30, 8 am`, and the way to move it. */
export type Out = { person: Person; due: number };
export const outRow = ({ person, due }: Out, playbook: Playbook, now: Date): Node => ({
  kind: 'row', lines: [[{ strong: `${person.name} is ${outWords(person, playbook, now) ?? 'out'}` }]], button: { verb: 'move', label: `Move ${due} due today…`, ref: { arg: person.key } },
});
