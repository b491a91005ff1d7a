// Whoever can write to the database directly is found out.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Collection } from 'mongodb';
import type { Store } from '../../adapters/mongo/index.js';
import { dataFolder } from '../support/data-folder.js';
import { runScript } from '../support/run-script.js';
import { changed, creation, step, todoTask } from '../support/sample-task.js';

type RawTask = { _id: number; history: Record<string, unknown>[]; version: number };
type Harm = readonly [what: string, by: (tasks: Collection<RawTask>, _id: number) => Promise<unknown>, found: { seq: number; fault: string }];

const ENTRIES = 3;
/** This task's last entry has no anchor yet, as between a change and the relay. */
const BEHIND = 6;

/** One for each task, in their order. */
const HARMS: readonly Harm[] = [
  ['an edit', (tasks, _id) => tasks.updateOne({ _id }, { $set: { 'history.1.actor': 'sam' } }), { seq: 2, fault: 'edited' }],
  ['a removal', (tasks, _id) => tasks.updateOne({ _id }, { $pull: { history: { seq: 2 } } }), { seq: 2, fault: 'missing_or_moved' }],
  ['a reordering', async (tasks, _id) => {
    const { history = [] } = (await tasks.findOne({ _id })) ?? {};
    return tasks.updateOne({ _id }, { $set: { history: [...history.slice(0, 1), ...history.slice(1).reverse()] } });
  }, { seq: 2, fault: 'missing_or_moved' }],
  ['a cut tail, with the version turned back', (tasks, _id) => tasks.updateOne({ _id }, { $pop: { history: 1 }, $set: { version: 2 } }), { seq: 3, fault: 'truncated' }],
  ['a removed task', (tasks, _id) => tasks.deleteOne({ _id }), { seq: 3, fault: 'removed' }],
  ['a cut tail that no anchor has seen', (tasks, _id) => tasks.updateOne({ _id }, { $pop: { history: 1 } }), { seq: 3, fault: 'truncated' }],
  ['a history taken away', (tasks, _id) => tasks.updateOne({ _id }, { $unset: { history: 1 } }), { seq: 0, fault: 'unreadable' }],
  ['the last task removed', (tasks, _id) => tasks.deleteOne({ _id }), { seq: 3, fault: 'removed' }],
];
const numbers = HARMS.map((_harm, index) => index + 1);

const fill = async ({ tasks }: Store) => {
  for (const number of numbers) {
    const task = todoTask(number);
    await tasks.insert(creation(task));
    const second = changed(task);
    await tasks.commit(step(second, `second-${number}`));
    const third = changed(second);
    await tasks.commit(step(third, `third-${number}`));
    const last = number === BEHIND ? second : third;
    await tasks.anchor(number, { seq: last.version, hash: last.history.at(-1)?.hash ?? '' });
  }
};

describe('audit:verify', () => {
  const folders: ReturnType<typeof dataFolder>[] = [];
  const opened = () => folders.at(-1) as ReturnType<typeof dataFolder>;
  beforeEach(async () => {
    folders.push(dataFolder());
    await opened().whileOpen(fill);
  });
  afterEach(() => folders.pop()?.remove());

  const verify = async () => {
    const { code, stdout } = await runScript('audit-verify', { args: ['--json'], env: { DATA_DIR: opened().dataDir } });
    return { code, ...(JSON.parse(stdout) as { tasks: number; entries: number; faults: unknown[] }) };
  };
  const tamper = (harm: (tasks: Collection<RawTask>) => Promise<unknown>) =>
    opened().whileOpen(({ connection }) => harm(connection.getClient().db(connection.name).collection<RawTask>('tasks')));

  test('proves what nobody touched, beside a stopped and a running instance, and exits 0', async () => {
    const whole = { code: 0, tasks: numbers.length, entries: numbers.length * ENTRIES, purged: 0, faults: [], audit: { entries: 0, faults: [] } };
    expect(await verify()).toEqual(whole);
    expect(await opened().whileOpen(verify)).toEqual(whole);
  });

  test(`finds ${HARMS.map(([what]) => what).join(', ')}, and exits 1`, async () => {
    await tamper(async (tasks) => {
      for (const [index, [, harm]] of HARMS.entries()) await harm(tasks, index + 1);
    });
    const { code, faults } = await verify();
    expect(code).toBe(1);
    for (const [index, [, , found]] of HARMS.entries()) expect(faults).toContainEqual({ task: `T-${index + 1}`, ...found });
  });

  test('finds an entry of the audit that was edited, and exits 1', async () => {
    await opened().whileOpen(async ({ audit, connection }) => {
      for (const field of ['patient_ref', 'phone']) await audit.append({ at: new Date('2026-12-07T14:00:00Z'), actor: 'maria', door: 'web', action: 'reveal', task: 1, facts: { field } });
      await connection.getClient().db(connection.name).collection<{ _id: number }>('audit').updateOne({ _id: 1 }, { $set: { actor: 'sam' } });
    });
    const { code, stdout } = await runScript('audit-verify', { env: { DATA_DIR: opened().dataDir } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'The audit’s entry 1 was edited.\n8 tasks with 24 entries; the audit with 2. Faults: 1.\n' });
  });

  test('says it in words without --json', async () => {
    await tamper((tasks) => tasks.deleteOne({ _id: 2 }));
    const { code, stdout } = await runScript('audit-verify', { env: { DATA_DIR: opened().dataDir } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'T-2, entry 3 is missing: the whole task was removed.\n7 tasks with 21 entries; the audit with 0. Faults: 1.\n' });
  });
});
