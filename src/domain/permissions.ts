// Who may see or do what: one matrix of action × relation, asked at every door (45 CFR 164.502(b), minimum necessary).
import type { Reader } from './out.js';
import type { Person, PersonKey, Playbook, Role } from './playbook.js';
import { personOf, queueOf, typeOf } from './playbook.js';
import type { Task, UnattendedDoor } from './task.js';

/** How a person stands to a task. */
export const RELATIONS = ['owner', 'requester', 'reviewer', 'needed', 'lead', 'manager', 'duty', 'colleague', 'auditor'] as const;
export type Relation = (typeof RELATIONS)[number];

export const ACTIONS = ['see', 'work', 'note', 'plan', 'hand', 'take', 'review', 'cancel', 'reopen', 'triage', 'details', 'reveal'] as const;
export type Action = (typeof ACTIONS)[number];

/** `admin` is no relation on purpose: being admin alone opens no task. */
export const MATRIX = {
  /** Read the card, the history and lists that hold it. */
  see: ['owner', 'requester', 'reviewer', 'needed', 'lead', 'manager', 'duty', 'colleague', 'auditor'],
  /** Start, wait, block, finish, left voicemail, snooze. */
  work: ['owner', 'lead'],
  note: ['owner', 'requester', 'reviewer', 'needed', 'lead', 'manager', 'duty', 'colleague'],
  /** Due date, priority, fields. */
  plan: ['owner', 'lead', 'manager'],
  /** Give it, or its review, to somebody else, take it oneself, or say that one looks after it. */
  hand: ['owner', 'lead', 'manager', 'duty'],
  /** Take over what its owner hands off. A restricted task goes on by its lead alone. */
  take: ['lead', 'manager', 'colleague'],
  review: ['reviewer'],
  cancel: ['owner', 'requester', 'lead', 'manager'],
  reopen: ['owner', 'requester', 'reviewer', 'lead', 'manager'],
  /** Confirm type and priority. */
  triage: ['owner', 'requester', 'lead', 'manager', 'colleague'],
  /**
   * Read the source's text and the notes; patient references stay masked. Not for whoever asked for the work and not for colleagues:
   * they follow its status, and a lead gives it to whoever has to work on it.
   */
  details: ['owner', 'reviewer', 'needed', 'lead', 'manager', 'auditor'],
  /** Read a patient reference in full: only to do the work, to check it or to clear what it is blocked on. A manager who has to takes the task first. */
  reveal: ['owner', 'reviewer', 'needed', 'lead'],
} as const satisfies Record<Action, readonly Relation[]>;

