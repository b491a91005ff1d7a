// Several instances share one store, and some are killed as they work: no reminder is lost, and none comes twice but in the gap between a send and its record.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { creation } from '../support/sample-task.js';
import { eventually } from '../support/eventually.js';
import { openTestStore, type TestStore } from '../support/test-store.js';
import { lateTask } from './practice.js';

const TASKS = Number(process.env['REMINDERS'] ?? 1000);
/** Sends under way at once in one instance: as many may stand in the gap when it is killed. */
const SENDERS = 8;
/** Several processes start and work beside each other: on a busy machine that takes its time. */
const LONG = 180_000;
/** Longer than a lease: what a killed instance held is free. */
const LEASES_OVER = 120_000;

let store: TestStore;
const running = new Set<ChildProcess>();
beforeAll(async () => { store = await openTestStore(); });
beforeEach(async () => {
  for (const name of ['tasks', 'notices', 'posts', 'anchors']) await store.connection.collection(name).deleteMany({});
  for (let from = 1; from <= TASKS; from += 100) await Promise.all(Array.from({ length: Math.min(100, TASKS - from + 1) }, (_, index) => store.tasks.insert(creation(lateTask(from + index)))));
}, 90_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await store.close();
});

const start = (keys: 'unique' | 'anew' = 'unique', aheadMs = 0): ChildProcess => {
  const child = fork(fileURLToPath(new URL('./instance.js', import.meta.url)), [store.uri, keys, String(aheadMs)], { execArgv: ['--enable-source-maps'], env: { ...process.env, NODE_OPTIONS: '' } });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};
const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};
const posts = () => store.connection.collection<{ key: string }>('posts');

/** How often each task's message to the lead was posted, and what stands in more than one bundle or in none. */
const counted = async () => {
  const told = (await posts().find().toArray()).map(({ key }) => key).filter((key) => key.includes('/overdue/1/'));
  const different = new Set(told).size;
  const bundles = await store.connection.collection<{ items?: string[] }>('notices').find({ kind: 'bundle' }).toArray();
  const items = bundles.flatMap(({ items: gathered }) => gathered ?? []);
  return { lost: TASKS - different, doubled: told.length - different, inBundles: items.length, twiceInBundles: items.length - new Set(items).size };
};

test.each([2, 4])('%i instances, one killed after another', async (instances) => {
  const children = Array.from({ length: instances }, () => start());
  for (const [index, victim] of children.slice(0, -1).entries()) {
    await eventually('some were sent', async () => (await posts().countDocuments()) >= ((index + 1) * TASKS) / (instances + 2), LONG);
    victim.kill('SIGKILL');
  }
  await Promise.all(children.map(ended));
  await ended(start('unique', LEASES_OVER));
  const { lost, doubled, inBundles, twiceInBundles } = await counted();
  expect({ lost, inBundles, twiceInBundles }).toEqual({ lost: 0, inBundles: TASKS, twiceInBundles: 0 });
  expect(doubled).toBeLessThanOrEqual((instances - 1) * SENDERS);
}, 240_000);

test('a build whose keys are not unique is found out', async () => {
  const children = [start('anew'), start('anew'), start('anew'), start('anew')];
  await eventually('more doubles than killed instances would leave', async () => (await counted()).doubled > 4 * SENDERS, LONG);
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map(ended));
}, 240_000);
