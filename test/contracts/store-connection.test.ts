import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import { namesDatabase } from '../../adapters/mongo/uri.js';
import { openCutOff, type CutOff } from '../support/cut-off.js';
import { eventually } from '../support/eventually.js';
import { openFreshDatabase } from '../support/fresh-database.js';
import { creation, todoTask } from '../support/sample-task.js';

const log = { info: () => undefined, warn: () => undefined };

let database: Awaited<ReturnType<typeof openFreshDatabase>>;
let way: CutOff;
beforeAll(async () => {
  database = await openFreshDatabase();
  way = await openCutOff(database.uri);
});
afterAll(async () => {
  await way.close();
  await database.close();
});

test('a store that was never there is a fault at the start', async () => {
  await expect(connectStore({ uri: 'mongodb://127.0.0.1:1/rounds', log })).rejects.toThrow(/127\.0\.0\.1:1/);
});

test('what was stored is read where it was stored, whatever the address says of replicas', async () => {
  const query = 'readPreference=secondary&w=0';
  const store = await connectStore({ uri: `${database.uri}${database.uri.includes('?') ? '&' : '?'}${query}`, log });
  expect(store.connection.getClient().options).toMatchObject({ readPreference: { mode: 'primary' }, writeConcern: { w: 'majority' } });
  await store.close();
});

test('a store that goes away is said to be so, and found again when it is back', async () => {
  const store = await connectStore({ uri: way.uri, log });
  await store.tasks.insert(creation(todoTask(1)));
  expect(await store.ready()).toBe(true);

  await way.cut();
  await expect(store.tasks.insert(creation(todoTask(2)))).rejects.toThrow();
  await expect(store.tasks.load(1)).rejects.toThrow();
  expect(await store.ready()).toBe(false);

  await way.mend();
  await eventually('the store answers again', () => store.ready());
  expect(await store.tasks.load(1)).toEqual(todoTask(1));
  await store.close();
  expect(await store.ready()).toBe(false);
});

test('of many writes that the network cuts none is taken for stored that is not', async () => {
  const [store, beside] = [await connectStore({ uri: way.uri, log }), await connectStore({ uri: database.uri, log })];
  const numbers = Array.from({ length: 60 }, (_, index) => 100 + index);
  const inserts = numbers.map((number) => store.tasks.insert(creation(todoTask(number))).then(() => number, () => null));
  await way.cut();
  const told = (await Promise.all(inserts)).filter((number) => number !== null);
  await way.mend();
  for (const number of told) expect(await beside.tasks.load(number)).not.toBeNull();
  expect(told.length).toBeLessThan(numbers.length);
  await Promise.all([store.close(), beside.close()]);
});

test('indexes are made once, however many instances start', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => connectStore({ uri: database.uri, log })));
  const unique = (await stores[0]?.connection.collection('tasks').indexes())?.filter((index) => index.unique);
  expect(unique?.map(({ key }) => key)).toEqual([{ 'origin.id': 1 }]);
  await Promise.all(stores.map((store) => store.close()));
});

describe('whether a connection string names its database', () => {
  test.each([
    ['mongodb://127.0.0.1:27017/rounds', true],
    ['mongodb+srv://user:secret@cluster.example/practice?retryWrites=true', true],
    ['mongodb://%2Fdata%2Fmongo.sock/rounds?directConnection=true', true],
    ['mongodb://127.0.0.1:27017', false],
    ['mongodb://a.example,b.example/?replicaSet=rs0', false],
  ])('%s: %s', (uri, named) => {
    expect(namesDatabase(uri)).toBe(named);
  });
});
