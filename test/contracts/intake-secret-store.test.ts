// Secrets of intake sources, as any store of them has to keep them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('a secret takes the place of the one that was read, and of no other', async () => {
  const { intakeSecrets } = store;
  const secret = (version: number, sealed: string) => ({ source: 'website', version, secret: { sealed, key: 'k1' }, madeAt: new Date(0), before: version === 1 ? null : { secret: { sealed: 'older', key: 'k1' }, endsAt: new Date(1) } });
  expect([await intakeSecrets.find('website'), await intakeSecrets.put(secret(2, 'none yet'))]).toEqual([null, false]);
  expect((await Promise.all(['a', 'b', 'c'].map((sealed) => intakeSecrets.put(secret(1, sealed))))).filter((stored) => stored)).toHaveLength(1);
  expect(await intakeSecrets.put(secret(2, 'next'))).toBe(true);
  expect(await intakeSecrets.put(secret(2, 'late'))).toBe(false);
  expect(await intakeSecrets.all()).toEqual([secret(2, 'next')]);
  expect(await intakeSecrets.find('website')).toEqual(secret(2, 'next'));
});
