import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import { readPlaybook } from '../../src/playbook/read.js';
import { purgeOld } from '../../src/use-cases/purge.js';
import type { Purging } from '../../src/use-cases/purge.js';
import { verifyAudit } from '../../src/use-cases/verify-audit.js';
import { verifyHistories } from '../../src/use-cases/verify-histories.js';
import { creation, todoTask } from '../support/sample-task.js';
import { completesUnderMore, looksUp, makesTask } from '../support/steps.js';
import { openTestStore } from '../support/test-store.js';
import type { TestStore } from '../support/test-store.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const silent = { info: () => undefined, warn: () => undefined };
const listed = async <T>(stream: AsyncIterable<T>) => {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
};
const numbersIn = async (store: Store) => (await listed(store.tasks.all())).map(({ number }) => number);

describe('six years later', () => {
  let world: World;
  let store: Store;
  beforeAll(async () => {
    world = await openWorld({ playbook: 'retention: { legal_hold: [{ task: T-2, by: dana, why: Subpoena of May 12 }] }' });
    store = await connectStore({ uri: world.uri, log: silent });
    const maria = world.as('maria');
    for (const name of [await makesTask(world, maria, { owner: 'dana' }), await makesTask(world, maria, { owner: 'dana' })]) await completesUnderMore(world, maria, 'cancel', await looksUp(maria, name), { reason: 'not_a_task' });
    await makesTask(world, maria);
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });
  const noticesOf = (task: number) => store.connection.collection('notices').countDocuments({ task });

  test('nothing goes a day too early', async () => {
    await world.advance({ to: '2032-11-29T14:00:00.000Z' });
    expect(await numbersIn(store)).toEqual([1, 2, 3]);
  });

  test('what closed is gone with its notices; what is open or held stays', async () => {
    expect(await noticesOf(1)).toBeGreaterThan(0);
    await world.advance({ to: '2032-11-30T14:01:00.000Z' });
    expect(await numbersIn(store)).toEqual([2, 3]);
    expect(await noticesOf(1)).toBe(0);
    expect(await noticesOf(2)).toBeGreaterThan(0);
  });

  test('the proof is whole without it: number, dates and the head of its history are kept, and the purge is in the audit', async () => {
    expect(await verifyHistories(store)).toMatchObject({ tasks: 2, purged: 1, faults: [] });
    expect((await verifyAudit(store)).faults).toEqual([]);
    const [stone] = await listed(store.retention.tombstones());
    const entry = await store.audit.entry(stone?.audit ?? 0);
    expect(stone).toEqual({ number: 1, seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/), createdAt: expect.any(Date), closedAt: expect.any(Date), audit: entry?.seq });
    expect(entry).toMatchObject({ action: 'purge', actor: 'system', task: 1, facts: { entries: 2, head: stone?.hash } });
  });

  test('a person who asks for it is told that it is not there', async () => {
    const maria = world.as('maria');
    const channel = await maria.opensDm();
    await maria.command('/rounds', 'T-1', channel);
    expect(maria.ephemerals(channel).at(-1)?.text).toBe('There is no such task. Check the number, or find it by its type, owner or place.');
  });
});

