// Retention: removes closed tasks whose time is over. Each step may be the last before a crash, and is repeated by the next pass: first the
// audit says that it is done, then a tombstone is laid, then the task goes. Its notices go last, since a task that goes on needs them; those that a
// crash leaves behind hold nothing of a patient, and the store forgets them within a year.
import { SYSTEM } from '../domain/command.js';
import { closedBy, whyKept } from '../domain/retention.js';
import type { AttachmentStore } from '../ports/attachment-store.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { ClosedTask, RetentionStore } from '../ports/retention-store.js';
import type { Deps } from './deps.js';

export type Purging = Pick<Deps, 'playbooks' | 'clock'> & {
  retention: RetentionStore;
  auditStore: Pick<AuditStore, 'append'>;
  notices: Pick<NoticeStore, 'forget'>;
  attachments: Pick<AttachmentStore, 'forget'>;
  onFault(task: number, error: unknown): void;
};

/** Recorded once, though the pass before ended in between. */
const buried = async ({ number, head, createdAt, since }: ClosedTask, { retention, auditStore, clock }: Purging): Promise<void> => {
  const before = await retention.tombstone(number);
  if (before?.hash === head.hash) return;
  const { seq: audit } = await auditStore.append({
    at: clock.now(), actor: SYSTEM, door: 'job', action: 'purge', task: number,
    facts: { entries: head.seq, head: head.hash, created: createdAt.toISOString(), closed: since.toISOString() },
  });
  await retention.bury({ number, ...head, createdAt, closedAt: since, audit });
};

const purge = async (task: ClosedTask, deps: Purging): Promise<boolean> => {
  await buried(task, deps);
  // Before the task, which names them: a crash in between leaves none behind. Were it reopened in this very moment, after years, they would be gone.
  await deps.attachments.forget(task.number);
  if (await deps.retention.remove(task.number, task.version)) {
    await deps.notices.forget(task.number);
    return true;
  }
  // Reopened in this very moment: it stays, and the audit's entry says no more than that it was about to go.
  await deps.retention.unbury(task.number);
  return false;
};

/** Asked again of the rules as they are now: a hold may have been set since the pass began, at another instance too, and what is gone comes back no more. */
const isKept = async (task: ClosedTask, playbooks: Purging['playbooks'], now: Date): Promise<boolean> => {
  if (whyKept(task, playbooks.current(), now) !== null) return true;
  await playbooks.refresh();
  return whyKept(task, playbooks.current(), now) !== null;
};

/** Purges what retention no longer keeps, a task at a time with its own error boundary. Ends early when asked to. Returns how many. */
export const purgeOld = async (deps: Purging, signal?: AbortSignal): Promise<number> => {
  const now = deps.clock.now();
  let purged = 0;
  for await (const task of deps.retention.closedBy(closedBy(deps.playbooks.current(), now))) {
    if (signal?.aborted) break;
    try {
      if (!(await isKept(task, deps.playbooks, now)) && (await purge(task, deps))) purged += 1;
    } catch (error) {
      deps.onFault(task.number, error);
    }
  }
  return purged;
};
