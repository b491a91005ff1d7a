import { arrive } from '../domain/arrive.js';
import type { Arrival } from '../domain/arrive.js';
import { SYSTEM } from '../domain/command.js';
import type { Deps, Reading } from './deps.js';
import { searchWords } from './search-words.js';

export type BringIn = (id: string, arrival: Arrival) => Promise<{ task: number; again: boolean }>;

/** Makes a task in triage of what came in without a person: once for each `id`, which has a unique index. `again`: it had been made before. */
export const makeBringIn = ({ tasks, playbooks, clock, kick }: Pick<Deps, 'tasks' | 'clock' | 'kick'> & Reading): BringIn =>
  async (id, arrival) => {
    const earlier = await tasks.answerTo(id);
    if (earlier !== null) return { task: earlier.task, again: true };
    const playbook = playbooks.current();
    const number = await tasks.nextNumber();
    const decision = arrive(arrival, { actor: SYSTEM, playbook, now: clock.now(), number, workload: new Map() });
    if (!decision.ok) throw new Error(`nothing may come in by ${arrival.door}`);
    const stored = await tasks.insert({
      task: decision.task, intents: decision.intents, words: searchWords(decision.task, playbook),
      once: { id, answer: { task: number, version: decision.task.version, verb: 'create' } },
    });
    if (stored.result === 'already') return { task: stored.answer.task, again: true };
    kick();
    return { task: number, again: false };
  };
