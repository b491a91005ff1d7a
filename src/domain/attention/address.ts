// From a rung to people. Somebody always hears: an empty rung climbs to the next.
import type { Audience } from '../intent.js';
import { may } from '../permissions.js';
import { personOf, queueOf } from '../playbook.js';
import type { Person, PersonKey, Playbook } from '../playbook.js';
import type { Task } from '../task.js';
import { onDuty } from './on-duty.js';
import { isOff } from './quiet.js';
import type { Owed } from './rule.js';

export type Addressed = Omit<Owed, 'to'> & { to: Audience };

/** Whose move it is. */
const holderOf = (task: Task): PersonKey | null => (task.state.status === 'in_review' ? task.state.reviewer : task.owner);

const present = (keys: readonly PersonKey[], task: Task, at: Date, playbook: Playbook): Person[] =>
  keys.flatMap((key) => personOf(playbook, key) ?? []).filter((person) => person.key !== task.owner && !isOff(person, at, playbook) && may(person, 'see', task, playbook));

const managers = ({ people }: Playbook) => people.filter(({ roles }) => roles.includes('manager')).map(({ key }) => key);

/** A lead who is there and is not the owner; else a manager; else the queue's first lead, whoever that is. */
const leadFor = (task: Task, at: Date, playbook: Playbook): PersonKey[] => {
  const leads = queueOf(playbook, task.queue)?.leads ?? [];
  return [(present(leads, task, at, playbook)[0] ?? present(managers(playbook), task, at, playbook)[0])?.key ?? leads[0]].filter((key) => key !== undefined);
};

const peopleOn = ({ to, at }: Owed, task: Task, playbook: Playbook): PersonKey[] => {
  const duty = () => onDuty(task.queue, at, playbook).filter((key) => key !== task.owner);
  switch (to) {
    case 'holder': { const holder = holderOf(task); return holder === null ? leadFor(task, at, playbook) : [holder]; }
    case 'on_it': return task.onIt === null ? [] : [task.onIt.by];
    case 'first_on_duty': return duty().slice(0, 1);
    case 'rest_on_duty': return duty().slice(1);
    case 'manager': { const [manager] = present(managers(playbook), task, at, playbook); return manager ? [manager.key] : leadFor(task, at, playbook); }
    case 'lead': case 'channel': return leadFor(task, at, playbook);
  }
};

/** Who hears of it, decided by who is there at its moment. Each of several people gets a notice of their own. */
export const address = (owed: Owed, task: Task, playbook: Playbook): Addressed[] => {
  if (owed.to === 'channel') return [{ ...owed, to: { queue: task.queue } }];
  const people = peopleOn(owed, task, playbook);
  return people.map((person) => ({ ...owed, to: { person }, key: people.length > 1 ? `${owed.key}/${person}` : owed.key }));
};
