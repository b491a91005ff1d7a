// Every version of the rules stands in the audit: noted when it was made, and made good where the process ended before that.
import type { AuditRecord } from '../domain/audit.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { PlaybookStore } from '../ports/playbook-store.js';
import type { Audit } from './keep-audit.js';

type Change = Pick<AuditRecord, 'actor' | 'door'> & { version: number; facts?: AuditRecord['facts'] };

const entryOf = ({ version, facts, ...who }: Change): Omit<AuditRecord, 'at'> => ({ ...who, action: 'playbook_change', task: null, facts: { version, ...facts } });

/** Of a version that was just stored. Nobody waits for it. */
export const noteChange = ({ audit, store }: { audit: Pick<Audit, 'note'>; store: Pick<PlaybookStore, 'recorded'> }, change: Change): void =>
  audit.note(entryOf(change), () => store.recorded(change.version));

/** Those that are in the audit though their versions do not say so: of versions from before they said it, and of a process that ended between the two. */
const known = async (auditStore: Pick<AuditStore, 'all'>): Promise<ReadonlySet<unknown>> => {
  const versions = new Set<unknown>();
  for await (const { action, facts } of auditStore.all()) if (action === 'playbook_change') versions.add(facts['version']);
  return versions;
};

/** At a start: enters what is missing, marked as late. Two instances that start at once may both enter it. Gives how many were missing. */
export const recordChanges = async ({ audit, store, auditStore }: { audit: Pick<Audit, 'keep'>; store: PlaybookStore; auditStore: Pick<AuditStore, 'all'> }): Promise<number> => {
  const unrecorded = await store.unrecorded();
  if (unrecorded.length === 0) return 0;
  const there = await known(auditStore);
  const missing = unrecorded.filter(({ version }) => !there.has(version));
  for (const { version, by } of missing) await audit.keep(entryOf({ actor: by, door: 'job', version, facts: { late: true } }));
  for (const { version } of unrecorded) await store.recorded(version);
  return missing.length;
};
