// What waits to stand with others in one message: gathered once, whoever gathers it.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { gather } from '../../src/use-cases/gather.js';
import { testPlaybook } from '../support/playbook.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

const NOW = new Date('2026-12-07T14:00:00.000Z');
const reminder = (task: number, person = 'maria') => ({ key: `T-${task}/idle/1/2026-12-07`, task, kind: 'idle' as const, to: { person }, by: 'system', wanted: 1, waits: 'bundle' as const });
const message = (key: string, items: readonly string[]) => ({ key, kind: 'bundle' as const, person: 'maria', items });

let store: TestStore;
beforeAll(async () => { store = await openTestStore(); });
beforeEach(async () => { await store.connection.collection('notices').deleteMany({}); });
afterAll(() => store.close());

const deps = () => ({ ...store, playbooks: { current: () => testPlaybook() }, clock: { now: () => NOW }, wallClock: () => NOW, send: () => undefined });
const messages = async () => (await store.connection.collection<{ _id: string; items?: string[] }>('notices').find({ kind: 'bundle' }).sort({ _id: 1 }).toArray()).map(({ _id, items }) => [_id, items?.length]);

test('what is held is sent by nobody, and is held once', async () => {
  await store.notices.add([reminder(1)], NOW);
  await store.notices.add([reminder(1)], NOW);
  expect(await store.notices.take(NOW, 1000)).toBeNull();
  expect((await store.bundles.held()).map(({ key, person }) => [key, person])).toEqual([['T-1/idle/1/2026-12-07', 'maria']]);
});

test('a place is taken once, and what stands in a message says so', async () => {
  await store.notices.add([reminder(1), reminder(2)], NOW);
  const keys = (await store.bundles.held()).map(({ key }) => key);
  expect(await Promise.all([1, 2, 3].map(() => store.bundles.gather(message('told/maria/2026-12-07/1', keys), NOW)))).toEqual(expect.arrayContaining([true, false, false]));
  expect(await store.bundles.gathered([...keys, 'T-9/idle'])).toEqual(keys);
  expect(await store.bundles.count('told/maria/2026-12-07/')).toBe(1);
  await store.bundles.settle(keys, 'gathered');
  expect(await store.bundles.held()).toEqual([]);
  expect((await store.bundles.items(keys)).map(({ task }) => task).sort()).toEqual([1, 2]);
});

test('gathered by a process that ended before it said so: nothing is told twice, and nothing is left', async () => {
  await store.notices.add([reminder(1), reminder(2)], NOW);
  await store.bundles.gather(message('told/maria/2026-12-06/1', ['T-1/idle/1/2026-12-07']), NOW);
  await gather(deps());
  expect(await messages()).toEqual([['told/maria/2026-12-06/1', 1], ['told/maria/2026-12-07/1', 1]]);
  expect(await store.bundles.held()).toEqual([]);
});

test('gathered by four at once, everything stands in one message and in no other', async () => {
  await store.notices.add(Array.from({ length: 40 }, (_, index) => reminder(index + 1, index % 2 === 0 ? 'maria' : 'sam')), NOW);
  await Promise.all([1, 2, 3, 4].map(() => gather(deps())));
  expect(await messages()).toEqual([['told/maria/2026-12-07/1', 20], ['told/sam/2026-12-07/1', 20]]);
});

test('over the cap nothing is sent: it waits for the digest', async () => {
  for (let sent = 1; sent <= 8; sent += 1) {
    await store.notices.add([reminder(sent)], NOW);
    await gather(deps());
  }
  expect(await messages()).toHaveLength(testPlaybook().attention.max_messages_per_person);
  expect(await store.bundles.held()).toEqual([]);
});

test('a digest that was missed is recorded, and is there for whoever asks', async () => {
  await store.bundles.missed({ key: 'digest/front_desk/2026-12-06', kind: 'digest', person: 'dana', items: ['front_desk'] }, NOW);
  await store.bundles.gather({ key: 'digest/front_desk/2026-12-07', kind: 'digest', person: 'dana', items: ['front_desk'] }, NOW);
  expect(Object.fromEntries(await store.bundles.known(['digest/front_desk/2026-12-05', 'digest/front_desk/2026-12-06', 'digest/front_desk/2026-12-07'])))
    .toEqual({ 'digest/front_desk/2026-12-06': 'missed', 'digest/front_desk/2026-12-07': 'there' });
  expect(await store.notices.take(NOW, 1000)).toMatchObject({ key: 'digest/front_desk/2026-12-07' });
});
