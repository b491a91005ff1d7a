// "All until 3:30 pm": the reminders of a bundle's tasks are held together.
import type { Person } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Door } from '../domain/task.js';
import type { ActionRef } from '../view/nodes.js';
import { sayTime } from '../view/times.js';
import { plural } from '../view/words.js';
import type { ActOnTask } from './act-on-task.js';
import type { Deps } from './deps.js';

type Holding = Pick<Deps, 'playbooks' | 'clock'> & { actOnTask: ActOnTask };
type Press = { person: Person; door: Door; ref: ActionRef; pressId: string };

/** Snoozes each task that this person may still snooze, and says how many those were. The button carries the time and the tasks: `2026-12-01T20:30:00.000Z|12,9`. */
export const holdReminders = async ({ actOnTask, playbooks, clock }: Holding, { person, door, ref, pressId }: Press): Promise<string> => {
  const [at = '', numbers = ''] = (ref.arg ?? '').split('|');
  const until = new Date(at);
  const tasks = numbers.split(',').map(Number).filter((number) => Number.isInteger(number) && number > 0);
  const now = clock.now();
  if (Number.isNaN(until.getTime()) || until <= now) return 'That time has passed. The next reminder comes as usual.';
  const acted = await Promise.all(tasks.map((number) => actOnTask(number, { id: `${pressId}/${taskName(number)}`, door, actor: person.key, seen: null, verb: 'snooze', until })));
  const held = acted.filter(({ ok }) => ok).length;
  if (held === 0) return 'Nothing was held: these tasks are done, or not yours any more.';
  return `No reminders of ${plural(held, 'task')} until ${sayTime(until, now, playbooks.current().practice.timezone)}. Deadlines and escalations still come.`;
};
