// What a change of the rules would have done, in counts: nothing of any one task.
import { REPLAY_DAYS } from '../domain/insights/what-if.js';
import type { Replay } from '../domain/insights/what-if.js';
import { typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import { nameOf, plural, queueNameOf } from './words.js';

const MOST_LINES = 20;

/** `before` and `after` the change: a name that only one of them knows is found. */
export const replayLines = ({ tasks, alike, queues, owners, due, impossible }: Replay, playbook: Playbook): string[] => {
  if (tasks === 0) return [`No task came in during the last ${String(REPLAY_DAYS)} days.`];
  const lines = [
    ...(impossible === 0 ? [] : [`${plural(impossible, 'task')} could not have been made: the kind of work, or its queue, is off.`]),
    ...queues.map(({ from, to, tasks: count }) => `${plural(count, 'task')}: ${queueNameOf(playbook, from)} → ${queueNameOf(playbook, to)}`),
    ...owners.map(({ from, to, tasks: count }) => `${plural(count, 'task')}: ${nameOf(playbook, from)} → ${nameOf(playbook, to)}`),
    ...due.map(({ type, earlier, later }) => `${typeOf(playbook, type)?.name ?? type}: ${[...(earlier > 0 ? [`${plural(earlier, 'task')} due earlier`] : []), ...(later > 0 ? [`${plural(later, 'task')} due later`] : [])].join(', ')}`),
  ];
  const head = alike === tasks ? `Of ${plural(tasks, 'task')} of the last ${String(REPLAY_DAYS)} days none would have gone another way.` : `Of ${plural(tasks, 'task')} of the last ${String(REPLAY_DAYS)} days ${String(tasks - alike)} would have gone another way:`;
  return [head, ...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? [`and ${String(lines.length - MOST_LINES)} more`] : [])];
};
