import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MongoClient, type Db } from 'mongodb';
import { startJobs } from '../adapters/agenda/index.js';
import type { Job } from '../adapters/agenda/runner.js';
import { eventually } from './support/eventually.js';
import { openFreshDatabase } from './support/fresh-database.js';

const OFTEN = 0.1;
/** So far away that only the first wake, at the start, comes by itself. */
const RARELY = 3600;

let database: Awaited<ReturnType<typeof openFreshDatabase>>;
let client: MongoClient;
let db: Db;
let errors: unknown[];
let stops: (() => Promise<void>)[];

beforeAll(async () => {
  database = await openFreshDatabase();
  client = await MongoClient.connect(database.uri);
  db = client.db();
});
beforeEach(() => {
  errors = [];
  stops = [];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await db.dropDatabase();
});
afterAll(async () => {
  await client.close();
  await database.close();
});

const start = async <const Name extends string>(jobs: readonly Job<Name>[], limitSeconds = 30) => {
  const log = { warn: () => undefined, error: (entry: unknown) => void errors.push(entry) };
  const started = await startJobs({ db, jobs, log, limitSeconds });
  stops.push(() => started.stop());
  return started;
};

/** A job that counts its passes and ends each when it is told to. */
const gated = (name: string) => {
  const passes: { end: () => void; signal: AbortSignal }[] = [];
  const run = (signal: AbortSignal) => new Promise<void>((resolve) => void passes.push({ end: resolve, signal }));
  return { passes, job: { name, everySeconds: RARELY, run } };
};

const counted = (name: string, everySeconds: number) => {
  const count = { passes: 0 };
  return { count, job: { name, everySeconds, run: async () => void (count.passes += 1) } };
};

test('a job is woken again and again', async () => {
  const { count, job } = counted('sweep', OFTEN);
  await start([job]);
  await eventually('three passes', () => count.passes >= 3);
});

test('a kick runs a job at once', async () => {
  const { count, job } = counted('relay', RARELY);
  const jobs = await start([job]);
  await eventually('the wake at the start', () => count.passes === 1);
  await jobs.kick('relay');
  expect(count.passes).toBe(2);
});

test('wakes during a pass make one more pass, and never two at once', async () => {
  const { passes, job } = gated('sweep');
  const jobs = await start([job]);
  await eventually('the first pass', () => passes.length === 1);
  const kicks = Promise.all([jobs.kick('sweep'), jobs.kick('sweep'), jobs.kick('sweep')]);
  expect(passes).toHaveLength(1);
  passes[0]?.end();
  await eventually('the one that follows', () => passes.length === 2);
  passes[1]?.end();
  await kicks;
  expect(passes).toHaveLength(2);
});

test('a job that fails stops neither itself nor the others', async () => {
  const good = counted('good', OFTEN);
  let failures = 0;
  const bad = {
    name: 'bad',
    everySeconds: OFTEN,
    run: () => {
      failures += 1;
      throw new Error('broken');
    },
  };
  await start([bad, good.job]);
  await eventually('both go on', () => failures >= 2 && good.count.passes >= 2);
  expect(errors).toContainEqual(expect.objectContaining({ job: 'bad', fault: 'Error' }));
  expect(JSON.stringify(errors)).not.toContain('broken');
});

test('a pass that outlives its time is told so and left behind', async () => {
  const { passes, job } = gated('slow');
  const jobs = await start([job], 0.05);
  await eventually('it was left behind', () => errors.length === 1);
  expect(passes[0]?.signal.aborted).toBe(true);
  void jobs.kick('slow');
  await eventually('it runs again', () => passes.length === 2);
  passes[1]?.end();
});

test('stopping waits for what runs and begins nothing', async () => {
  const { passes, job } = gated('sweep');
  const often = counted('relay', OFTEN);
  const jobs = await start([job, often.job]);
  await eventually('a pass', () => passes.length === 1 && often.count.passes > 0);
  let stopped = false;
  const stopping = jobs.stop().then(() => {
    stopped = true;
  });
  expect(passes[0]?.signal.aborted).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(stopped).toBe(false);
  passes[0]?.end();
  await stopping;

  const before = often.count.passes;
  await Promise.all([jobs.kick('sweep'), jobs.kick('relay')]);
  expect([passes.length, often.count.passes]).toEqual([1, before]);
});

test('stopping gives back what was taken for later', async () => {
  const locked = () => db.collection('wakeups').countDocuments({ lockedAt: { $ne: null }, nextRunAt: { $gt: new Date() } });
  const { count, job } = counted('sweep', 1.5);
  const jobs = await start([job]);
  await eventually('the next wake is taken', async () => count.passes > 0 && (await locked()) === 1);
  await jobs.stop();
  expect(await locked()).toBe(0);
});

test('a pass that ends because Rounds stops is no failure', async () => {
  let begun = false;
  const run = (signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      begun = true;
      signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    });
  const jobs = await start([{ name: 'sweep', everySeconds: RARELY, run }]);
  await eventually('a pass', () => begun);
  await jobs.stop();
  expect(errors).toEqual([]);
});

test('instances that start at once share one wake-up of each name, which carries no data', async () => {
  const instances = Array.from({ length: 6 }, () => counted('sweep', OFTEN));
  await Promise.all(instances.map(({ job }) => start([job])));
  const documents = await db.collection('wakeups').find().toArray();
  expect(documents).toHaveLength(1);
  expect(documents[0]?.['data'] ?? null).toBeNull();
  await eventually('it wakes', () => instances.reduce((sum, { count }) => sum + count.passes, 0) >= 3);
});

test('an instance that stops leaves the work to the other', async () => {
  const [first, second] = [counted('sweep', OFTEN), counted('sweep', OFTEN)];
  const leaving = await start([first.job]);
  await start([second.job]);
  await leaving.stop();
  const before = second.count.passes;
  await eventually('the other goes on', () => second.count.passes >= before + 2);
});
