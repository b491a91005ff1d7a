// The system's own steps: what the sweep, other tasks and the platforms' events bring. None of them closes a task.
import { owedNow } from '../attention/policy.js';
import type { StepOf } from '../command.js';
import { effect } from '../decision.js';
import type { Scene, StepResult } from '../decision.js';
import type { Task } from '../task.js';
import { isClosed, isConfirmed } from '../task.js';

/** Looks after what is owed by now. Who was told what stands in the history. */
export const attend = (task: Task, _step: StepOf<'attend'>, { playbook, now }: Scene): StepResult => {
  const owed = owedNow(task, playbook, now);
  return effect({
    task: { ...task, attendedAt: now },
    changes: owed.map(({ kind, to }) => ({ name: 'told', to: `${to}: ${kind}` })),
    intents: owed.map(({ kind, to, key }) => ({ do: 'notify', key: `T-${task.number}/${key}`, kind, to: { person: to }, by: 'system' })),
  });
};

export const source_changed = (task: Task, step: StepOf<'source_changed'>): StepResult =>
  effect({ task: { ...task, source: task.source && { ...task.source, changed: step.changed } }, changes: [{ name: 'source', to: step.changed }] });

/** Somebody left: whatever they held on this task goes to somebody else. */
export const hand_over = (task: Task, step: StepOf<'hand_over'>): StepResult => {
  if (!isConfirmed(task)) return effect({ task: { ...task, owner: task.owner === step.from ? step.to : task.owner }, changes: [{ name: 'owner', from: step.from, to: step.to }] });
  if (task.owner === step.from) return effect({ task: { ...task, owner: step.to }, changes: [{ name: 'owner', from: step.from, to: step.to }] });
  const state = task.state.status === 'in_review' ? { ...task.state, reviewer: step.to } : task.state;
  return effect({ task: { ...task, state }, changes: [{ name: 'reviewer', from: step.from, to: step.to }] });
};

/** The task that this one was blocked on has closed: its owner is told, and moves it on. */
export const unblock = (task: Task, step: StepOf<'unblock'>): StepResult => {
  const blocked = task.state.status === 'blocked' && task.state.task === step.by && task.owner !== null;
  if (!blocked || task.owner === null) return effect({ task });
  return effect({
    task, changes: [{ name: 'freed_by', to: `T-${step.by}` }],
    intents: [{ do: 'notify', key: `T-${task.number}/unblocked/${step.by}/${task.version + 1}`, kind: 'unblocked', to: { person: task.owner }, by: 'system' }],
  });
};

/** Another task waits for this one, and is told when it closes: at once where it has. */
export const hold_up = (task: Task, step: StepOf<'hold_up'>): StepResult =>
  effect({
    task: { ...task, links: { ...task.links, holdsUp: [...new Set([...task.links.holdsUp, step.task])] } }, changes: [{ name: 'holds_up', to: `T-${step.task}` }],
    intents: isClosed(task) ? [{ do: 'tell', key: `T-${task.number}/unblock/${step.task}/${task.version + 1}`, task: step.task, about: task.number, verb: 'unblock' }] : [],
  });

export const link_follow_up = (task: Task, step: StepOf<'link_follow_up'>): StepResult =>
  effect({ task: { ...task, links: { ...task.links, followUps: [...new Set([...task.links.followUps, step.task])] } }, changes: [{ name: 'follow_up', to: `T-${step.task}` }] });
