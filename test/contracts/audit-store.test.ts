import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { AuditEntry, AuditRecord } from '../../src/domain/audit.js';
import { verifyAudit } from '../../src/use-cases/verify-audit.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

const record = (given: Partial<AuditRecord> = {}): AuditRecord => ({ at: new Date('2026-12-07T14:00:00.000Z'), actor: 'maria', door: 'web', action: 'reveal', task: 12, facts: { field: 'patient_ref' }, ...given });

let store: TestStore;
/** Another instance on the same database. */
let other: Store;
beforeAll(async () => {
  store = await openTestStore();
  other = await connectStore({ uri: store.uri, log: { info: () => undefined, warn: () => undefined } });
});
afterAll(async () => {
  await other.close();
  await store.close();
});

const entries = async () => {
  const all: AuditEntry[] = [];
  for await (const entry of store.audit.all()) all.push(entry);
  return all;
};

test('an empty audit is whole and has no head', async () => {
  expect(await store.audit.head()).toBeNull();
  expect(await verifyAudit(store)).toEqual({ entries: 0, faults: [] });
});

test('an entry comes back as it was recorded, chained, and is the head', async () => {
  const first = await store.audit.append(record());
  const second = await store.audit.append(record({ action: 'sign_out', task: null, facts: {} }));
  expect(first).toMatchObject({ ...record(), seq: 1 });
  expect(second).toMatchObject({ seq: 2, prev: first.hash, task: null, facts: {} });
  expect(await entries()).toEqual([first, second]);
  expect(await store.audit.head()).toEqual({ seq: 2, hash: second.hash });
});

test('twenty at once from two instances make one chain, without a gap, a fork or a loss', async () => {
  const before = (await entries()).length;
  const added = await Promise.all(Array.from({ length: 20 }, (_, each) => (each % 2 === 0 ? store : other).audit.append(record({ facts: { each } }))));
  const all = await entries();
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 20 }, (_, index) => index + 1));
  expect(new Set(all.slice(before).map(({ facts }) => facts['each'])).size).toBe(20);
  expect(added.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(all.slice(before).map(({ seq }) => seq));
  expect(await verifyAudit(other)).toEqual({ entries: before + 20, faults: [] });
  expect(await store.audit.head()).toEqual({ seq: before + 20, hash: all.at(-1)?.hash });
});

test('a search gives the newest that fits, page by page, each once, whatever came at the same moment', async () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 11, 8, 14, minute));
  for (const minute of [1, 2, 2, 2, 3]) await store.audit.append(record({ actor: 'ben', task: 99, action: 'read', at: at(minute) }));
  const all = (await entries()).filter(({ actor }) => actor === 'ben').toReversed();
  const first = await store.audit.search({ actor: 'ben' }, { before: null, limit: 2 });
  const second = await store.audit.search({ actor: 'ben' }, { before: first.at(-1) ?? null, limit: 2 });
  const third = await store.audit.search({ actor: 'ben' }, { before: second.at(-1) ?? null, limit: 2 });
  expect([...first, ...second, ...third]).toEqual(all);
  expect(await store.audit.search({ actor: 'ben', action: 'read', task: 99, from: at(2), until: at(3) }, { before: null, limit: 10 })).toEqual(all.slice(1, 4));
  expect(await store.audit.search({ actor: 'ben', action: 'reveal' }, { before: null, limit: 10 })).toEqual([]);
  const streamed: AuditEntry[] = [];
  for await (const entry of store.audit.matching({ task: 99 })) streamed.push(entry);
  expect(streamed).toEqual(all.toReversed());
});

test('a write that the store refuses is the caller’s to know, and stops no later one', async () => {
  const before = (await entries()).length;
  await expect(store.audit.append(record({ action: 'nothing' as 'read' }))).rejects.toThrow();
  expect(await store.audit.append(record())).toMatchObject({ seq: before + 1 });
});

test('what was cut off at the end is never covered by what comes after it', async () => {
  const all = await entries();
  const { db } = store.connection;
  await db?.collection<{ _id: number }>('audit').deleteOne({ _id: all.length });
  expect((await verifyAudit(store)).faults).toEqual([{ seq: all.length, fault: 'truncated' }]);
  await store.audit.append(record());
  await store.audit.append(record());
  expect((await verifyAudit(store)).faults).toContainEqual({ seq: all.length + 1, fault: 'missing_or_moved' });
});
