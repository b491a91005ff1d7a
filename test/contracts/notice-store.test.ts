import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Notice } from '../../src/ports/notice-store.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

const NOW = new Date('2026-12-07T14:00:00.000Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const LEASE = 60_000;
const REF = { platform: 'slack', channel: 'D1', ts: '1.1' };

const card = (key: string, over: Partial<Notice> = {}) => ({ key, task: 12, kind: 'card' as const, to: { person: 'maria' }, by: 'dana', wanted: 1, ...over });

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.connection.collection('notices').deleteMany({});
});
afterAll(() => store.close());

const takeAll = async (now: Date): Promise<string[]> => {
  const notice = await store.notices.take(now, LEASE);
  return notice ? [notice.key, ...(await takeAll(now))] : [];
};

describe('the outbox', () => {
  test('one without a task is edited again by its key, and knows what it is about', async () => {
    await store.notices.add([{ ...card('offer'), task: null, about: 'h1' }], at(-600));
    const taken = await store.notices.take(at(-600), 1);
    expect(taken).toMatchObject({ key: 'offer', task: null, about: 'h1' });
    await store.notices.sent('offer', { platform: 'slack', channel: 'D1', ts: '1.1' }, 2, at(-600));
    await store.notices.renew('offer', 2, at(-600));
    expect(await store.notices.take(at(-600), 1)).toBeNull();
    await store.notices.renew('offer', 3, at(-600));
    expect(await store.notices.take(at(-600), 1)).toMatchObject({ key: 'offer', wanted: 3 });
    await store.notices.sent('offer', { platform: 'slack', channel: 'D1', ts: '1.1' }, 3, at(-600));
  });

  test('gives a notice as it was added', async () => {
    await store.notices.add([card('a', { to: { thread: { platform: 'slack', channel: 'C1', ts: '9.9' } } })], NOW);
    expect(await store.notices.take(NOW, LEASE)).toEqual({
      ...card('a'), to: { thread: { platform: 'slack', channel: 'C1', ts: '9.9' } },
      about: null, ref: null, shown: 0, state: 'queued', attempts: 1, nextAt: at(60), trouble: null,
    });
    expect(await store.notices.find('a')).toMatchObject({ key: 'a', attempts: 1, nextAt: at(60) });
    expect(await store.notices.find('b')).toBeNull();
  });

  test('a key is added once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.notices.add([card('a'), card('b')], NOW)));
    expect((await takeAll(at(1))).sort()).toEqual(['a', 'b']);
    await store.notices.sent('a', REF, 1, at(2));
    await store.notices.add([card('a', { wanted: 9 })], at(3));
    expect(await takeAll(at(4))).toEqual([]);
  });

  test('what was given up is kept for people to see, and tried again when they say so', async () => {
    await store.notices.add([card('old')], NOW);
    await store.notices.add([card('new'), card('fine')], at(5));
    await store.notices.failed('old', 'no_address');
    await store.notices.failed('new', 'http_410');
    expect((await store.notices.dead(10)).map(({ key, trouble }) => [key, trouble])).toEqual([['new', 'http_410'], ['old', 'no_address']]);
    expect([await store.notices.resend('old', at(9)), await store.notices.resend('old', at(9)), await store.notices.resend('fine', at(9))]).toEqual([true, false, false]);
    expect((await store.notices.dead(10)).map(({ key }) => key)).toEqual(['new']);
    expect((await takeAll(at(10))).sort()).toEqual(['fine', 'old']);
  });

  test('adding nothing is nothing', async () => {
    await store.notices.add([], NOW);
    expect(await store.notices.take(NOW, LEASE)).toBeNull();
  });

  test('a taken notice is nobody else\'s until its lease ends', async () => {
    await store.notices.add(Array.from({ length: 10 }, (_, index) => card(`n${index}`)), NOW);
    const taken = await Promise.all(Array.from({ length: 30 }, () => store.notices.take(at(1), LEASE)));
    const keys = taken.flatMap((notice) => (notice ? [notice.key] : []));
    expect(keys).toHaveLength(10);
    expect(new Set(keys).size).toBe(10);
    expect(await store.notices.take(at(60), LEASE)).toBeNull();
    expect(await store.notices.take(at(61), LEASE)).toMatchObject({ attempts: 2 });
  });

  test('the longest waiting comes first', async () => {
    await store.notices.add([card('late')], at(5));
    await store.notices.add([card('early')], NOW);
    expect(await takeAll(at(10))).toEqual(['early', 'late']);
  });

  test('a try that failed comes again when it should, and says why', async () => {
    await store.notices.add([card('a')], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.later('a', at(30), 'ratelimited');
    expect(await store.notices.take(at(29), LEASE)).toBeNull();
    expect(await store.notices.take(at(30), LEASE)).toMatchObject({ key: 'a', attempts: 2, trouble: 'ratelimited' });
    await store.notices.sent('a', REF, 1, at(31));
    await store.notices.refresh(12, 2, at(32));
    expect(await store.notices.take(at(32), LEASE)).toMatchObject({ attempts: 1, trouble: null });
  });

  test('what was given up never comes again', async () => {
    await store.notices.add([card('a')], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.failed('a', 'channel_not_found');
    await store.notices.refresh(12, 2, at(1));
    await store.notices.later('a', at(1), 'too late to say');
    expect(await store.notices.take(at(3600), LEASE)).toBeNull();
    expect(await store.connection.collection<{ _id: string }>('notices').findOne({ _id: 'a' })).toMatchObject({ state: 'failed', trouble: 'channel_not_found' });
  });
});

describe('editing in place', () => {
  test('cards and lines of the task are due again, and others are not', async () => {
    const others = [card('other', { task: 13 }), card('once', { kind: 'left' })];
    await store.notices.add([card('card'), card('line', { kind: 'line' }), ...others], NOW);
    for (const key of await takeAll(NOW)) await store.notices.sent(key, REF, 1, at(1));
    await store.notices.refresh(12, 3, at(2));
    expect((await takeAll(at(2))).sort()).toEqual(['card', 'line']);
  });

  test('a version that is shown already asks for nothing', async () => {
    await store.notices.add([card('a')], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.sent('a', REF, 4, at(1));
    await store.notices.refresh(12, 4, at(2));
    expect(await store.notices.take(at(3), LEASE)).toBeNull();
  });

  test('while it is being sent it is not taken again, and edited as soon as it is sent', async () => {
    await store.notices.add([card('a')], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.refresh(12, 2, at(1));
    expect(await store.notices.take(at(2), LEASE)).toBeNull();
    await store.notices.sent('a', REF, 1, at(3));
    expect(await store.notices.take(at(3), LEASE)).toMatchObject({ key: 'a', ref: REF, shown: 1, wanted: 2 });
    await store.notices.sent('a', REF, 2, at(4));
    expect(await store.notices.take(at(5), LEASE)).toBeNull();
  });

  test('a first try that is put off stays put off, and then shows the newest', async () => {
    await store.notices.add([card('a')], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.later('a', at(120), 'ratelimited');
    await store.notices.refresh(12, 5, at(1));
    expect(await store.notices.take(at(119), LEASE)).toBeNull();
    expect(await store.notices.take(at(120), LEASE)).toMatchObject({ ref: null, wanted: 5 });
  });

  test('an older version asks for nothing', async () => {
    await store.notices.add([card('a', { wanted: 5 })], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.sent('a', REF, 5, at(1));
    await store.notices.refresh(12, 3, at(2));
    expect(await store.notices.take(at(3), LEASE)).toBeNull();
  });

  test('asked for while the send is recorded, the newest is never forgotten', async () => {
    for (let round = 0; round < 20; round += 1) {
      const key = `race-${round}`;
      await store.notices.add([card(key, { task: 100 + round })], NOW);
      await store.notices.take(NOW, LEASE);
      await Promise.all([store.notices.sent(key, REF, 1, at(1)), store.notices.refresh(100 + round, 2, at(1))]);
      expect(await store.notices.take(at(1), LEASE)).toMatchObject({ key, wanted: 2 });
    }
  });

  test('a sender that was overtaken undoes nothing', async () => {
    await store.notices.add([card('a', { wanted: 2 })], NOW);
    await store.notices.take(NOW, LEASE);
    await store.notices.take(at(61), LEASE);
    await store.notices.sent('a', REF, 2, at(62));
    await store.notices.later('a', at(63), 'timeout');
    await store.notices.failed('a', 'timeout');
    expect(await store.notices.take(at(64), LEASE)).toBeNull();
  });
});

test('one that was added is there, also beside others and where a later release wrote more into it', async () => {
  const odd = { key: 'odd', task: 90, kind: 'card', to: { person: 'maria' }, by: 'dana', wanted: 1, later: 'more' } as const;
  const { later: _later, ...usual } = { ...odd, key: 'usual' };
  await Promise.all([store.notices.add([odd], NOW), store.notices.add([usual], NOW)]);
  expect((await store.notices.about(90)).map(({ key }) => key).sort()).toEqual(['odd', 'usual']);
});