describe('a purge', () => {
  const NOW = new Date('2026-03-03T15:00:00Z');
  const CLOSED = new Date('2020-03-03T14:00:00Z');
  const closed = (number: number) => todoTask(number, { state: { status: 'done', outcome: 'rescheduled' }, since: CLOSED });
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const purging = (over: Partial<Purging> = {}, faults: unknown[] = []): Purging => {
    const reading = readPlaybook('');
    if (!reading.ok) throw new Error('the starter has faults');
    return {
      playbooks: { current: () => reading.playbook, refresh: async () => undefined } as Purging['playbooks'], clock: { now: () => NOW }, retention: store.retention, auditStore: store.audit, notices: store.notices, attachments: store.attachments,
      onFault: (_task, error) => void faults.push(error), ...over,
    };
  };
  const crash = async (): Promise<never> => {
    throw new Error('the power is gone');
  };
  const insert = async (number: number) => {
    const task = closed(number);
    await store.tasks.insert(creation(task));
    await store.tasks.anchor(number, { seq: task.version, hash: task.history.at(-1)?.hash ?? '' });
    await store.tasks.settle({ number, version: task.version, keys: [] });
  };

  test.each([
    ['before the tombstone', () => ({ retention: { ...store.retention, bury: crash } })],
    ['before the notices are gone', () => ({ notices: { forget: crash } })],
    ['before the task is gone', () => ({ retention: { ...store.retention, remove: crash } })],
  ])('that ends %s leaves nothing that looks like a fault, and the next pass ends it', async (_when, broken) => {
    await insert(1);
    await insert(2);
    const faults: unknown[] = [];
    expect(await purgeOld(purging(broken(), faults))).toBe(0);
    expect(faults).toHaveLength(2);
    expect((await verifyHistories(store)).faults).toEqual([]);
    await purgeOld(purging());
    expect(await verifyHistories(store)).toMatchObject({ tasks: 0, purged: 2, faults: [] });
    expect((await verifyAudit(store)).faults).toEqual([]);
    for (const collection of ['tombstones', 'anchors']) await store.connection.collection(collection).deleteMany({});
  });

  test('stops for a task that is reopened in that very moment', async () => {
    await insert(3);
    const retention = { ...store.retention, remove: async (number: number, version: number) => {
      await store.connection.collection<{ _id: number }>('tasks').updateOne({ _id: number }, { $set: { open: true } });
      return store.retention.remove(number, version);
    } };
    expect(await purgeOld(purging({ retention }))).toBe(0);
    expect(await numbersIn(store)).toEqual([3]);
    expect(await store.retention.tombstone(3)).toBeNull();
  });

  test('takes no message of a task that is reopened in that very moment: its cards go on being edited', async () => {
    await store.notices.add([{ key: 'T-3/card/dana/1', task: 3, kind: 'card', to: { person: 'dana' }, by: 'maria', wanted: 1 }], NOW);
    await store.connection.collection<{ _id: number }>('tasks').updateOne({ _id: 3 }, { $set: { open: false } });
    const retention = { ...store.retention, remove: async () => false };
    expect(await purgeOld(purging({ retention }))).toBe(0);
    expect((await store.notices.about(3)).map(({ key }) => key)).toEqual(['T-3/card/dana/1']);
    await store.connection.collection<{ _id: number }>('tasks').deleteOne({ _id: 3 });
    await store.notices.forget(3);
    await store.connection.collection('anchors').deleteMany({});
  });

  test('stops for a legal hold that another instance was told of while it runs', async () => {
    await insert(6);
    await insert(7);
    const [before, held] = [readPlaybook(''), readPlaybook('retention: { legal_hold: all }')];
    if (!before.ok || !held.ok) throw new Error('the starter has faults');
    const gone: number[] = [];
    const retention = { ...store.retention, remove: async (number: number, version: number) => (gone.push(number), store.retention.remove(number, version)) };
    let current = before.playbook;
    const playbooks = { current: () => current, refresh: async () => void (gone.length > 0 && (current = held.playbook)) } as Purging['playbooks'];
    expect(await purgeOld(purging({ retention, playbooks }))).toBe(1);
    expect(gone).toHaveLength(1);
    expect(await numbersIn(store)).toHaveLength(1);
    for (const collection of ['tasks', 'tombstones', 'anchors']) await store.connection.collection(collection).deleteMany({});
  });

  describe('that was none', () => {
    const remove = (number: number) => store.connection.collection<{ _id: number }>('tasks').deleteOne({ _id: number });
    test('a task taken out by hand is found', async () => {
      await insert(4);
      await remove(4);
      expect((await verifyHistories(store)).faults).toEqual([{ task: 'T-4', seq: 1, fault: 'removed' }]);
    });

    test('and so are other dates on a tombstone than the audit has', async () => {
      await insert(8);
      const [all, deps] = [await store.tasks.load(8), purging()];
      expect(await purgeOld(deps)).toBe(1);
      expect(all).not.toBeNull();
      const stones = store.connection.collection<{ _id: number }>('tombstones');
      expect((await verifyHistories(store)).faults.filter(({ task }) => task === 'T-8')).toEqual([]);
      await stones.updateOne({ _id: 8 }, { $set: { closedAt: new Date('2019-01-01T00:00:00Z') } });
      expect((await verifyHistories(store)).faults).toContainEqual({ task: 'T-8', seq: 1, fault: 'not_purged' });
      await stones.deleteMany({});
      await store.connection.collection<{ _id: number }>('anchors').deleteOne({ _id: 8 });
    });

    test('and so is one under a tombstone that nobody laid', async () => {
      const head = closed(4).history.at(-1);
      const { seq: audit } = await store.audit.append({ at: NOW, actor: 'system', door: 'job', action: 'purge', task: 5, facts: { entries: 1, head: 'another' } });
      await store.retention.bury({ number: 4, seq: 1, hash: head?.hash ?? '', createdAt: CLOSED, closedAt: CLOSED, audit });
      expect((await verifyHistories(store)).faults).toEqual([{ task: 'T-4', seq: 1, fault: 'not_purged' }]);
    });
  });
});
