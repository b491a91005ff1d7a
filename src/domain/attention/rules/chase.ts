import type { AttentionRule } from '../rule.js';

/** The chase date came: the owner asks again. A snooze holds it. */
export const chase: AttentionRule = (task) => {
  if (task.owner === null || task.state.status !== 'waiting') return null;
  const { chaseAt } = task.state;
  const at = task.snoozedUntil !== null && task.snoozedUntil > chaseAt ? task.snoozedUntil : chaseAt;
  return { at, kind: 'chase', to: task.owner, key: `chase/${at.toISOString()}` };
};
