import type { Facts } from '../../src/domain/condition.js';
import { holds } from '../../src/domain/condition.js';
import { formatDuration } from '../../src/domain/duration.js';
import type { Playbook, TaskType } from '../../src/domain/playbook.js';
import { typeOf } from '../../src/domain/playbook.js';
import type { Fault } from '../../src/playbook/fault.js';
import { readPlaybook, readStarter } from '../../src/playbook/read.js';

const sentences = (faults: readonly Fault[]) => faults.map(({ line, path, message }) => `line ${String(line)}, ${path}: ${message}`).join('\n');

/** The playbook of YAML that must be good. */
export const good = (yaml: string): Playbook => {
  const reading = readPlaybook(yaml);
  if (!reading.ok) throw new Error(sentences(reading.faults));
  return reading.playbook;
};

/** The faults of YAML, errors and warnings. */
export const faultsOf = (yaml: string): readonly Fault[] => {
  const reading = readPlaybook(yaml);
  return reading.ok ? reading.warnings : reading.faults;
};

/** The starter, which must be good. */
export const starter = (): Playbook => {
  const reading = readStarter();
  if (!reading.ok) throw new Error(sentences(reading.faults));
  return reading.playbook;
};

export const type = (playbook: Playbook, key: string): TaskType => {
  const found = typeOf(playbook, key);
  if (found === null) throw new Error(`No type ${key}`);
  return found;
};

/** When a task with these facts is due, in words. */
export const dueOf = ({ due }: TaskType, facts: Facts = {}): string => {
  const found = due.cases.find(({ when }) => holds(when, facts));
  const byPriority = Object.entries(due.by_priority).find(([priority]) => priority === facts['priority'])?.[1];
  return formatDuration(found?.due ?? byPriority ?? due.usual);
};

/** The deadline of a task with these facts, in words. */
export const deadlineOf = ({ deadlines }: TaskType, facts: Facts): string => {
  const found = deadlines.find(({ when }) => holds(when, facts));
  return found === undefined ? 'none' : formatDuration(found.limit);
};

/** The follow-up of an outcome, in words. */
export const followUpOf = ({ outcomes }: TaskType, outcome: string): string => {
  const follow_up = outcomes.find(({ key }) => key === outcome)?.follow_up;
  return follow_up === undefined ? 'none' : `${follow_up.type}, ${formatDuration(follow_up.due)}${follow_up.ask ? ', if a person says so' : ''}`;
};

export const reviewed = ({ review }: TaskType, facts: Facts): boolean => review !== 'none' && holds(review.when, facts);

