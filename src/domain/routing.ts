// Who gets a task, and why in words: ordered rules, the first match wins, and always exactly one owner.
import { isAway } from './absence.js';
import { mayAsk, mayOwn } from './permissions.js';
import type { Person, PersonKey, Playbook, QueueKey, RoutingRule, Signer, TaskType } from './playbook.js';
import { personOf, queueOf } from './playbook.js';
import type { FieldProblem } from './refusal.js';
import type { FieldValue, Fields, Priority, Task } from './task.js';

/** What routing looks at. `maker` fills the form in, perhaps on the requester's behalf. */
export type Draft = { type: TaskType; priority: Priority | null; fields: Fields; cameBy: string; requester: PersonKey; maker: PersonKey };

/** Why somebody got it: `rule` quotes what matched. `fallback` says that nobody suitable was there. */
export type Because =
  | { reason: 'rule'; matched: readonly string[] }
  | { reason: 'yours' }
  | { reason: 'intake' }
  /** A person gave it to them before it was sorted. */
  | { reason: 'holds' }
  | { reason: 'lead' }
  /** Of those who are here, whoever holds least. */
  | { reason: 'least' }
  /** Their sign-off counts. */
  | { reason: 'signs' }
  | { reason: 'nobody' }
  | { reason: 'fallback'; wanted: string };

export type Route = { queue: QueueKey; owner: PersonKey; because: Because };

const factsOf = ({ type, priority, fields, cameBy }: Draft): Record<keyof RoutingRule['when'], readonly FieldValue[]> => {
  const ofKind = (kind: string) => type.fields.filter((field) => field.kind === kind).flatMap((field) => fields[field.key] ?? []);
  return {
    type: [type.key], location: ofKind('location'), provider: ofKind('provider'), insurer: ofKind('insurer'), plan_type: ofKind('plan_type'),
    source: [cameBy], priority: priority === null ? [] : [priority], sensitivity: [type.sensitivity],
  };
};

/** Why somebody cannot be given a task of a queue, or null. Whoever is away gets nothing new, but may take it on themselves. */
export const ownerProblem = (key: PersonKey | null, by: string, queue: QueueKey, playbook: Playbook, now: Date): FieldProblem | null => {
  if (key === null || key === '') return { problem: 'missing' };
  const person = personOf(playbook, key);
  if (person === null) return { problem: 'unknown_choice' };
  if (!mayOwn(person, queue, playbook)) return { problem: 'no_access', person: key };
  return key !== by && isAway(person, now, playbook.practice.timezone) ? { problem: 'away', person: key } : null;
};

const matchOf = (rule: RoutingRule, facts: ReturnType<typeof factsOf>): string[] | null => {
  const tests = Object.entries(rule.when) as [keyof RoutingRule['when'], readonly string[]][];
  const matched = tests.map(([key, wanted]) => wanted.find((each) => facts[key].includes(each)));
  return matched.every((each) => each !== undefined) ? matched : null;
};

const available = (playbook: Playbook, queue: QueueKey, now: Date) =>
  playbook.people.filter((person) => mayOwn(person, queue, playbook) && person.queues.includes(queue) && !isAway(person, now, playbook.practice.timezone));

const fewest = (people: readonly Person[], workload: ReadonlyMap<PersonKey, number>): PersonKey | null =>
  people.toSorted((a, b) => (workload.get(a.key) ?? 0) - (workload.get(b.key) ?? 0) || (a.key < b.key ? -1 : 1))[0]?.key ?? null;

type Turn = { workload: ReadonlyMap<PersonKey, number>; turn: number; now: Date };

const chosenBy = (wanted: string, draft: Draft, queue: QueueKey, playbook: Playbook, { workload, turn, now }: Turn): PersonKey | null => {
  const people = available(playbook, queue, now);
  if (wanted === 'least_loaded') return fewest(people, workload);
  if (wanted === 'round_robin') return people[turn % people.length]?.key ?? null;
  const key = wanted === 'intake' ? (queueOf(playbook, queue)?.intake ?? null) : wanted === 'requester' ? draft.requester : wanted;
  return ownerProblem(key, '', queue, playbook, now) === null ? key : null;
};

const firstMatch = (draft: Draft, playbook: Playbook) => {
  const facts = factsOf(draft);
  for (const rule of playbook.routing) {
    const matched = matchOf(rule, facts);
    if (matched !== null) return { to: rule.to, matched };
  }
  return null;
};

/** Whose line of work it is: the type's own, unless a rule says otherwise. */
export const queueFor = (draft: Draft, playbook: Playbook): QueueKey => firstMatch(draft, playbook)?.to.queue ?? draft.type.queue;

/** A lead of the queue who is there; its first lead where none is. */
export const leadOnDuty = (queue: QueueKey, playbook: Playbook, now: Date): PersonKey | null => {
  const leads = queueOf(playbook, queue)?.leads ?? [];
  return leads.find((lead) => ownerProblem(lead, '', queue, playbook, now) === null) ?? leads[0] ?? null;
};

