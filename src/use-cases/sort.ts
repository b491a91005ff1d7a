// Sorting what waits in triage: what is proposed for a task, and the press that confirms it.
import { readAnswers } from '../domain/fields.js';
import { localDateOf } from '../domain/local-time.js';
import { may } from '../domain/permissions.js';
import { typeOf, usableTypes } from '../domain/playbook.js';
import type { Person, PersonKey, Playbook, TypeKey } from '../domain/playbook.js';
import { routeSorted } from '../domain/routing.js';
import { isConfirmed } from '../domain/task.js';
import type { Fields, Priority, Task } from '../domain/task.js';
import type { Step } from '../domain/command.js';
import { fieldsFound } from '../triage/found-fields.js';
import { reasonWords } from '../triage/reason.js';
import { suggestionFacts } from '../triage/suggestion.js';
import type { Suggestion } from '../triage/suggestion.js';
import type { Node } from '../view/nodes.js';
import { sortingNodes } from '../view/sorting.js';
import type { Proposal } from '../view/sorting.js';
import { workloadFor } from './create-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';

type Sorting = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'suggest'>;

/** Tasks that stand on the home page at a time. */
const MOST = 5;

type Known = { text: string; suggestion: Suggestion | null };

const knownOf = (task: Task, playbook: Playbook, { sealer, suggest }: Sorting): Known => {
  const text = task.sourceText === null ? '' : sealer.open(task.sourceText);
  return { text, suggestion: text === '' ? null : suggest(text, { playbook, place: { id: task.source?.channel ?? null } }) };
};

const fieldsOf = (task: Task, type: TypeKey, text: string, playbook: Playbook, now: Date): Fields => {
  const taskType = typeOf(playbook, type);
  return taskType === null ? {} : fieldsFound(text, taskType, playbook, localDateOf(playbook.practice.timezone, now));
};

const proposalOf = (task: Task, playbook: Playbook, deps: Sorting): Proposal => {
  const { text, suggestion } = knownOf(task, playbook, deps);
  const first = suggestion?.types[0];
  const type = usableTypes(playbook).find(({ key }) => key === (task.type ?? first?.type)) ?? null;
  const found = type === null ? {} : fieldsOf(task, type.key, text, playbook, deps.clock.now());
  const complete = type !== null && Object.keys(readAnswers('create', { type, outcome: null, priority: 'normal' }, { ...found, ...task.fields }, playbook).problems).length === 0;
  return { task, type, complete, reasons: first === undefined ? [] : reasonWords(text, first.evidence, type?.words), priority: suggestion?.priority ?? null };
};

/** What waits to be sorted in the queues that a person leads, as part of their home page. */
export const toSort = async (deps: Sorting, person: Person): Promise<readonly Node[]> => {
  const { tasks, playbooks, clock } = deps;
  const playbook = playbooks.current();
  const led = playbook.queues.filter(({ leads }) => leads.includes(person.key)).map(({ key }) => key);
  if (led.length === 0) return [];
  const pages = await Promise.all(led.map((queue) => tasks.list({ queue, status: ['triage'] }, { skip: 0, limit: MOST })));
  const numbers = pages.flatMap((page) => page.tasks.map(({ number }) => number)).slice(0, MOST);
  const loaded = (await Promise.all(numbers.map((number) => tasks.load(number)))).filter((task) => task !== null);
  const mine = await Promise.all(loaded.map(async (task) => may(person, 'triage', task, await playbookFor(task, playbooks))));
  const proposals = loaded.filter((task, at) => mine[at] === true && task.state.status === 'triage').map((task) => proposalOf(task, playbook, deps));
  return sortingNodes(proposals, pages.reduce((sum, { total }) => sum + total, 0), playbook, clock.now());
};

/** Who gets a task that is sorted without a name beside it; null where the type is gone: the domain says so. */
export const ownerOnceSorted = (task: Task, { type: key, priority, fields }: { type: TypeKey; priority: Priority; fields: Fields }, by: PersonKey, playbook: Playbook, turn: { workload: ReadonlyMap<PersonKey, number>; now: Date }): PersonKey | null => {
  const type = typeOf(playbook, key);
  return type && routeSorted(task, { type, priority, fields: { ...task.fields, ...fields } }, by, playbook, turn).owner;
};

/** The step of a press that names type and priority; null where the task is sorted already. The person chose both by the button's words. */
export const acceptStep = async (task: Task, type: TypeKey, priority: Priority, by: PersonKey, playbook: Playbook, deps: Sorting): Promise<Step | null> => {
  if (isConfirmed(task)) return null;
  const { text, suggestion } = knownOf(task, playbook, deps);
  const found = fieldsOf(task, type, text, playbook, deps.clock.now());
  const fields = { ...found, ...task.fields };
  const owner = ownerOnceSorted(task, { type, priority, fields }, by, playbook, { workload: await workloadFor(playbook, deps.tasks), now: deps.clock.now() });
  return { verb: 'confirm', type, priority, fields, ...(owner === null ? {} : { owner }), ...(suggestion === null ? {} : { facts: suggestionFacts(suggestion, found, { type, priority, fields }) }) };
};
