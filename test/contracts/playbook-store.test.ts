import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlaybookVersion } from '../../src/ports/playbook-store.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const version = (number: number, over: Partial<PlaybookVersion> = {}): PlaybookVersion => ({
  version: number,
  at: new Date('2026-12-07T14:00:00.000Z'),
  by: 'dana',
  why: '',
  yaml: null,
  body: { practice: { name: 'Riverside' }, hours: { mon: '08:00-17:00' }, queues: [], 'a key.with $signs': [1, null, true] },
  ...over,
});

test('versions are added one after the other and stay', async () => {
  expect(await store.playbooks.latest()).toBeNull();
  expect(await store.playbooks.lastImported()).toBeNull();
  expect(await store.playbooks.list({ skip: 0, limit: 10 })).toEqual({ versions: [], total: 0 });
  const imported = version(1, { by: 'system', yaml: { digest: 'd1', text: 'practice: {}' } });
  expect(await store.playbooks.add(imported)).toEqual({ result: 'stored' });
  expect(await store.playbooks.add(version(2, { why: 'Priya joined' }))).toEqual({ result: 'stored' });
  expect(await store.playbooks.latest()).toEqual(version(2, { why: 'Priya joined' }));
  expect(await store.playbooks.load(1)).toEqual(imported);
  expect(await store.playbooks.load(9)).toBeNull();
  expect(await store.playbooks.lastImported()).toEqual(imported);
});

test('they are listed from the newest on, a page at a time, with who, when and why', async () => {
  const { version: _number, yaml: _yaml, body: _body, ...said } = version(2, { why: 'Priya joined' });
  expect(await store.playbooks.list({ skip: 0, limit: 1 })).toEqual({ versions: [{ ...said, version: 2 }], total: 2 });
  expect(await store.playbooks.list({ skip: 1, limit: 1 })).toMatchObject({ versions: [{ version: 1, by: 'system' }], total: 2 });
});

test('an import keeps beside its body what the file alone said', async () => {
  const merged = version(3, { by: 'system', yaml: { digest: 'd2', text: 'practice: {}', settings: { practice: { name: 'Riverside' } } } });
  await store.playbooks.add(merged);
  expect(await store.playbooks.lastImported()).toEqual(merged);
});

test('of several at once one becomes the next; none replaces another or leaves a gap', async () => {
  const next = ((await store.playbooks.latest())?.version ?? 0) + 1;
  const rivals = await Promise.all(Array.from({ length: 10 }, (_, index) => store.playbooks.add(version(next, { why: `rival ${index}` }))));
  expect(rivals.filter(({ result }) => result === 'stored')).toHaveLength(1);
  expect(await store.playbooks.add(version(next + 2))).toEqual({ result: 'lost_race' });
  expect(await store.playbooks.add(version(next - 1))).toEqual({ result: 'lost_race' });
  expect((await store.playbooks.latest())?.version).toBe(next);
});

test('whose making the audit holds is said of each version, and changes nothing else of it', async () => {
  const before = await store.playbooks.load(2);
  const all = (await store.playbooks.unrecorded()).map((each) => each.version);
  expect(all).toContain(2);
  await store.playbooks.recorded(2);
  expect((await store.playbooks.unrecorded()).map((each) => each.version)).toEqual(all.filter((each) => each !== 2));
  expect(await store.playbooks.load(2)).toEqual(before);
});
