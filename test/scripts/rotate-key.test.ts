import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import { offered } from '../../src/domain/handoff.js';
import type { Task } from '../../src/domain/task.js';
import { dataFolder } from '../support/data-folder.js';
import { testPlaybook } from '../support/playbook.js';
import { runScript } from '../support/run-script.js';
import { creation, MONDAY, todoTask } from '../support/sample-task.js';

const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const TEXTS = ['M-884417', 'pt Jane Doe', 'Her daughter drives her'] as const;

describe('key:rotate', () => {
  let folder: ReturnType<typeof dataFolder>;
  beforeEach(async () => {
    folder = dataFolder();
    const { seal } = makeSealer(OLD);
    const [reference, source, note] = TEXTS.map(seal) as [Task['sourceText'] & object, Task['sourceText'] & object, Task['sourceText'] & object];
    await folder.whileOpen(async ({ tasks }) => {
      await tasks.insert(creation(todoTask(1, { fields: { provider: 'patel', patient_ref: reference }, sourceText: source, notes: [{ at: MONDAY, by: 'maria', text: note }] })));
      await tasks.insert(creation(todoTask(2, { fields: { provider: 'patel' } })));
    });
  });
  afterEach(() => folder.remove());

  const env = (over: Record<string, string> = {}) => ({ DATA_DIR: folder.dataDir, FIELD_KEY: NEW.toString('base64'), OLD_FIELD_KEY: OLD.toString('base64'), ...over });
  const stored = () => folder.whileOpen(async ({ tasks }) => ({ one: await tasks.load(1), two: await tasks.load(2) }));
  const textsUnder = (key: Buffer, task: Task | null) => {
    const sealed = [task?.fields['patient_ref'], task?.sourceText, task?.notes[0]?.text] as Parameters<ReturnType<typeof makeSealer>['open']>[0][];
    return sealed.map((each) => makeSealer(key).open(each));
  };

  test('seals everything anew, keeps the history, and may run twice', async () => {
    const before = await stored();
    const first = await runScript('rotate-key', { env: env() });
    expect(first).toMatchObject({ code: 0, stdout: '1 of 2 tasks sealed anew. Nothing is left under the old key.\n' });
    const after = await stored();
    expect(textsUnder(NEW, after.one)).toEqual([...TEXTS]);
    expect(() => textsUnder(OLD, after.one)).toThrow();
    expect({ version: after.one?.version, history: after.one?.history, two: after.two }).toEqual({ version: before.one?.version, history: before.one?.history, two: before.two });
    expect(await runScript('audit-verify', { env: env() })).toMatchObject({ code: 0 });
    expect(await runScript('rotate-key', { env: env() })).toMatchObject({ code: 0, stdout: '0 of 2 tasks sealed anew. Nothing is left under the old key.\n' });
    expect(await stored()).toEqual(after);
  });

  test('a patient’s other task is found before, while and after the key is changed, and never by the reference itself', async () => {
    const [old, both, after] = [makeSealer(OLD), makeSealer(NEW, [OLD]), makeSealer(NEW)];
    await folder.whileOpen(({ tasks }) => tasks.insert(creation(todoTask(3, { fields: { patient_ref: old.sealReference('MRN 8844-17') } }))));
    const found = (sealer: typeof old) => folder.whileOpen(async ({ tasks }) => (await tasks.list({ marks: sealer.marksOf('884417'), type: 'reschedule', openOrSince: MONDAY }, { skip: 0, limit: 9 })).tasks.map(({ number }) => number));
    expect([await found(old), await found(both), await found(after)]).toEqual([[3], [3], []]);
    expect(await runScript('rotate-key', { env: env() })).toMatchObject({ code: 0 });
    expect([await found(old), await found(both), await found(after)]).toEqual([[], [3], [3]]);
    const three = await folder.whileOpen(({ tasks }) => tasks.load(3));
    expect(JSON.stringify(three)).not.toContain('8844');
  });

  test('the note of a handoff that nobody has answered yet is sealed anew', async () => {
    const handoff = offered({ id: 'h1', from: 'maria', to: 'sam', tasks: [1], note: makeSealer(OLD).seal('Call after three'), door: 'slack' }, testPlaybook(), MONDAY);
    await folder.whileOpen(({ handoffs }) => handoffs.add(handoff));
    expect(await runScript('rotate-key', { env: env() })).toMatchObject({ code: 0 });
    const kept = await folder.whileOpen(({ handoffs }) => handoffs.find('h1'));
    expect(makeSealer(NEW).open(kept?.note ?? { sealed: '', key: '' })).toBe('Call after three');
  });

  test('a wrong old key changes nothing and says so', async () => {
    const before = await stored();
    expect(await runScript('rotate-key', { env: env({ OLD_FIELD_KEY: Buffer.alloc(32, 9).toString('base64') }) })).toMatchObject({ code: 1 });
    expect(await stored()).toEqual(before);
  });

  test('a missing key is named', async () => {
    expect(await runScript('rotate-key', { env: env({ OLD_FIELD_KEY: '' }) })).toMatchObject({ code: 78 });
  });
});
