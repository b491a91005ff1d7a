// Looking: lists, home, one card. Every answer holds only what the reader may see.
import { may, mayAsk, mayRule, maySignIn } from '../domain/permissions.js';
import { mayQuote } from '../domain/phi.js';
import type { Surface } from '../domain/phi.js';
import { endOfDay } from '../domain/attention/digest.js';
import { queueOf } from '../domain/playbook.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { OPEN_STATUSES } from '../domain/task.js';
import type { Status, Task } from '../domain/task.js';
import { wordsOf } from '../domain/search-words.js';
import type { Narrowed, TaskQuery } from '../ports/task-store.js';
import type { Quote } from '../view/details.js';
import { maskedReferences } from '../view/details.js';
import { HOME_ROWS, homePage } from '../view/home.js';
import { PAGE } from '../view/lists.js';
import type { Listing } from '../view/lists.js';
import type { Line, Page } from '../view/nodes.js';
import { playbookFor } from './deps.js';
import { toSort } from './sort.js';
import { whoIsOut } from './move-tasks.js';
import type { Deps } from './deps.js';

/** What a person may see beside what is their own, as `may(…, 'see', …)` has it: queues as a whole, and of restricted types those that they lead. */
const sight = (person: Person, playbook: Playbook): NonNullable<TaskQuery['within']> => {
  const may = { all: !person.shared && !person.left, work: !person.shared && !person.left && mayAsk(person) };
  const auditor = may.all && person.roles.includes('auditor');
  const leads = playbook.queues.filter((queue) => auditor || (may.work && queue.leads.includes(person.key))).map(({ key }) => key);
  const works = person.roles.some((role) => role === 'staff' || role === 'lead');
  const queues = playbook.queues.filter(({ key }) => leads.includes(key) || (may.work && (person.roles.includes('manager') || (works && person.queues.includes(key))))).map(({ key }) => key);
  const restricted = playbook.task_types.filter(({ sensitivity }) => sensitivity === 'restricted').map(({ key }) => key);
  return { queues, person: person.key, ...(restricted.length > 0 ? { closed: { types: restricted, but: leads } } : {}) };
};

/** Queues whose tasks a person may see. */
export const visibleQueues = (person: Person, playbook: Playbook): readonly string[] => sight(person, playbook).queues;

/** Those of some tasks that a person may see. */
export const seenBy = async (person: Person, tasks: readonly Task[], playbooks: Deps['playbooks']): Promise<readonly Task[]> => {
  const seen = await Promise.all(tasks.map(async (task) => may(person, 'see', task, await playbookFor(task, playbooks))));
  return tasks.filter((_task, index) => seen[index]);
};

/** What a list's name stands for: `mine`, `waiting`, `review`, `asked`, `queue front_desk`, `find mri aetna`. */
type Named = { title: string; /** The title of an empty list, where it is another. */ untitled?: string; empty: Line; query: TaskQuery };
type Query = (rest: string, person: Person, playbook: Playbook, now: Date) => Named | null;

/** A part of a queue, for whoever may see the queue: what the numbers of a digest open. */
const part = (what: string, query: (now: Date) => TaskQuery): Query =>
  (key, person, playbook, now) => {
    const queue = queueOf(playbook, key);
    const within = sight(person, playbook);
    if (queue === null || !within.queues.includes(key)) return null;
    return { title: `${queue.name}, ${what}`, empty: 'Nothing of it is left.', query: { ...query(now), queue: key, ...(within.closed ? { within } : {}) } };
  };

const queries: Record<string, Query> = {
  mine: (_rest, person) => ({ title: 'Yours', empty: 'Nothing to do now. Tasks that you own stand here, what is late first.', query: { owner: person.key, status: ['triage', 'todo', 'in_progress', 'blocked'] } }),
  waiting: (_rest, person) => ({ title: 'Yours, waiting on others', empty: 'Nothing of yours waits. Press Waiting… on a card when somebody outside owes you an answer.', query: { owner: person.key, status: ['waiting', 'in_review'] } }),
  review: (_rest, person) => ({ title: 'For you to check', empty: 'Nothing waits for your check.', query: { reviewer: person.key, status: ['in_review'] } }),
  asked: (_rest, person) => ({ title: 'You asked for', empty: ['Nothing that you asked for is open. Use Create task in a message’s menu, or ', { typed: 'new' }, '.'], query: { requester: person.key, notOwner: person.key, status: OPEN_STATUSES } }),
  queue: (rest, person, playbook) => {
    const queue = queueOf(playbook, rest) ?? playbook.queues.find(({ name }) => name.toLowerCase() === rest.toLowerCase()) ?? null;
    const within = sight(person, playbook);
    if (queue === null || !within.queues.includes(queue.key)) return null;
    return { title: queue.name, empty: 'Nothing is open in this queue.', query: { queue: queue.key, status: OPEN_STATUSES, ...(within.closed ? { within } : {}) } };
  },
  late: part('late', (now) => ({ status: OPEN_STATUSES, late: { at: now, is: true } })),
  waits: part('waiting', () => ({ status: ['waiting'] })),
  blocked: part('blocked', () => ({ status: ['blocked'] })),
  triage: part('to triage', () => ({ status: ['triage'] })),
  today: (rest, person, playbook, now) => {
    const dueBy = { status: OPEN_STATUSES, late: { at: endOfDay(now, playbook), is: true } };
    return rest === '' ? { title: 'Yours, due by tonight', empty: 'Nothing more of yours is due today.', query: { ...dueBy, owner: person.key } } : part('due by tonight', () => dueBy)(rest, person, playbook, now);
  },
  find: (rest, person, playbook) => {
    const words = wordsOf(rest);
    if (words.length === 0) return null;
    // What was typed may be of a patient: it is said back only where each word begins one of a found task's safe words.
    return { title: `Found for “${words.join(' ')}”`, untitled: 'Found', empty: 'Nothing found. Search by type, status, person, insurer, location or number; patient details are not searched.', query: { words, within: sight(person, playbook) } };
  },
};

