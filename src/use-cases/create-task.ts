import { create } from '../domain/create.js';
import type { CreateCommand } from '../domain/command.js';
import { personOf } from '../domain/playbook.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import { refused } from '../domain/refusal.js';
import type { Refused } from '../domain/refusal.js';
import type { Task } from '../domain/task.js';
import { noteDenied } from './denied.js';
import type { Deps } from './deps.js';
import { searchWords } from './search-words.js';

export type Created = { ok: true; task: Task; playbook: Playbook } | Refused;

/** Open tasks by owner, asked only where a rule routes by load. */
export const workloadFor = async (playbook: Playbook, tasks: Pick<Deps['tasks'], 'workload'>): Promise<ReadonlyMap<PersonKey, number>> =>
  playbook.routing.some(({ to }) => to.owner === 'least_loaded') ? tasks.workload(playbook.people.map(({ key }) => key)) : new Map();

/** Makes a task once: the command's id has a unique index, so that a repeated delivery gets the first one's task. */
export const makeCreateTask = ({ tasks, playbooks, clock, audit, kick }: Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'audit' | 'kick'>) =>
  async (command: CreateCommand): Promise<Created> => {
    const playbook = playbooks.current();
    const actor = personOf(playbook, command.actor);
    if (actor === null) return refused({ code: 'not_allowed', action: 'work', who: [] });
    const [number, workload] = await Promise.all([tasks.nextNumber(), workloadFor(playbook, tasks)]);
    const decision = create(command, { actor, playbook, now: clock.now(), number, workload });
    if (!decision.ok) {
      noteDenied(audit, decision.refusal, { ...command, task: null });
      return decision;
    }
    const stored = await tasks.insert({
      task: decision.task, intents: decision.intents, words: searchWords(decision.task, playbook),
      once: { id: command.id, answer: { task: number, version: decision.task.version, verb: 'create' } },
    });
    if (stored.result === 'stored') {
      kick();
      return { ok: true, task: decision.task, playbook };
    }
    const first = await tasks.load(stored.answer.task);
    return first === null ? refused({ code: 'task_gone' }) : { ok: true, task: first, playbook };
  };
