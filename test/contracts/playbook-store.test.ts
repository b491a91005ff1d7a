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
  expect(await store.playbooks.importedDigest()).toBeNull();
  const imported = version(1, { by: 'system', yaml: { digest: 'd1', text: 'practice: {}' } });
  expect(await store.playbooks.add(imported)).toEqual({ result: 'stored' });
  expect(await store.playbooks.add(version(2, { why: 'Priya joined' }))).toEqual({ result: 'stored' });
  expect(await store.playbooks.latest()).toEqual(version(2, { why: 'Priya joined' }));
  expect(await store.playbooks.load(1)).toEqual(imported);
  expect(await store.playbooks.load(3)).toBeNull();
  expect(await store.playbooks.importedDigest()).toBe('d1');
});

test('of several at once one becomes the next; none replaces another or leaves a gap', async () => {
  const next = ((await store.playbooks.latest())?.version ?? 0) + 1;
  const rivals = await Promise.all(Array.from({ length: 10 }, (_, index) => store.playbooks.add(version(next, { why: `rival ${index}` }))));
  expect(rivals.filter(({ result }) => result === 'stored')).toHaveLength(1);
  expect(await store.playbooks.add(version(next + 2))).toEqual({ result: 'lost_race' });
  expect(await store.playbooks.add(version(next - 1))).toEqual({ result: 'lost_race' });
  expect((await store.playbooks.latest())?.version).toBe(next);
});