/** What is done with the practice's rules, and with no task. */
export const RULE_ACTIONS = ['see_setup', 'change_rules', 'read_audit'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

/** By role. It opens no task: an admin who is nothing else sees figures and names of staff, and nothing of a patient. */
export const RULE_MATRIX = {
  /** Look at the pilot's figures, at people, queues, hours and routing, and at the versions of all that. */
  see_setup: ['admin'],
  /** Change any of it, turn a queue on or off, go back to an earlier version. */
  change_rules: ['admin'],
  /** Search the audit and take it out. Not for admins: it says what they did. */
  read_audit: ['auditor'],
} as const satisfies Record<RuleAction, readonly Role[]>;

/** Whether somebody may look at the practice's rules, or change them. A shared login may not: who changed a rule has to be known. */
export const mayRule = (person: Person, action: RuleAction): boolean => {
  const allowed: readonly Role[] = RULE_MATRIX[action];
  return !person.left && !person.shared && person.roles.some((role) => allowed.includes(role));
};

/** Whose figures somebody may read: roles that look after work of others. */
export const FIGURE_READERS = ['lead', 'manager', 'auditor'] as const satisfies readonly Role[];

/** Whether somebody reads figures at all. */
export const mayReadFigures = (person: Person): boolean => !person.left && !person.shared && FIGURE_READERS.some((role) => person.roles.includes(role));

/** Whether a queue's tasks of a type count for somebody: leads read their queues, managers all but restricted types, auditors all. */
export const mayCount = (person: Person, { queue, type }: Pick<Task, 'queue' | 'type'>, playbook: Playbook): boolean => {
  if (!mayReadFigures(person)) return false;
  const leads = queueOf(playbook, queue)?.leads.includes(person.key) ?? false;
  return person.roles.includes('auditor') || leads || (person.roles.includes('manager') && !isRestricted({ type }, playbook));
};

/** Whether somebody may sign in to the web: a login that several share may not, since a session says who looks. */
export const maySignIn = (person: Person): boolean => !person.left && !person.shared;

/** Who could do it instead, at most three. */
export const whoMayRule = (action: RuleAction, { people }: Pick<Playbook, 'people'>): PersonKey[] =>
  people.filter((person) => mayRule(person, action)).map(({ key }) => key).slice(0, 3);

/** What a door without a person may do, as the system: it brings work in, and mail adds to what it brought. All else is for people. `job` is an import, run at the machine: it fills in dates as well. */
export const UNATTENDED = { webhook: ['create'], mail: ['create', 'note'], job: ['create', 'edit'] } as const satisfies Record<UnattendedDoor, readonly string[]>;

/** The rule for what came in without a person. */
export const mayUnattended = (door: UnattendedDoor, verb: string): boolean => (UNATTENDED[door] as readonly string[]).includes(verb);

type Subject = Pick<Task, 'owner' | 'requester' | 'queue' | 'type' | 'state'>;

const reviewerOf = ({ state }: Pick<Task, 'state'>): PersonKey | null => (state.status === 'in_review' ? state.reviewer : null);

/** Whether a task is closed to managers and colleagues. */
export const isRestricted = (task: Pick<Task, 'type'>, playbook: Playbook): boolean => typeOf(playbook, task.type)?.sensitivity === 'restricted';

/** From whom a blocked task needs something. */
const neededFrom = ({ state }: Pick<Task, 'state'>): PersonKey | null => (state.status === 'blocked' ? state.from : null);

/** Every relation of a person to a task. A `restricted` type is closed to managers and colleagues. */
export const relationsTo = (person: Person, task: Subject, playbook: Playbook): Relation[] => {
  const restricted = isRestricted(task, playbook);
  const works = person.roles.some((role) => role === 'staff' || role === 'lead');
  const held: Record<Relation, boolean> = {
    owner: task.owner === person.key,
    requester: task.requester === person.key,
    reviewer: reviewerOf(task) === person.key,
    needed: neededFrom(task) === person.key,
    lead: queueOf(playbook, task.queue)?.leads.includes(person.key) ?? false,
    manager: person.roles.includes('manager') && !restricted,
    duty: !restricted && playbook.duty.some(({ queue, people }) => queue === task.queue && people.includes(person.key)),
    colleague: works && person.queues.includes(task.queue) && !restricted,
    auditor: person.roles.includes('auditor'),
  };
  return RELATIONS.filter((relation) => held[relation]);
};

/**
 * The rule. A shared login takes work in and sees what it took in: nothing else. Whoever has no working role, such as an auditor or an
 * admin, changes nothing however they stand to the task; and being an admin alone shows nothing.
 */
export const may = (person: Person, action: Action, task: Subject, playbook: Playbook): boolean => {
  const relations = relationsTo(person, task, playbook);
  if (person.left) return false;
  if (person.shared) return action === 'see' && relations.includes('requester');
  const allowed: readonly Relation[] = MATRIX[action];
  return relations.some((relation) => allowed.includes(relation) && (relation === 'auditor' || mayAsk(person)));
};

/** The rule for another program: the queues that it was given, and nothing restricted. */
export const mayRead = ({ queues }: Pick<Reader, 'queues'>, task: Pick<Task, 'queue' | 'type'>, playbook: Playbook): boolean =>
  queues.includes(task.queue) && !isRestricted(task, playbook);

/** Who could do it instead, for the sentence of a refusal: at most three, the nearest to the task first. */
export const whoMay = (action: Action, task: Subject, playbook: Playbook): PersonKey[] => {
  const near = [task.owner, reviewerOf(task), ...(queueOf(playbook, task.queue)?.leads ?? [])].filter((key) => key !== null);
  const everybody = [...near, ...playbook.people.map(({ key }) => key)];
  return [...new Set(everybody)].filter((key) => {
    const person = personOf(playbook, key);
    return person !== null && may(person, action, task, playbook);
  }).slice(0, 3);
};

/** Whether somebody may hold tasks of a queue: shared logins, auditors and strangers to the queue may not. */
export const mayOwn = (person: Person, queue: string, playbook: Playbook): boolean =>
  !person.shared && !person.left &&
  (person.queues.includes(queue) || playbook.duty.some((duty) => duty.queue === queue && duty.people.includes(person.key)) || (queueOf(playbook, queue)?.leads.includes(person.key) ?? false) || person.roles.includes('manager')) &&
  person.roles.some((role) => role !== 'auditor' && role !== 'admin');

/** Whether somebody may ask for work at all. */
export const mayAsk = (person: Person): boolean => !person.left && person.roles.some((role) => role === 'staff' || role === 'lead' || role === 'manager');

/** How somebody stands to another person, for what is about a person and no task. */
export const STANDINGS = ['self', 'lead', 'manager'] as const;
export type Standing = (typeof STANDINGS)[number];

export const PEOPLE_MATRIX = {
  /** Say that they are out, and until when. */
  absence: ['self', 'lead', 'manager'],
  /** Move what is due of somebody who is out. Each task asks for its own leave besides. */
  move: ['lead', 'manager'],
  /** Offer their tasks to somebody else at shift change. Each task asks for its own leave besides. */
  hand_off: ['self'],
} as const satisfies Record<string, readonly Standing[]>;
export type PeopleAction = keyof typeof PEOPLE_MATRIX;

/** Every standing of one person to another. A lead stands so to whoever works in a queue of theirs. */
const standingsTo = (person: Person, other: Person, playbook: Playbook): Standing[] => {
  const held: Record<Standing, boolean> = {
    self: person.key === other.key,
    lead: playbook.queues.some(({ key, leads }) => leads.includes(person.key) && (other.queues.includes(key) || leads.includes(other.key))),
    manager: person.roles.includes('manager'),
  };
  return STANDINGS.filter((standing) => held[standing]);
};

/** The rule for what is about a person: neither by nor for a login that several share, or somebody who has left. */
export const mayFor = (person: Person, action: PeopleAction, other: Person, playbook: Playbook): boolean => {
  if ([person, other].some(({ shared, left }) => shared || left) || !mayAsk(person) || !mayAsk(other)) return false;
  const allowed: readonly Standing[] = PEOPLE_MATRIX[action];
  return standingsTo(person, other, playbook).some((standing) => allowed.includes(standing));
};
