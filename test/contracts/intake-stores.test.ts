// Secrets of intake sources, files of mail and how far mailboxes were read, as any store of them has to keep them.
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
  expect([await intakeSecrets.remove('website'), await intakeSecrets.remove('website'), await intakeSecrets.find('website')]).toEqual([true, false, null]);
  expect(await intakeSecrets.put(secret(1, 'begun anew'))).toBe(true);
});

test('files are kept a task, each once, and go with it', async () => {
  const { attachments } = store;
  const file = (id: string, task: number) => ({ id, task, at: new Date(Number(id)), name: { sealed: `n${id}`, key: 'k1' }, type: 'application/pdf', size: 3, content: { sealed: `c${id}`, key: 'k1' } });
  await attachments.add([file('2', 7), file('1', 7), file('3', 8)]);
  await attachments.add([{ ...file('1', 7), size: 99 }]);
  const { content: _content, ...first } = file('1', 7);
  expect((await attachments.of(7)).map(({ id }) => id)).toEqual(['1', '2']);
  expect((await attachments.of(7))[0]).toEqual(first);
  expect(await attachments.load('1')).toEqual(file('1', 7));
  await attachments.replace({ ...file('2', 7), content: { sealed: 'anew', key: 'k2' } });
  expect((await attachments.load('2'))?.content).toEqual({ sealed: 'anew', key: 'k2' });
  await attachments.forget(7);
  const left = [];
  for await (const each of attachments.all()) left.push(each.id);
  expect(left).toEqual(['3']);
});

test('how far a mailbox was read is kept a mailbox', async () => {
  const { mailCursors } = store;
  expect(await mailCursors.find('box')).toBeNull();
  await mailCursors.keep('box', { validity: '1', uid: 4, at: new Date(0) });
  await mailCursors.keep('box', { validity: '2', uid: 1, at: new Date(1) });
  expect(await mailCursors.find('box')).toEqual({ validity: '2', uid: 1, at: new Date(1) });
});
