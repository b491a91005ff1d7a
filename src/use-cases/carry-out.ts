// The relay's first half: turns what changes caused into notices and commands. Every step has a deterministic key, so that twice is once.
import { createFollowUp } from '../domain/create.js';
import { SYSTEM } from '../domain/command.js';
import type { Intent } from '../domain/intent.js';
import { taskName } from '../domain/task.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { ActOnTask } from './act-on-task.js';
import { workloadFor } from './create-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { searchWords } from './search-words.js';

export type CarryingOut = Pick<Deps, 'tasks' | 'playbooks' | 'clock'> & { notices: NoticeStore; actOnTask: ActOnTask; wallClock(): Date; onFault(task: number, error: unknown): void };

/** Tasks looked at in one round. */
const BATCH = 50;

const makeFollowUp = async (number: number, intent: Extract<Intent, { do: 'follow_up' }>, { tasks, playbooks, clock }: CarryingOut) => {
  const parent = await tasks.load(number);
  if (parent === null || (await tasks.answerTo(intent.key)) !== null) return;
  const playbook = await playbookFor(parent, playbooks);
  const [next, workload] = await Promise.all([tasks.nextNumber(), workloadFor(playbook, tasks)]);
  const decision = createFollowUp(parent, intent, { actor: SYSTEM, playbook, now: clock.now(), number: next, workload });
  if (!decision.ok) throw new Error(`follow-up of ${taskName(number)} refused: ${decision.refusal.code}`);
  await tasks.insert({
    task: decision.task, intents: decision.intents, words: searchWords(decision.task, playbook),
    once: { id: intent.key, answer: { task: next, version: decision.task.version, verb: 'create' } },
  });
};

const tell = async (intent: Extract<Intent, { do: 'tell' }>, { actOnTask }: CarryingOut) => {
  const envelope = { id: intent.key, door: 'job', actor: SYSTEM, seen: null } as const;
  switch (intent.verb) {
    case 'unblock': await actOnTask(intent.task, { ...envelope, verb: 'unblock', by: intent.about }); return;
    case 'hold_up': await actOnTask(intent.task, { ...envelope, verb: 'hold_up', task: intent.about }); return;
    case 'link_follow_up': await actOnTask(intent.task, { ...envelope, verb: 'link_follow_up', task: intent.about });
  }
};

const carry = async (number: number, version: number, intent: Intent, deps: CarryingOut) => {
  const { notices, wallClock } = deps;
  switch (intent.do) {
    case 'notify': await notices.add([{ key: intent.key, task: number, kind: intent.kind, to: intent.to, by: intent.by, wanted: version }], wallClock()); return;
    case 'refresh': await notices.refresh(number, intent.version, wallClock()); return;
    case 'follow_up': await makeFollowUp(number, intent, deps); return;
    case 'tell': await tell(intent, deps);
  }
};

/** Carries out what is owed, the oldest first, and forgets it. One task that cannot be carried out never stops the others. Returns how many were done. */
export const carryOut = async (deps: CarryingOut): Promise<number> => {
  const owing = await deps.tasks.withIntents(BATCH);
  const done = await Promise.all(owing.map(async ({ number, version, anchor, intents }) => {
    try {
      await deps.tasks.anchor(number, anchor);
      for (const intent of intents) await carry(number, version, intent, deps);
      await deps.tasks.clearIntents(number, intents.map(({ key }) => key));
      return 1;
    } catch (error) {
      deps.onFault(number, error);
      return 0;
    }
  }));
  return done.filter((each) => each === 1).length;
};
