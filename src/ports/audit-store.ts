import type { AuditEntry, AuditRecord } from '../domain/audit.js';
import type { Anchor } from '../domain/history.js';

/** The practice's audit: added to, never changed. */
export type AuditStore = {
  /** Adds an entry after the last, whoever else adds one meanwhile, here or in another process. It is stored when this resolves. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** Every entry, ascending, streamed. */
  all(): AsyncIterable<AuditEntry>;
  /** One entry by its place; null where there is none. */
  entry(seq: number): Promise<AuditEntry | null>;
  /** The last entry that was added, as it is remembered outside the collection; null before the first. */
  head(): Promise<Anchor | null>;
};
