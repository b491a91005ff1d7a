// The relay's first half: turns what changes caused into notices and commands. Every step has a deterministic key, so that twice is once.
import { createFollowUp } from '../domain/create.js';
import { SYSTEM } from '../domain/command.js';
import type { Intent } from '../domain/intent.js';
import { taskName } from '../domain/task.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { insist } from './act-on-task.js';
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
    case 'unblock': await insist(actOnTask(intent.task, { ...envelope, verb: 'unblock', by: intent.about })); return;
    case 'hold_up': await insist(actOnTask(intent.task, { ...envelope, verb: 'hold_up', task: intent.about })); return;
    case 'link_follow_up': await insist(actOnTask(intent.task, { ...envelope, verb: 'link_follow_up', task: intent.about })); return;
    case 'link_duplicate': case 'unlink_duplicate': await insist(actOnTask(intent.task, { ...envelope, verb: 'link_duplicate', task: intent.about, is: intent.verb === 'link_duplicate' }));
  }
};

const carry = async (number: number, version: number, intent: Intent, deps: CarryingOut) => {
  const { notices, wallClock } = deps;
  switch (intent.do) {
    case 'notify': await notices.add([{ key: intent.key, task: number, kind: intent.kind, to: intent.to, by: intent.by, wanted: version, ...(intent.waits ? { waits: intent.waits } : {}) }], wallClock()); return;
    case 'refresh': await notices.refresh(number, intent.version, wallClock()); return;
    case 'follow_up': await makeFollowUp(number, intent, deps); return;
    case 'tell': await tell(intent, deps);
  }
};

type Owing = Awaited<ReturnType<CarryingOut['tasks']['owing']>>[number];

/** All of one task's intents. One that fails stays, and holds up none of the others. */
const carryTask = async ({ number, version, anchor, intents }: Owing, deps: CarryingOut): Promise<boolean> => {
  const left: Intent[] = [];
  const attempt = async (work: () => Promise<void>, intent?: Intent) => {
    try {
      await work();
      return true;
    } catch (error) {
      if (intent) left.push(intent);
      deps.onFault(number, error);
      return false;
    }
  };
  const anchored = await attempt(() => deps.tasks.anchor(number, anchor));
  for (const intent of intents) await attempt(() => carry(number, version, intent, deps), intent);
  const keys = intents.filter((intent) => !left.includes(intent)).map(({ key }) => key);
  // The anchor is written again with what is left: something must be.
  if (!anchored || (keys.length === 0 && left.length > 0)) return false;
  return (await attempt(() => deps.tasks.settle({ number, version, keys }))) && left.length === 0;
};

/**
 * Carries out what is owed, the oldest first, and forgets it. Tasks that cannot be carried out stay at the head: the others are asked for behind
 * them, so that no number of them stops the rest. Returns how many were done.
 */
export const carryOut = async (deps: CarryingOut): Promise<number> => {
  const failed = new Set<number>();
  let done = 0;
  for (let failedBefore = -1; failed.size > failedBefore && done === 0; ) {
    failedBefore = failed.size;
    const owing = (await deps.tasks.owing(BATCH + failed.size)).filter(({ number }) => !failed.has(number));
    const results = await Promise.all(owing.map(async (each) => ({ number: each.number, whole: await carryTask(each, deps) })));
    for (const { number, whole } of results) {
      if (whole) done += 1;
      else failed.add(number);
    }
  }
  return done;
};
