import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Session, SignInLink } from '../../src/ports/sign-in-store.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Far ahead of the wall: the index that clears away must not come in between. */
const at = (minutes: number) => new Date(Date.parse('2199-01-01T12:00:00Z') + minutes * 60_000);
const link = (hash: string): SignInLink => ({ hash, person: 'maria', door: 'slack', page: '/tasks/T-1/details', endsAt: at(5) });
const session = (hash: string): Session => ({ hash, person: 'maria', idleUntil: at(15), endsAt: at(30) });

test('a link is taken once, by one of several', async () => {
  await store.signIns.addLink(link('once'));
  const taken = await Promise.all(Array.from({ length: 8 }, () => store.signIns.takeLink('once', at(1))));
  expect(taken.filter((each) => each !== null)).toEqual([link('once')]);
  expect(await store.signIns.takeLink('once', at(1))).toBeNull();
});

test('a link that has ended, or never was, is none', async () => {
  await store.signIns.addLink(link('late'));
  expect(await store.signIns.takeLink('late', at(5))).toBeNull();
  expect(await store.signIns.takeLink('unknown', at(1))).toBeNull();
});

test('a session holds while it is used, and not after its end', async () => {
  await store.signIns.addSession(session('used'));
  expect(await store.signIns.useSession('used', at(14), at(29))).toEqual({ ...session('used'), idleUntil: at(29) });
  expect(await store.signIns.useSession('used', at(28), at(43))).toMatchObject({ person: 'maria' });
  expect(await store.signIns.useSession('used', at(30), at(45))).toBeNull();
});

test('a session that was idle too long is over, and one that was ended at once', async () => {
  await store.signIns.addSession(session('idle'));
  expect(await store.signIns.useSession('idle', at(15), at(30))).toBeNull();
  await store.signIns.addSession(session('left'));
  expect(await store.signIns.endSession('left')).toMatchObject({ person: 'maria' });
  expect(await store.signIns.endSession('left')).toBeNull();
  expect(await store.signIns.useSession('left', at(1), at(16))).toBeNull();
});
