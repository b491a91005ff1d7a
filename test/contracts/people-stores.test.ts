// Days off and handoffs, as any store of them has to keep them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answered, offered, settled } from '../../src/domain/handoff.js';
import type { Handoff } from '../../src/domain/handoff.js';
import { testPlaybook } from '../support/playbook.js';
import { after, MONDAY } from '../support/sample-task.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('days off are kept a person, and the last word counts', async () => {
  expect(await store.absences.find('maria')).toBeNull();
  await store.absences.put({ person: 'maria', away: [{ from: '2026-12-24', to: '2027-01-01' }], returned: null });
  await store.absences.put({ person: 'sam', away: [], returned: '2026-12-07' });
  await store.absences.put({ person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null });
  expect(await store.absences.find('maria')).toEqual({ person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null });
  expect(await store.absences.all()).toEqual([{ person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null }, { person: 'sam', away: [], returned: '2026-12-07' }]);
});

const handoff = (id: string): Handoff => offered({ id, from: 'maria', to: 'sam', tasks: [1, 2], note: { sealed: 'b64', key: 'k1' }, door: 'slack' }, testPlaybook(), MONDAY);

test('a handoff is made once, and comes back as it was', async () => {
  expect(await store.handoffs.add(handoff('h1'))).toBe('stored');
  expect(await store.handoffs.add({ ...handoff('h1'), to: 'dana' })).toBe('already');
  expect(await store.handoffs.find('h1')).toEqual(handoff('h1'));
  expect(await store.handoffs.find('h2')).toBeNull();
});

test('of several answers at once one counts', async () => {
  await store.handoffs.add(handoff('h3'));
  const rivals = await Promise.all((['accepted', 'declined', 'withdrawn', 'accepted'] as const).map((state) => store.handoffs.change(answered(handoff('h3'), state, 'slack', after(1)))));
  expect(rivals.filter((stored) => stored)).toHaveLength(1);
});

test('is looked after when its moment comes, the longest waiting first, and never again when it is over', async () => {
  await store.handoffs.add({ ...handoff('h4'), lookAt: after(-60) });
  expect((await store.handoffs.owing(after(-30), 10)).map(({ id }) => id)).toEqual(['h4']);
  const over = settled(answered(handoff('h4'), 'accepted', 'slack', after(1)), { moved: [1], stayed: [{ task: 2, why: 'moved_on' }] });
  expect(await store.handoffs.change({ ...over, version: 2 })).toBe(true);
  expect((await store.handoffs.owing(after(10_000), 10)).map(({ id }) => id)).not.toContain('h4');
  expect((await store.handoffs.pending()).map(({ id }) => id)).not.toContain('h4');
  expect(await store.handoffs.find('h4')).toEqual({ ...over, version: 2 });
});
