import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const forgottenAfter = async (collection: string) =>
  (await store.connection.collection(collection).indexes()).map((index) => index.expireAfterSeconds).filter((seconds) => seconds !== undefined);

describe('what was delivered', () => {
  test('is not there before it is marked', async () => {
    expect(await store.seen.has('event-1')).toBe(false);
    expect(await store.seen.mark('event-1')).toBe(true);
    expect(await store.seen.has('event-1')).toBe(true);
    expect(await store.seen.mark('event-1')).toBe(false);
  });

  test('one of many at once is the first', async () => {
    const marks = await Promise.all(Array.from({ length: 20 }, () => store.seen.mark('event-2')));
    expect(marks.filter((first) => first)).toHaveLength(1);
  });

  test('is forgotten after an hour', async () => {
    expect(await forgottenAfter('seen')).toEqual([3600]);
  });
});

describe('what a form keeps', () => {
  const draft = {
    form: 'V1',
    source: { platform: 'slack', channel: 'C1', ts: '1.2', thread: '1.2', link: 'https://chat.example/1', author: 'U1' },
    sourceText: { sealed: 'abc', key: 'k' },
    cameBy: 'chat' as const,
    suggestion: null,
  };

  test('is found by the form', async () => {
    await store.drafts.keep(draft);
    expect(await store.drafts.find('V1')).toEqual(draft);
    expect(await store.drafts.find('V2')).toBeNull();
  });

  test('takes a suggestion, where it is still there', async () => {
    const suggestion = { origin: 'model@x', types: [], notATask: 1, priority: 'low' as const, second: null };
    await store.drafts.keep({ ...draft, form: 'V4' });
    await store.drafts.suggest('V4', suggestion);
    await store.drafts.suggest('V5', suggestion);
    expect(await store.drafts.find('V4')).toEqual({ ...draft, form: 'V4', suggestion });
    expect(await store.drafts.find('V5')).toBeNull();
  });

  test('is replaced as a whole', async () => {
    const empty = { form: 'V3', source: null, sourceText: null, cameBy: null, suggestion: null };
    await store.drafts.keep({ ...draft, form: 'V3' });
    await store.drafts.keep(empty);
    expect(await store.drafts.find('V3')).toEqual(empty);
  });

  test('is forgotten after a day', async () => {
    expect(await forgottenAfter('drafts')).toEqual([86_400]);
  });
});
