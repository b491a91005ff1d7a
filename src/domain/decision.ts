// What a decision is made of: the shared shape of every step.

import type { ActorKey } from './command.js';
import type { Change, Entry } from './history.js';
import type { Intent } from './intent.js';
import type { Person, Playbook } from './playbook.js';
import type { Refused } from './refusal.js';
import type { ConfirmedTask, Task } from './task.js';

export type Decided = { ok: true; task: Task; intents: readonly Intent[] };
export type Decision = Decided | Refused;

/** What a step may look at: who acts, the rules, and the time. */
export type Scene = { actor: Person | 'system'; playbook: Playbook; now: Date };

export const keyOf = (actor: Scene['actor']): ActorKey => (actor === 'system' ? actor : actor.key);

/** What a step changes, before clocks, history and intents are worked out from it. */
export type Effect = {
  task: Task;
  changes?: readonly Change[];
  why?: string | null;
  facts?: Entry['facts'] | undefined;
  /** What is to be told beyond what the change itself says. */
  intents?: readonly Intent[];
};

export type StepResult = ({ ok: true } & Effect) | Refused;

export const effect = (result: Effect): StepResult => ({ ok: true, ...result });

/** Changes the state and keeps the rest. */
export const moved = (task: ConfirmedTask, state: ConfirmedTask['state'], now: Date): ConfirmedTask => ({ ...task, state, since: now });

export const iso = (at: Date | null) => at?.toISOString() ?? null;
