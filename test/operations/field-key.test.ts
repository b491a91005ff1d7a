// One store, one field key: what was sealed can be opened by every instance, or the instance does not start.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import { holdKey, releaseOlderKeys } from '../../src/use-cases/hold-key.js';
import { openFreshDatabase } from '../support/fresh-database.js';
import { runScript } from '../support/run-script.js';
import { refusedStart, serve } from '../support/serving.js';

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((each) => Buffer.alloc(32, each).toString('base64')) as [string, string, string];
const OTHER_KEY = 'FIELD_KEY is not the key that this store’s texts are sealed with.';

describe('an instance on a store that others use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-keys-'));
  let database: Awaited<ReturnType<typeof openFreshDatabase>>;
  beforeAll(async () => { database = await openFreshDatabase(); });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const env = (over: Record<string, string>) => ({ DATA_DIR: join(folder, 'a'), MONGODB_URI: database.uri, ...over });
  const startsAndStops = async (over: Record<string, string>) => (await serve(env(over))).stop();

  test('two of them without FIELD_KEY, each with a key of its own making: the second does not start', async () => {
    expect(await startsAndStops({})).toBe(0);
    const { code, said } = await refusedStart(env({ DATA_DIR: join(folder, 'b') }));
    expect(code).toBe(78);
    expect(said).toContain(OTHER_KEY);
    expect(await startsAndStops({})).toBe(0);
  });

  test('another FIELD_KEY is refused, and is taken with the one before it beside it', async () => {
    const held = await connectStore({ uri: database.uri, log: { info: () => undefined, warn: () => undefined } });
    await held.connection.dropDatabase();
    await held.close();
    expect(await startsAndStops({ FIELD_KEY: FIRST })).toBe(0);
    expect((await refusedStart(env({ FIELD_KEY: SECOND }))).said).toContain(OTHER_KEY);
    expect(await startsAndStops({ FIELD_KEY: SECOND, OLD_FIELD_KEY: FIRST })).toBe(0);
    expect((await refusedStart(env({ FIELD_KEY: SECOND }))).said).toContain('OLD_FIELD_KEY is missing');
    expect((await refusedStart(env({ FIELD_KEY: FIRST }))).said).toContain(OTHER_KEY);
    expect((await runScript('rotate-key', { env: env({ FIELD_KEY: THIRD, OLD_FIELD_KEY: FIRST }) })).stderr).toContain(OTHER_KEY);
    expect(await runScript('rotate-key', { env: env({ FIELD_KEY: SECOND, OLD_FIELD_KEY: FIRST }) })).toMatchObject({ code: 0 });
    expect(await startsAndStops({ FIELD_KEY: SECOND })).toBe(0);
  });

  test('a rotation that ends late, when the key was changed once more, takes nothing back', async () => {
    const store = await connectStore({ uri: database.uri, log: { info: () => undefined, warn: () => undefined } });
    try {
      await store.connection.dropDatabase();
      await holdKey(store.keyMarks, { current: 'second', older: [] });
      await holdKey(store.keyMarks, { current: 'third', older: ['second'] });
      await releaseOlderKeys(store.keyMarks, 'second').catch(() => undefined);
      expect(await store.keyMarks.read()).toEqual({ current: 'third', older: ['second'] });
    } finally {
      await store.close();
    }
  });

  test('of many that start at once with keys of their own, one gets the store', async () => {
    const store = await connectStore({ uri: database.uri, log: { info: () => undefined, warn: () => undefined } });
    try {
      await store.connection.dropDatabase();
      const held = await Promise.all(Array.from({ length: 6 }, (_each, nth) => holdKey(store.keyMarks, { current: `key-${nth}`, older: [] })));
      expect(held.filter(({ ok }) => ok)).toHaveLength(1);
      expect(held.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 5 }, () => ({ ok: false, why: 'other_key' })));
    } finally {
      await store.close();
    }
  });
});
