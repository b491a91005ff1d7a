import type { AuditAction, AuditEntry, AuditRecord } from '../domain/audit.js';
import type { Anchor } from '../domain/history.js';

/** What is looked for: all that is named must fit. From the first moment, up to and without the second. */
export type AuditQuery = { task?: number; actor?: string; action?: AuditAction; from?: Date; until?: Date };
/** An entry's place in a search: the page after it holds what is older. */
export type AuditMark = Pick<AuditEntry, 'at' | 'seq'>;

/** The practice's audit: added to, never changed. */
export type AuditStore = {
  /** Adds an entry after the last, whoever else adds one meanwhile, here or in another process. It is stored when this resolves. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** Every entry, ascending, streamed. */
  all(): AsyncIterable<AuditEntry>;
  /** The newest entries that fit, older than the mark; by an index, however long the audit is. */
  search(query: AuditQuery, page: { before: AuditMark | null; limit: number }): Promise<readonly AuditEntry[]>;
  /** Every entry that fits, the oldest first, streamed. */
  matching(query: AuditQuery): AsyncIterable<AuditEntry>;
  /** One entry by its place; null where there is none. */
  entry(seq: number): Promise<AuditEntry | null>;
  /** The last entry that was added, as it is remembered outside the collection; null before the first. */
  head(): Promise<Anchor | null>;
};
