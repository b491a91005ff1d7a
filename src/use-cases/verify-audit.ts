// Proves the audit against its head, which is kept outside of it.
import { auditVerifier } from '../domain/audit.js';
import type { AuditVerdict } from '../domain/audit.js';
import type { AuditStore } from '../ports/audit-store.js';

/** The head is read first: what is added meanwhile lies behind it. */
export const verifyAudit = async ({ audit }: { audit: Pick<AuditStore, 'all' | 'head'> }): Promise<AuditVerdict> => {
  const verifier = auditVerifier(await audit.head());
  for await (const entry of audit.all()) verifier.see(entry);
  return verifier.end();
};
