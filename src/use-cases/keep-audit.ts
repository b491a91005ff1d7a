// How use cases write the audit: before the answer where the answer depends on it, after it everywhere else.
import type { AuditRecord } from '../domain/audit.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { Clock } from '../ports/clock.js';

type Given = Omit<AuditRecord, 'at'>;

export type Audit = {
  /** Stored when this resolves: what may not happen unrecorded waits for it. */
  keep(record: Given): Promise<void>;
  /** Stored after the answer, so that nobody waits; a failure reaches `onFault` and nobody else. `then` comes once it is stored. */
  note(record: Given, then?: () => Promise<void>): void;
  /** Resolves when all that was noted is stored or reported. */
  settled(): Promise<void>;
};

export const keepAudit = ({ audit, clock, onFault }: { audit: Pick<AuditStore, 'append'>; clock: Clock; onFault(lost: AuditRecord, error: unknown): void }): Audit => {
  const underWay = new Set<Promise<unknown>>();
  const keep = async (record: Given) => void (await audit.append({ ...record, at: clock.now() }));
  return {
    keep,
    note: (given, then) => {
      const record = { ...given, at: clock.now() };
      const one: Promise<unknown> = audit.append(record).then(then && (() => then())).catch((error: unknown) => onFault(record, error)).finally(() => underWay.delete(one));
      underWay.add(one);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};
