// Work that a door without a person brings in: it goes to triage, and nothing else is possible by such a door.
import { SYSTEM } from './command.js';
import { newborn } from './create.js';
import type { Birth } from './create.js';
import type { Decision } from './decision.js';
import type { Entry } from './history.js';
import { conclude } from './lifecycle.js';
import { mayUnattended } from './permissions.js';
import { queueOf, typeOf, usableTypes } from './playbook.js';
import type { Playbook, QueueKey, TypeKey } from './playbook.js';
import { refused } from './refusal.js';
import { leadOnDuty, ownerProblem } from './routing.js';
import type { CameBy, Fields, Sealed, Source, UnattendedDoor, UnconfirmedTask } from './task.js';

/** What came in. Nobody has proved a word of it, and no person has decided anything. */
export type Arrival = {
  door: UnattendedDoor;
  /** Wanted, as the playbook's source says; where it cannot be had, the nearest that can. */
  queue: QueueKey | null;
  type: TypeKey | null;
  cameBy: CameBy;
  /** Answers to the type's fields, well-formed and sealed where they are private. They stay where the type's queue is off: whoever sorts it may want them. */
  fields: Fields;
  source: Source;
  sourceText: Sealed | null;
  facts: NonNullable<Entry['facts']>;
  /** A closed task that it goes on with. */
  follows?: number | null;
};

/** A queue that works: the wanted one, the type's, else the first that is on. Work for one that is off would be seen by nobody. */
const queueFor = ({ queue, type }: Arrival, playbook: Playbook): QueueKey => {
  const wanted = [queue, typeOf(playbook, type)?.queue ?? null].filter((key) => key !== null);
  return wanted.find((key) => playbook.enabled.includes(key)) ?? playbook.enabled[0] ?? wanted[0] ?? playbook.queues[0]?.key ?? '';
};

/** Whoever takes work in for the queue; a lead where that person is not here. */
const sorterOf = (queue: QueueKey, { playbook, now }: Birth) => {
  const intake = queueOf(playbook, queue)?.intake ?? null;
  return intake !== null && ownerProblem(intake, '', queue, playbook, now) === null ? intake : leadOnDuty(queue, playbook, now);
};

/** The task in triage that an arrival becomes. Its owner is who sorts it; who does the work is routed when a person confirms it. */
export const arrive = (arrival: Arrival, birth: Birth): Decision => {
  const { playbook } = birth;
  const { door, cameBy, source, sourceText, facts } = arrival;
  if (!mayUnattended(door, 'create')) return refused({ code: 'not_allowed', action: 'work', who: [] });
  const queue = queueFor(arrival, playbook);
  const type = usableTypes(playbook).find(({ key }) => key === arrival.type) ?? null;
  const task: UnconfirmedTask = {
    ...newborn({ queue, requester: SYSTEM, takenInBy: null, cameBy, fields: arrival.fields, source, sourceText, followUpOf: arrival.follows ?? null }, birth),
    state: { status: 'triage' }, type: type?.key ?? null, priority: null, owner: sorterOf(queue, birth), due: null, deadline: null,
  };
  const changes = [{ name: 'owner', to: task.owner }, ...(type === null ? [] : [{ name: 'type', to: type.key }]), ...Object.keys(task.fields).map((name) => ({ name }))];
  return conclude(null, { actor: SYSTEM, door }, 'create', { task, changes, facts }, birth);
};
