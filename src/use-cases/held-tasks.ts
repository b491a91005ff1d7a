import { heldBy } from '../domain/moving.js';
import { may } from '../domain/permissions.js';
import type { Action } from '../domain/permissions.js';
import type { Person, PersonKey } from '../domain/playbook.js';
import { OPEN_STATUSES } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';

/** Far more than a person holds. */
const ALL_OF_THEM = { skip: 0, limit: 500 };

/** Every open task that somebody works on or checks, by urgency and due date. Reviews come whole: who finished them stands in their history. */
export const heldTasks = async ({ tasks }: Pick<Deps, 'tasks'>, person: PersonKey): Promise<Task[]> => {
  const [owned, reviewed] = await Promise.all([tasks.list({ owner: person, status: OPEN_STATUSES }, ALL_OF_THEM), tasks.list({ reviewer: person, status: ['in_review'] }, ALL_OF_THEM)]);
  const checks = await Promise.all(reviewed.tasks.map(({ number }) => tasks.load(number)));
  return [...owned.tasks, ...checks.filter((task) => task !== null)].filter((task) => heldBy(task, person) !== null);
};

/** Those of some tasks with which a person may do this. */
export const allowed = async (person: Person, action: Action, some: readonly Task[], playbooks: Deps['playbooks']): Promise<Task[]> => {
  const verdicts = await Promise.all(some.map(async (task) => may(person, action, task, await playbookFor(task, playbooks))));
  return some.filter((_task, index) => verdicts[index]);
};