/**
 * Queue and owner of a new task. Without a matching rule: whoever makes it, if they work in the queue; else the queue's intake person; else
 * its lead. `turn` counts up with every task (its number will do) and makes round robin go round. Throws nothing: the playbook's check
 * promises every queue a lead.
 */
export const route = (draft: Draft, playbook: Playbook, turn: Turn): Route => {
  const found = firstMatch(draft, playbook);
  const queue = found?.to.queue ?? draft.type.queue;
  const lead = leadOnDuty(queue, playbook, turn.now) ?? draft.requester;
  const wanted = found?.to.owner;
  if (found !== null && wanted !== undefined) {
    const owner = chosenBy(wanted, draft, queue, playbook, turn);
    return owner === null ? { queue, owner: lead, because: { reason: 'fallback', wanted } } : { queue, owner, because: { reason: 'rule', matched: found.matched } };
  }
  const maker = chosenBy(draft.maker, draft, queue, playbook, turn);
  if (maker !== null && personOf(playbook, maker)?.queues.includes(queue)) return { queue, owner: maker, because: { reason: 'yours' } };
  const intake = chosenBy('intake', draft, queue, playbook, turn);
  if (intake !== null) return { queue, owner: intake, because: { reason: 'intake' } };
  return { queue, owner: lead, because: queueOf(playbook, queue)?.intake === undefined ? { reason: 'lead' } : { reason: 'fallback', wanted: 'intake' } };
};

/** Steps by which a person gives a task to somebody. */
const GIVING: readonly string[] = ['reassign', 'take_over'];

/** Who has a task once it is sorted, where nobody is named: whom a person gave it to in triage; else as rules and queue say, its holder counting as who took it in. */
export const routeSorted = (task: Pick<Task, 'owner' | 'history' | 'requester' | 'cameBy' | 'number'>, what: Pick<Draft, 'type' | 'priority' | 'fields'>, by: PersonKey, playbook: Playbook, { workload, now }: Omit<Turn, 'turn'>): Route => {
  const { owner, requester, cameBy, number } = task;
  const draft = { ...what, cameBy, requester, maker: owner ?? by };
  if (owner !== null && task.history.some(({ verb }) => GIVING.includes(verb))) return { queue: queueFor(draft, playbook), owner, because: { reason: 'holds' } };
  const routed = route(draft, playbook, { workload, turn: number, now });
  return routed.because.reason === 'yours' && owner !== null ? { ...routed, because: { reason: 'holds' } } : routed;
};

/**
 * Who takes over a task that stays in its queue, for `from` who cannot: whom a rule names, else its intake person, else whoever of its people
 * holds least, else a lead. Nobody who is away; null where nobody else is here.
 */
export const successorOf = (draft: Omit<Draft, 'type'> & { type: TaskType | null }, queue: QueueKey, from: PersonKey, everybody: Playbook, turn: Turn): Pick<Route, 'owner' | 'because'> | null => {
  const playbook = { ...everybody, people: everybody.people.filter(({ key }) => key !== from) };
  const { type } = draft;
  const found = type === null ? null : firstMatch({ ...draft, type }, playbook);
  const ruled = type === null || found?.to.owner === undefined ? null : chosenBy(found.to.owner, { ...draft, type }, queue, playbook, turn);
  if (found !== null && ruled !== null) return { owner: ruled, because: { reason: 'rule', matched: found.matched } };
  const intake = queueOf(playbook, queue)?.intake ?? null;
  if (intake !== null && ownerProblem(intake, '', queue, playbook, turn.now) === null) return { owner: intake, because: { reason: 'intake' } };
  const least = fewest(available(playbook, queue, turn.now), turn.workload);
  if (least !== null) return { owner: least, because: { reason: 'least' } };
  const lead = leadOnDuty(queue, playbook, turn.now);
  return lead !== null && ownerProblem(lead, '', queue, playbook, turn.now) === null ? { owner: lead, because: { reason: 'lead' } } : null;
};

/**
 * Who may check a task: those whose sign-off counts, never the owner. Where nobody but the owner could, it climbs to the queue's leads,
 * then to managers, then to whoever works in the queue or at all, so that a small practice never deadlocks. Present people first; empty
 * only where the owner works alone.
 */
export const reviewersFor = (by: readonly Signer[], owner: PersonKey, queue: QueueKey, playbook: Playbook, now: Date): PersonKey[] => {
  const others = playbook.people.filter((person) => person.key !== owner && !person.shared && mayAsk(person));
  const rungs = [
    others.filter((person) => person.may_sign.some((signer) => by.includes(signer))),
    others.filter((person) => queueOf(playbook, queue)?.leads.includes(person.key)),
    others.filter((person) => person.roles.includes('manager')),
    others.filter((person) => person.queues.includes(queue)),
    others,
  ];
  const present = (people: readonly Person[]) => people.filter((person) => !isAway(person, now, playbook.practice.timezone));
  const rung = rungs.find((people) => present(people).length > 0) ?? rungs.find((people) => people.length > 0) ?? [];
  return (present(rung).length > 0 ? present(rung) : rung).map(({ key }) => key);
};
