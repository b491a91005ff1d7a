// The audit: what is no change of a task and must be provable all the same. One chain for the practice, append-only, each entry
// carrying the hash of the one before (45 CFR 164.312(b), audit controls).
import type { ActorKey } from './command.js';
import { genesis, hashOf } from './history.js';
import type { Anchor } from './history.js';
import type { Door } from './words.js';

export const AUDIT_ACTIONS = ['denied', 'read', 'reveal', 'details_kept', 'sign_in', 'sign_in_refused', 'sign_out', 'export', 'purge', 'playbook_change', 'absence', 'intake_secret', 'calendar', 'import', 'resend'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What is to be recorded. `facts` are keys and counts: never an answer, a text or anything of a patient. */
export type AuditRecord = {
  at: Date;
  /** A person's key, or `system`. */
  actor: ActorKey;
  door: Door;
  action: AuditAction;
  task: number | null;
  facts: Readonly<Record<string, string | number | boolean>>;
};

/** An entry of the chain; `seq` counts from 1, without gaps. */
export type AuditEntry = AuditRecord & { seq: number; prev: string; hash: string };

/** What the first entry points at. No task can be called so: its chain can be taken for no other. */
const GENESIS = genesis('audit');

/** The entry that follows `head`; the first where there is none. */
export const chained = (head: Anchor | null, record: AuditRecord): AuditEntry => {
  const unsigned = { ...record, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? GENESIS };
  return { ...unsigned, hash: hashOf(unsigned) };
};

export type AuditFault = { seq: number; fault: 'edited' | 'missing_or_moved' | 'truncated' };
export type AuditVerdict = { entries: number; faults: readonly AuditFault[] };

/** Proves a chain entry by entry and holds one at a time. `anchor` is the last entry that was seen, kept outside the chain. */
export const auditVerifier = (anchor: Anchor | null): { see(entry: AuditEntry): void; end(): AuditVerdict } => {
  const faults: AuditFault[] = [];
  let last: Anchor = { seq: 0, hash: GENESIS };
  let [entries, anchored] = [0, false];
  return {
    see: (entry) => {
      const { hash, ...unsigned } = entry;
      entries += 1;
      if (hashOf(unsigned) !== hash) faults.push({ seq: entry.seq, fault: 'edited' });
      if (entry.seq !== last.seq + 1 || entry.prev !== last.hash) faults.push({ seq: entry.seq, fault: 'missing_or_moved' });
      if (entry.seq === anchor?.seq) {
        anchored = true;
        // Whoever rewrites an entry can work out its hash anew; the anchor is the one that they cannot reach.
        if (hash !== anchor.hash) faults.push({ seq: entry.seq, fault: 'edited' });
      }
      last = { seq: entry.seq, hash };
    },
    end: () => ({ entries, faults: anchored || anchor === null ? faults : [...faults, { seq: anchor.seq, fault: 'truncated' }] }),
  };
};
