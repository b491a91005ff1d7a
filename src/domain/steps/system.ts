// The system's own steps: what the sweep, other tasks and the platforms' events bring. None of them closes a task.
import { toldWords } from '../attention/answered.js';
import { owedNow } from '../attention/policy.js';
import { SYSTEM } from '../command.js';
import type { StepOf } from '../command.js';
import { effect, moved } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import type { Intent } from '../intent.js';
import { mayOwn } from '../permissions.js';
import { personOf } from '../playbook.js';
import { fieldsRefused, refused } from '../refusal.js';
import type { ConfirmedTask, Task } from '../task.js';
import { isConfirmed, taskName } from '../task.js';
import { nextReviewer } from './closing.js';

const waitsFor = { reminder: 'bundle', limit: 'bundle', escalation: 'escalation', urgent: undefined } as const;

/** Looks after what is owed by now. Who was told what stands in the history. */
export const attend = (task: Task, _step: StepOf<'attend'>, { playbook, now }: Scene): StepResult => {
  const owed = owedNow(task, playbook, now);
  return effect({
    task: { ...task, attendedAt: now },
    changes: owed.map(({ kind, to }) => ({ name: 'told', to: toldWords(to, kind) })),
    intents: owed.map(({ kind, to, key, tier }): Intent => {
      const waits = 'person' in to ? waitsFor[tier] : undefined;
      return { do: 'notify', key: `${taskName(task.number)}/${key}`, kind, to, by: SYSTEM, ...(waits ? { waits } : {}) };
    }),
  });
};

export const source_changed = (task: Task, step: StepOf<'source_changed'>): StepResult =>
  effect({ task: { ...task, source: task.source && { ...task.source, changed: step.changed } }, changes: [{ name: 'source', to: step.changed }] });

/**
 * Somebody left: whatever they held on this task goes to somebody else. A review whose reviewer left, or thereby becomes the owner, goes to
 * whoever else may sign it, and is asked; where nobody works here but the owner, the work is theirs to finish again. `to` hears of all that
 * they got in one message, which is not of one task and not made here.
 */
export const hand_over = (task: Task, { from, to }: StepOf<'hand_over'>, { playbook, now }: Scene): StepResult => {
  const owns = task.owner === from;
  if (!owns && !(task.state.status === 'in_review' && task.state.reviewer === from)) return refused({ code: 'moved_on', who: task.owner });
  const person = personOf(playbook, to);
  if (owns && (person === null || !mayOwn(person, task.queue, playbook))) return fieldsRefused({ owner: { problem: 'no_access', person: to } });
  const changes = owns ? [{ name: 'owner', from, to }] : [];
  if (!isConfirmed(task)) return effect({ task: owns ? { ...task, owner: to } : task, changes });
  const given: ConfirmedTask = owns ? { ...task, owner: to } : task;
  if (given.state.status !== 'in_review') return effect({ task: given, changes });
  const { reviewer: before } = given.state;
  if (before !== from && before !== given.owner) return effect({ task: given, changes });
  const reviewer = nextReviewer(given, from, to, playbook, now);
  const next = reviewer === null ? moved(given, { status: 'in_progress' }, now) : { ...given, state: { ...given.state, reviewer } };
  const asks: Intent[] = reviewer === null || reviewer === to ? []
    : [{ do: 'notify', key: `${taskName(task.number)}/review/${reviewer}/${task.version + 1}`, kind: 'review', to: { person: reviewer }, by: SYSTEM }];
  return effect({ task: next, changes: [...changes, { name: 'reviewer', from: before, to: reviewer }], intents: asks });
};

/** The task that this one was blocked on has closed: its owner is told, and moves it on. */
export const unblock = (task: Task, step: StepOf<'unblock'>): StepResult => {
  const blocked = task.state.status === 'blocked' && task.state.task === step.by && task.owner !== null;
  if (!blocked || task.owner === null) return effect({ task });
  return effect({
    task, changes: [{ name: 'freed_by', to: taskName(step.by) }],
    intents: [{ do: 'notify', key: `${taskName(task.number)}/unblocked/${step.by}/${task.version + 1}`, kind: 'unblocked', to: { person: task.owner }, by: 'system' }],
  });
};

/** Another task waits for this one, and is told when it closes (see causes.ts): at once where it has. */
export const hold_up = (task: Task, step: StepOf<'hold_up'>): StepResult =>
  effect({ task: { ...task, links: { ...task.links, holdsUp: [...new Set([...task.links.holdsUp, step.task])] } }, changes: [{ name: 'holds_up', to: taskName(step.task) }] });

export const link_follow_up = (task: Task, step: StepOf<'link_follow_up'>): StepResult =>
  effect({ task: { ...task, links: { ...task.links, followUps: [...new Set([...task.links.followUps, step.task])] } }, changes: [{ name: 'follow_up', to: taskName(step.task) }] });

/** A duplicate is linked to the task that goes on; restored, it is one no more. */
export const link_duplicate = (task: Task, step: StepOf<'link_duplicate'>): StepResult => {
  const others = task.links.duplicates.filter((other) => other !== step.task);
  return effect({ task: { ...task, links: { ...task.links, duplicates: step.is ? [...others, step.task] : others } }, changes: [{ name: step.is ? 'duplicate' : 'no_duplicate', to: taskName(step.task) }] });
};
