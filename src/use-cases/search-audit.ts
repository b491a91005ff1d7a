// `/admin/audit`: an auditor searches the audit and takes out what was found. Taking it out is an entry of it.
import type { AuditEntry } from '../domain/audit.js';
import { mayRule, whoMayRule } from '../domain/permissions.js';
import type { Person } from '../domain/playbook.js';
import type { AuditMark, AuditQuery, AuditStore } from '../ports/audit-store.js';
import { csvLine } from '../view/csv.js';
import { refusalText } from '../view/refusal-text.js';
import { noteDenied } from './denied.js';
import type { Deps } from './deps.js';
import { auditRow, COLUMNS } from './export-audit.js';

export type AuditFormat = 'csv' | 'ndjson';

export type SearchAudit = {
  /** Null where they may; else the sentence that says who does. The attempt is recorded. */
  denied(person: Person): string | null;
  /** A page of what fits, the newest first; `next` is where the next page begins. */
  look(query: AuditQuery, before: AuditMark | null): Promise<{ entries: readonly AuditEntry[]; next: AuditMark | null }>;
  /** All that fits, line by line, once it is recorded who took it out. */
  takeOut(person: Person, query: AuditQuery, format: AuditFormat): Promise<AsyncIterable<string>>;
};

const PAGE = 50;

const lines = async function* (entries: AsyncIterable<AuditEntry>, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${csvLine(COLUMNS)}\r\n`;
  for await (const entry of entries) {
    const row = auditRow(entry);
    yield format === 'csv' ? `${csvLine(COLUMNS.map((column) => row[column]))}\r\n` : `${JSON.stringify(row)}\n`;
  }
};

/** What was asked for, in keys. */
const asked = ({ task, from, until, ...rest }: AuditQuery): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...rest, task: task === undefined ? undefined : `T-${String(task)}`, from: from?.toISOString(), until: until?.toISOString() }).filter((pair): pair is [string, string] => pair[1] !== undefined).map(([name, value]) => [`for_${name}`, value]));

export const makeSearchAudit = ({ audit, auditStore, playbooks, clock }: Pick<Deps, 'audit' | 'playbooks' | 'clock'> & { auditStore: Pick<AuditStore, 'search' | 'matching'> }): SearchAudit => ({
  denied: (person) => {
    if (mayRule(person, 'read_audit')) return null;
    const refusal = { code: 'not_allowed', action: 'read_audit', who: whoMayRule('read_audit', playbooks.current()) } as const;
    noteDenied(audit, refusal, { actor: person.key, door: 'web', verb: 'audit', task: null });
    return refusalText(refusal, 'audit', null, playbooks.current(), clock.now());
  },
  look: async (query, before) => {
    const found = await auditStore.search(query, { before, limit: PAGE + 1 });
    const entries = found.slice(0, PAGE);
    return { entries, next: found.length > PAGE ? (entries.at(-1) ?? null) : null };
  },
  takeOut: async (person, query, format) => {
    await audit.keep({ actor: person.key, door: 'web', action: 'export', task: query.task ?? null, facts: { what: 'audit', format, ...asked(query) } });
    return lines(auditStore.matching(query), format);
  },
});
