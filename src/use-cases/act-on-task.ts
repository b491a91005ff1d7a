import { SYSTEM } from '../domain/command.js';
import type { Command } from '../domain/command.js';
import { decide } from '../domain/lifecycle.js';
import { personOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import { fieldsRefused, refused } from '../domain/refusal.js';
import type { Refused } from '../domain/refusal.js';
import type { Task } from '../domain/task.js';
import { noteDenied } from './denied.js';
import { playbookFor } from './deps.js';
import type { Deps, Reading } from './deps.js';
import { searchWords } from './search-words.js';

/** The task as it stands now, or the refusal with the task that it is about. */
export type Acted = { ok: true; task: Task; playbook: Playbook } | (Refused & { task: Task | null });
export type ActOnTask = (number: number, command: Command) => Promise<Acted>;

/** Lost races are decided again from the new state; a person is told after this many. */
const TRIES = 5;

/** The other task that a command names, checked before anything is decided. */
const namesNothing = async (command: Command, tasks: Deps['tasks']): Promise<Refused | null> => {
  const [field, other] = command.verb === 'block' ? (['task', command.task] as const) : command.verb === 'cancel' ? (['duplicate_of', command.duplicateOf] as const) : (['', null] as const);
  if (other === null) return null;
  const task = await tasks.load(other);
  if (task === null) return fieldsRefused({ [field]: { problem: 'not_a_task' } });
  // Two that name each other would both be gone, and nobody would do the work.
  return command.verb === 'cancel' && task.state.status === 'cancelled' ? fieldsRefused({ [field]: { problem: 'cancelled_itself' } }) : null;
};

/** Load, decide, commit; again on a lost race. Delivered twice it is done once: the store's guard knows the command's id. */
export const makeActOnTask = ({ tasks, playbooks, clock, audit, kick }: Pick<Deps, 'tasks' | 'clock' | 'audit' | 'kick'> & Reading): ActOnTask =>
  async (number, command) => {
    const denied = (no: Refused, task: Task) => (noteDenied(audit, no.refusal, { ...command, task: number }), { ...no, task });
    const answered = async () => {
      const [earlier, task] = await Promise.all([tasks.answerTo(command.id), tasks.load(number)]);
      return earlier?.task === number && task !== null ? { ok: true as const, task, playbook: await playbookFor(task, playbooks) } : null;
    };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const task = await tasks.load(number);
      if (task === null) return { ...refused({ code: 'task_gone' }), task };
      const playbook = await playbookFor(task, playbooks);
      const actor = command.actor === SYSTEM ? SYSTEM : personOf(playbook, command.actor);
      if (actor === null) return denied(refused({ code: 'not_allowed', action: 'work', who: [] }), task);
      const nothing = await namesNothing(command, tasks);
      const decision = nothing ?? decide(task, command, { actor, playbook, now: clock.now() });
      // A repeated delivery looks stale or too late to the domain: what it was told the first time counts.
      if (!decision.ok) return (await answered()) ?? denied(decision, task);
      const stored = await tasks.commit({
        task: decision.task, expected: task.version, intents: decision.intents, words: searchWords(decision.task, playbook),
        once: { id: command.id, answer: { task: number, version: decision.task.version, verb: command.verb } },
      });
      if (stored.result === 'lost_race') continue;
      if (stored.result === 'already') return (await answered()) ?? { ...refused({ code: 'task_gone' }), task };
      kick();
      return { ok: true, task: decision.task, playbook };
    }
    return { ...refused({ code: 'still_busy' }), task: await tasks.load(number) };
  };

/** For what nobody waits for: where the task changed too often to be decided on, whoever asked has to ask again. Other refusals are answers. */
export const insist = async (acting: Promise<Acted>): Promise<Acted> => {
  const acted = await acting;
  if (!acted.ok && acted.refusal.code === 'still_busy') throw new Error('the task changed several times in this moment');
  return acted;
};