export type Looking = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'phiMode'>;

/** A page with what is late first; then, as both parts are, by urgency and due date. What is not late is read only where the page has room for it. */
const lateFirst = async (tasks: Looking['tasks'], query: TaskQuery, now: Date, { skip, limit }: { skip: number; limit: number }) => {
  const late = await tasks.list({ ...query, late: { at: now, is: true } }, { skip, limit });
  if (query.only?.lateAt !== undefined) return { ...late, late: late.total };
  if (late.tasks.length === limit) return { tasks: late.tasks, total: (await tasks.list(query, { skip: 0, limit: 1 })).total, late: late.total };
  const rest = await tasks.list({ ...query, late: { at: now, is: false } }, { skip: Math.max(0, skip - late.total), limit: limit - late.tasks.length });
  return { tasks: [...late.tasks, ...rest.tasks], total: late.total + rest.total, late: late.total };
};

/** A page of a list by its name, narrowed to what is asked for besides; null where there is no such list for this person. */
export const lookUp = async ({ tasks, playbooks, clock }: Looking, person: Person, query: string, { skip, limit }: { skip: number; limit: number }, only?: Narrowed & { status?: Status }): Promise<Listing | null> => {
  const playbook = playbooks.current();
  const [name = '', ...rest] = query.split(' ');
  const found = (Object.hasOwn(queries, name) ? queries[name]?.(rest.join(' '), person, playbook, clock.now()) : null) ?? null;
  if (found === null) return null;
  const { status, ...besides } = only ?? {};
  // One status is one range of an index, and is read in its order; where there are several, what is late comes first.
  const asked: TaskQuery = { ...found.query, ...(status === undefined ? {} : { status: [status] }), ...(only === undefined ? {} : { only: besides }) };
  const closed = asked.status === undefined || asked.late !== undefined || status !== undefined;
  const page = closed ? { ...(await tasks.list(asked, { skip, limit })), late: 0 } : await lateFirst(tasks, asked, clock.now(), { skip, limit });
  const title = page.total === 0 ? (found.untitled ?? found.title) : found.title;
  return { title, empty: found.empty, query, skip, total: page.total, late: page.late, own: found.query.owner === person.key, tasks: await seenBy(person, page.tasks, playbooks) };
};

export const firstPage = { skip: 0, limit: PAGE };

const queueLists = (playbook: Playbook, keys: readonly string[]) => keys.filter((key) => playbook.enabled.includes(key)).map((key) => `queue ${key}`);

/**
 * The home page. First the queues that the person leads, since what is late or unsorted there is theirs to move; then what they own by
 * urgency, what waits for their check or on others, and what they asked for. Who looks after the whole practice sees every queue at the end.
 */
export const home = async (looking: Looking & Pick<Deps, 'suggest'>, person: Person): Promise<Page> => {
  const playbook = looking.playbooks.current();
  const led = queueLists(playbook, playbook.queues.filter(({ leads }) => leads.includes(person.key)).map(({ key }) => key));
  const oversees = person.roles.includes('manager') || person.roles.includes('auditor');
  const others = oversees ? queueLists(playbook, visibleQueues(person, playbook)).filter((name) => !led.includes(name)) : [];
  const own = person.shared ? ['asked'] : mayAsk(person) ? ['mine', 'review', 'waiting', 'asked'] : [];
  const sections = await Promise.all([...led, ...own, ...others].map((name) => lookUp(looking, person, name, { skip: 0, limit: HOME_ROWS + 1 })));
  const always = [person.shared ? 'asked' : 'mine', ...others];
  const shown = sections.filter((section) => section !== null).filter(({ total, query }) => total > 0 || always.includes(query));
  return homePage({ sorting: await toSort(looking, person), sections: shown, out: await whoIsOut(looking, person), mayAsk: mayAsk(person), setup: mayRule(person, 'see_setup'), board: maySignIn(person) }, playbook, looking.clock.now());
};

/** Letters of a source's text that a card shows. */
const QUOTE = 600;

/** The source's text and the patient references, masked, where this surface may show them; null elsewhere. */
export const quoteFor = (task: Task, surface: Surface, platform: string, { sealer, phiMode }: Pick<Deps, 'sealer' | 'phiMode'>, playbook: Playbook): Quote | null => {
  if (!mayQuote(task, surface, phiMode, platform, playbook)) return null;
  const references = maskedReferences(task, playbook, (sealed) => sealer.open(sealed));
  const text = task.sourceText && sealer.open(task.sourceText);
  return { references, text: text !== null && text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text };
};
