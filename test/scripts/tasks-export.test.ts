import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataFolder } from '../support/data-folder.js';
import { runScript } from '../support/run-script.js';
import { after, changed, creation, MONDAY, step, todoTask, triageTask } from '../support/sample-task.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const linesOf = (stdout: string) => stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);

describe('tasks:export on the embedded store', () => {
  const folder = dataFolder();
  const run = () => runScript('tasks-export', { env: { DATA_DIR: folder.dataDir } });
  const source = { platform: 'slack', channel: 'C0FRONT', ts: '1.2', thread: '1.1', link: null, author: 'U0SAM', changed: null };
  const second = todoTask(2, { source, deadline: { at: after(600), extended: false } });

  beforeAll(() => folder.whileOpen(async ({ tasks }) => {
    await tasks.insert(creation(triageTask(1)));
    await tasks.insert(creation(second));
    await tasks.commit(step(changed(second, { state: { status: 'in_review', reviewer: 'dana', outcome: 'rescheduled', followUp: false } }, 'review'), 'step-2'));
  }));
  afterAll(folder.remove);

  test('a stopped instance: a line each, ascending, with exactly the fields of the contract', async () => {
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, other, ...rest] = linesOf(stdout);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ number: 1, status: 'triage', type: null, priority: null, owner: null, due: null, deadline: null, source: { kind: 'phone', channel: null, ts: null, thread: null } });
    expect(other).toEqual({
      number: 2, status: 'in_review', type: 'reschedule', priority: 'normal', owner: 'maria', requester: 'dana', reviewer: 'dana',
      due: after(240).toISOString(), deadline: after(600).toISOString(), version: 2,
      source: { kind: 'message', channel: 'C0FRONT', ts: '1.2', thread: '1.1' },
      history: [
        { seq: 1, at: MONDAY.toISOString(), actor: 'maria', door: 'slack', verb: 'create', from: null, to: 'todo', changes: ['owner', 'provider'], why: null, hash: second.history[0]?.hash, prev: second.history[0]?.prev },
        expect.objectContaining({ seq: 2, verb: 'review', from: 'todo', to: 'in_review', prev: second.history[0]?.hash }),
      ],
    });
  });

  test('says no field value, patient reference or person but by key', async () => {
    expect((await run()).stdout).not.toMatch(/patel|b64|12\.5|Maria|Lopez|U0SAM/);
  });

  test('a running instance: the same lines through its own socket', async () => {
    const stopped = await run();
    expect(await folder.whileOpen(run)).toEqual(stopped);
  });

  test('a folder that is not there is no empty practice', async () => {
    const { code, stdout, stderr } = await runScript('tasks-export', { env: { DATA_DIR: '/nowhere/rounds' } });
    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    expect(stderr).toContain('DATA_DIR /nowhere/rounds is not there.');
  });
});

describe('both scripts beside a running Rounds on MONGODB_URI', () => {
  const opened: { world?: World } = {};
  beforeAll(async () => { opened.world = await openWorld(); });
  afterAll(() => opened.world?.close());

  test('export what people did, and prove it', async () => {
    const world = opened.world as World;
    const maria = world.as('maria');
    await maria.shortcut('new_task');
    await maria.seesModal('task_form');
    await maria.choose('type', 'reschedule');
    await maria.fill({ priority: 'normal', provider: 'patel', location: 'main', owner: 'dana' });
    await maria.submit();
    await world.settled();

    const env = { MONGODB_URI: world.uri };
    const { code, stdout } = await runScript('tasks-export', { env });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ number: 1, status: 'todo', type: 'reschedule', owner: 'dana', requester: 'maria', history: [{ seq: 1, actor: 'maria', door: 'slack', verb: 'create' }] }]);
    const proof = await runScript('audit-verify', { args: ['--json'], env });
    expect({ code: proof.code, verdict: JSON.parse(proof.stdout) as unknown }).toMatchObject({ code: 0, verdict: { tasks: 1, entries: 1, faults: [] } });
  });

  test('a database that does not answer: nothing on stdout, and not 0', async () => {
    const { code, stdout, stderr } = await runScript('tasks-export', { env: { MONGODB_URI: 'mongodb://127.0.0.1:9/rounds' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toBe('');
  });
});
