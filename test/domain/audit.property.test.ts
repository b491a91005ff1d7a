import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AUDIT_ACTIONS, auditVerifier, chained } from '../../src/domain/audit.js';
import type { AuditEntry, AuditRecord } from '../../src/domain/audit.js';
import { DOORS } from '../../src/domain/words.js';

const record: fc.Arbitrary<AuditRecord> = fc.record({
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  actor: fc.constantFrom('maria', 'dana', 'system'),
  door: fc.constantFrom(...DOORS),
  action: fc.constantFrom(...AUDIT_ACTIONS),
  task: fc.option(fc.integer({ min: 1, max: 99 })),
  facts: fc.dictionary(fc.constantFrom('field', 'verb', 'page'), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
});
const chain = fc.array(record, { minLength: 1, maxLength: 12 }).map((records) => records.reduce<AuditEntry[]>((entries, next) => [...entries, chained(entries.at(-1) ?? null, next)], []));

/** A chain and what somebody with a hand in the database makes of it. */
const harmed = (harm: (entries: readonly AuditEntry[], at: number) => AuditEntry[]) =>
  fc.tuple(chain, fc.nat()).map(([entries, pick]) => ({ entries, after: harm(entries, pick % entries.length), at: pick % entries.length }));

const faultsOf = (entries: readonly AuditEntry[], anchored: readonly AuditEntry[]) => {
  const verifier = auditVerifier(anchored.at(-1) ?? null);
  entries.forEach(verifier.see);
  return verifier.end().faults;
};
const isFound = ({ entries, after }: { entries: readonly AuditEntry[]; after: readonly AuditEntry[] }) => expect(faultsOf(after, entries)).not.toEqual([]);

/** Everything from `at` on, hashed anew: what somebody does who knows how the chain is made. */
const rehashed = (entries: readonly AuditEntry[], at: number, change: (entry: AuditEntry) => AuditRecord): AuditEntry[] =>
  entries.reduce<AuditEntry[]>((made, entry, index) => {
    const { seq: _seq, prev: _prev, hash: _hash, ...plain } = entry;
    return [...made, index < at ? entry : chained(made.at(-1) ?? null, index === at ? change(entry) : plain)];
  }, []);

describe('the audit', () => {
  test('is whole as it was written, whether the last entries have reached the anchor or not', () => {
    fc.assert(fc.property(chain, fc.nat(), (entries, pick) => {
      expect(faultsOf(entries, entries.slice(0, pick % (entries.length + 1)))).toEqual([]);
    }));
  });

  test('shows any edit', () => {
    const edits: ((entry: AuditEntry) => AuditEntry)[] = [
      (entry) => ({ ...entry, actor: `${entry.actor}x` }), (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 1) }), (entry) => ({ ...entry, task: (entry.task ?? 0) + 1 }),
      (entry) => ({ ...entry, facts: { ...entry.facts, added: true } }), (entry) => ({ ...entry, hash: entry.prev }), (entry) => ({ ...entry, action: entry.action === 'read' ? 'reveal' : 'read' }),
    ];
    for (const edit of edits) fc.assert(fc.property(harmed((entries, at) => entries.map((entry, index) => (index === at ? edit(entry) : entry))), isFound));
  });

  test('shows an edit whose maker worked out every later hash anew', () => {
    fc.assert(fc.property(harmed((entries, at) => rehashed(entries, at, (entry) => ({ ...entry, actor: `${entry.actor}x` }))), isFound));
  });

  test('shows any removal, and any cut', () => {
    fc.assert(fc.property(harmed((entries, at) => entries.filter((_entry, index) => index !== at)), isFound));
    fc.assert(fc.property(harmed((entries, at) => entries.slice(0, at)), isFound));
    fc.assert(fc.property(harmed((entries, at) => entries.slice(at + 1)), isFound));
  });

  test('shows an entry twice, and two that changed places', () => {
    fc.assert(fc.property(harmed((entries, at) => entries.toSpliced(at, 0, entries[at] as AuditEntry)), isFound));
    fc.assert(fc.property(harmed((entries, at) => [...entries.slice(at), ...entries.slice(0, at)]).filter(({ at }) => at > 0), isFound));
  });
});
