import { mayOwn } from '../../domain/permissions.js';
import type { Person, Playbook } from '../../domain/playbook.js';
import { personOf, queueOf } from '../../domain/playbook.js';
import type { Finding } from '../fault.js';
import type { Check } from './finding.js';
import { error, warning } from './finding.js';

const ACCOUNTS = ['slack', 'teams', 'email'] as const;

/** Two people under one account could act in each other's name. */
const sharedAccounts: Check = ({ people }) =>
  ACCOUNTS.flatMap((account) =>
    people.flatMap((person, index) => {
      const first = people.slice(0, index).find((earlier) => person[account] !== undefined && earlier[account] === person[account]);
      return first === undefined ? [] : [error(['people', person.key, account], `${person.name} and ${first.name} have the same ${account}.`, 'Give each person their own. A login that several people share is one person with "shared: true".')];
    }));

const personFaults = (person: Person): Finding[] => [
  ...person.away.flatMap(({ from, to }, index) =>
    from > to ? [error(['people', person.key, 'away', index], `${person.name} is back (${to}) before leaving (${from}).`, 'Swap the two dates.')] : []),
  ...(person.shared && (person.may_sign.length > 0 || person.roles.some((role) => role !== 'staff'))
    ? [error(['people', person.key, 'shared'], `${person.name} is a shared login and may only take work in.`, 'Leave roles at [staff] and take may_sign out, or give each person their own login.')]
    : []),
  ...(!person.left && person.slack === undefined && person.teams === undefined && person.email === undefined
    ? [warning(['people', person.key], `${person.name} can be reached neither on Slack nor on Teams, nor by mail.`, 'Add the member id as slack: or teams:, or an address as email:.')]
    : []),
];

const leadFaults: Check = (playbook) =>
  playbook.queues.flatMap(({ key, name, leads }) => {
    if (leads.length === 0) return [error(['queues', key, 'leads'], `${name} has no lead.`, 'Name the person who owns what nobody else can: leads: [dana].')];
    return leads.flatMap((lead): Finding[] => {
      const person = personOf(playbook, lead);
      if (person === null) return []; // references.ts says so
      if (!mayOwn(person, key, playbook)) return [error(['queues', key, 'leads'], `${person.name} leads ${name} and could own no task there.`, `Give ${lead} the role staff or lead, without "shared: true".`, ['people', lead])];
      return person.roles.includes('lead') ? [] : [warning(['people', lead, 'roles'], `${person.name} leads ${name} without the role lead.`, `Add it: roles: [${[...person.roles, 'lead'].join(', ')}].`)];
    });
  });

const intakeFaults: Check = (playbook) =>
  playbook.queues.flatMap(({ key, name, intake }) => {
    const person = personOf(playbook, intake ?? null);
    return person === null || mayOwn(person, key, playbook) ? [] : [error(['queues', key, 'intake'], `${person.name} takes in the work of ${name} and has no access to it.`, `Add ${key} to the queues of ${person.key}.`, ['people', person.key])];
  });

const missingRoles: Check = ({ people, attention }) => {
  const lacks = (role: 'admin' | 'manager') => !people.some(({ roles, left }) => roles.includes(role) && !left);
  return [
    ...(lacks('admin') ? [warning(['people'], 'Nobody is admin, so nobody can change the rules in chat.', 'Add admin to the roles of one person.')] : []),
    ...(lacks('manager') && attention.escalate.some(({ to }) => to === 'manager')
      ? [warning(['attention', 'escalate'], 'Overdue tasks go to a manager, and nobody is one.', 'Add manager to the roles of one person; until then the lead hears.')]
      : []),
  ];
};

/** Who works here: accounts, leads, roles, days away. */
export const team: Check = (playbook) => [
  ...sharedAccounts(playbook), ...playbook.people.flatMap(personFaults), ...leadFaults(playbook), ...intakeFaults(playbook), ...missingRoles(playbook),
];

const signersOf = ({ people }: Playbook) => new Set(people.flatMap(({ may_sign }) => may_sign));

/** The pilot: queues that can be used must be able to work. */
export const pilot: Check = (playbook) => [
  ...(playbook.enabled.length === 0 ? [warning(['enabled'], 'No queue is enabled, so no task can be made.', 'Start with one: enabled: [front_desk].')] : []),
  ...playbook.enabled.filter((key) => queueOf(playbook, key) !== null).flatMap((key): Finding[] => {
    const types = playbook.task_types.filter(({ queue }) => queue === key);
    if (!playbook.people.some((person) => person.queues.includes(key) && mayOwn(person, key, playbook))) {
      return [error(['enabled'], `Nobody works in ${queueOf(playbook, key)?.name ?? key}, and it is enabled.`, `Add ${key} to the queues of at least one person, or take it out of enabled.`, ['queues', key])];
    }
    if (types.length === 0) return [warning(['enabled'], `No task type belongs to ${key}.`, `Give a type "queue: ${key}", or take ${key} out.`)];
    return types.flatMap(({ key: type, review }) =>
      review === 'none' || review.by.some((signer) => signersOf(playbook).has(signer))
        ? []
        : [warning(['task_types', type, 'review', 'by'], `Nobody may sign as ${review.by.join(' or ')}, so the lead reviews.`, `Add may_sign: [${review.by.join(', ')}] to a person.`)]);
  }),
];
