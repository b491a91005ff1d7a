// When the rules change, so does when tasks need somebody: another playbook, somebody's own settings, a release with another rule.
import { nextAttention } from '../domain/attention/policy.js';
import type { Playbook } from '../domain/playbook.js';
import type { AttentionStore } from '../ports/attention-store.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';

export type Rescheduling = Pick<Deps, 'playbooks'> & { attention: AttentionStore; onFault(task: number, error: unknown): void };

/** What the rules and who is there come to: anything else that changes changes a task. */
const inForce = ({ version, people }: Playbook): string => JSON.stringify([version, people.map(({ away }) => away)]);

/** Works out every open task's next moment where this process has not done so for what is in force: once at its start, and once a change. */
export const makeReschedule = ({ attention, playbooks, onFault }: Rescheduling): (() => Promise<void>) => {
  const done = { for: '' };
  return async () => {
    const now = inForce(playbooks.current());
    if (now === done.for) return;
    for await (const task of attention.open()) {
      try {
        const at = nextAttention(task, await playbookFor(task, playbooks));
        if (at?.getTime() !== task.attentionAt?.getTime()) await attention.setAttention(task, at);
      } catch (error) {
        onFault(task.number, error);
      }
    }
    done.for = now;
  };
};
