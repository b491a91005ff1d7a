// Figures of days, and what they are counted from, as any store has to keep them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DayRow } from '../../src/domain/insights/days.js';
import { creation, todoTask } from '../support/sample-task.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const row: DayRow = { queue: 'front_desk', type: null, made: { 'phone 9': 2 }, sorted: [60_000], done: 1, reopened: 0, late: 3, decisions: [{ insurer: 'aetna', days: 4.5, limit: null }], suggested: 1, accepted: 1 };

test('a day is kept once, comes back as it was, and the latest is known', async () => {
  expect(await store.days.last()).toBeNull();
  await store.days.keep({ day: '2026-12-08', rows: [] });
  await store.days.keep({ day: '2026-12-07', rows: [row, { ...row, late: 4 }] });
  await store.days.keep({ day: '2026-12-07', rows: [row] });
  expect(await store.days.last()).toBe('2026-12-08');
  expect(await store.days.since('2026-12-07')).toEqual([{ day: '2026-12-07', rows: [row] }, { day: '2026-12-08', rows: [] }]);
  expect(await store.days.since('2026-12-08')).toEqual([{ day: '2026-12-08', rows: [] }]);
  await store.days.forget();
  expect(await store.days.last()).toBeNull();
});

const all = async <Each>(each: AsyncIterable<Each>) => {
  const found: Each[] = [];
  for await (const one of each) found.push(one);
  return found;
};

test('open tasks come without their histories, and changed ones with them', async () => {
  const [early, late] = [new Date('2026-12-07T14:00:00Z'), new Date('2026-12-09T14:00:00Z')];
  const later = todoTask(2, { createdAt: late });
  await store.tasks.insert(creation(todoTask(1)));
  await store.tasks.insert(creation(later));
  await store.tasks.insert(creation(todoTask(3, { state: { status: 'done', outcome: 'rescheduled' } })));
  expect((await all(store.tasks.open())).map(({ task, changedAt }) => [task.number, task.history, changedAt])).toEqual([[1, [], early], [2, [], late]]);
  expect(await all(store.tasks.changedSince(late))).toEqual([later]);
});
