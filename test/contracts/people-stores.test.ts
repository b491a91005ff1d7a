// Days off and handoffs, as any store of them has to keep them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { goneFor } from '../../src/domain/absence.js';
import type { Absence } from '../../src/domain/absence.js';
import { answered, offered, settled } from '../../src/domain/handoff.js';
import type { Handoff } from '../../src/domain/handoff.js';
import type { Playbooks } from '../../src/ports/playbooks.js';
import { keepAbsences } from '../../src/use-cases/keep-absences.js';
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
  const first: Absence = { person: 'maria', away: [{ from: '2026-12-24', to: '2027-01-01' }], returned: null };
  expect(await store.absences.replace(null, first)).toBe(true);
  expect(await store.absences.replace(null, { person: 'sam', away: [], returned: '2026-12-07' })).toBe(true);
  expect(await store.absences.replace(first, { person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null })).toBe(true);
  expect(await store.absences.find('maria')).toEqual({ person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null });
  expect(await store.absences.all()).toEqual([{ person: 'maria', away: [{ from: '2026-12-08', to: '2026-12-09' }], returned: null }, { person: 'sam', away: [], returned: '2026-12-07' }]);
});

test('what was said of somebody since it was read is not put aside', async () => {
  const said = (from: string): Absence => ({ person: 'kim', away: [{ from, to: from }], returned: null });
  expect(await store.absences.replace(null, said('2026-12-10'))).toBe(true);
  expect(await store.absences.replace(null, said('2026-12-11'))).toBe(false);
  expect(await store.absences.replace(said('2026-12-09'), said('2026-12-11'))).toBe(false);
  expect(await store.absences.find('kim')).toEqual(said('2026-12-10'));
});

test('two instances are told of days off of one person at once: both are kept', async () => {
  const rules = { current: () => testPlaybook(), refresh: async () => undefined } as unknown as Playbooks;
  const [one, other] = await Promise.all([keepAbsences(rules, store.absences), keepAbsences(rules, store.absences)]);
  const days = (from: string, back: string) => (before: Absence) => goneFor(before, { from, back }, '2026-12-07');
  await Promise.all([
    one.absences.change('lee', days('2026-12-08', '2026-12-09')), other.absences.change('lee', days('2026-12-15', '2026-12-16')), one.absences.change('lee', days('2026-12-22', '2026-12-23')),
  ]);
  expect((await store.absences.find('lee'))?.away.map(({ from }) => from)).toEqual(['2026-12-08', '2026-12-15', '2026-12-22']);
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

test('each person has one calendar address, by its hash; a new one takes the old one’s place', async () => {
  expect(await store.feeds.since('maria')).toBeNull();
  await store.feeds.give('maria', 'first', MONDAY);
  await store.feeds.give('maria', 'second', after(5));
  expect([await store.feeds.personOf('first'), await store.feeds.personOf('second'), await store.feeds.since('maria')]).toEqual([null, 'maria', after(5)]);
  expect([await store.feeds.takeAway('maria'), await store.feeds.takeAway('maria'), await store.feeds.personOf('second')]).toEqual([true, false, null]);
});
