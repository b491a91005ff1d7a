// What somebody who changes the rules gives themselves: whoever answers for it hears of it. Nobody checks their own work, and nobody opens a door for themselves unseen.
import { personOf } from './playbook.js';
import type { PersonKey, Playbook, QueueKey } from './playbook.js';

/** A queue whose tasks they see from now on, or a role that sees tasks of every queue (`manager`, `auditor`), with who is to hear of it. */
export type Gain = { what: string; tell: readonly PersonKey[] };

const queuesOf = (key: PersonKey, playbook: Playbook): QueueKey[] =>
  playbook.queues.filter((queue) => queue.leads.includes(key) || (personOf(playbook, key)?.queues.includes(queue.key) ?? false)).map((queue) => queue.key);

const rolesOf = (key: PersonKey, playbook: Playbook) => (['manager', 'auditor'] as const).filter((role) => personOf(playbook, key)?.roles.includes(role));

/** Those that answered for it before the change; managers where there are none but the one who gains, else the other admins. */
const answering = (leads: readonly PersonKey[], by: PersonKey, { people }: Playbook): PersonKey[] => {
  const here = people.filter(({ key, left, shared }) => key !== by && !left && !shared);
  const groups = [here.filter(({ key }) => leads.includes(key)), here.filter(({ roles }) => roles.includes('manager')), here.filter(({ roles }) => roles.includes('admin'))];
  return (groups.find((group) => group.length > 0) ?? []).map(({ key }) => key);
};

/** What a change of the rules gives whoever made it. */
export const gainsOf = (by: PersonKey, before: Playbook, after: Playbook): Gain[] => {
  const queues = queuesOf(by, after).filter((queue) => !queuesOf(by, before).includes(queue));
  const roles = rolesOf(by, after).filter((role) => !rolesOf(by, before).includes(role));
  const leadsOf = (key: QueueKey) => before.queues.find((queue) => queue.key === key)?.leads ?? [];
  return [
    ...queues.map((what) => ({ what, tell: answering(leadsOf(what), by, before) })),
    ...roles.map((what) => ({ what, tell: answering(before.queues.flatMap(({ leads }) => leads), by, before) })),
  ];
};
