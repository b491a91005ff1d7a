import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import type { AuditEntry } from '../../src/domain/audit.js';
import { SYSTEM } from '../../src/domain/command.js';
import { wholeSettings } from '../../src/playbook/read.js';
import { dataFolder } from '../support/data-folder.js';
import { expectFhir } from '../support/fhir.js';
import type { Resource } from '../support/fhir.js';
import { runScript } from '../support/run-script.js';
import { changed, creation, MONDAY, step, todoTask, triageTask } from '../support/sample-task.js';

const KEY = Buffer.alloc(32, 7);
const folder = dataFolder();
const run = (args: readonly string[] = [], env: Record<string, string> = {}) => runScript('fhir-export', { args, env: { DATA_DIR: folder.dataDir, PUBLIC_URL: 'https://rounds.example', ...env } });
const resourcesOf = (stdout: string) => stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Resource);

beforeAll(() => folder.whileOpen(async ({ tasks, playbooks }) => {
  await playbooks.add({ version: 1, at: MONDAY, by: SYSTEM, why: 'imported at start', yaml: null, body: wholeSettings('') });
  const task = todoTask(2, { fields: { provider: 'patel', location: 'main', patient_ref: makeSealer(KEY).seal('MRN-884417') } });
  await tasks.insert(creation(triageTask(1)));
  await tasks.insert(creation(task));
  await tasks.commit(step(changed(task, { state: { status: 'in_progress' } }, 'start'), 'step-2'));
}));
afterAll(folder.remove);

test('every task and its changes of status, a resource a line, as FHIR R4 publishes it and without the patient', async () => {
  const { code, stdout, stderr } = await run();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const resources = resourcesOf(stdout);
  resources.forEach(expectFhir);
  expect(resources.map(({ resourceType, id }) => `${resourceType} ${String(id)}`)).toEqual(['Task T-1', 'Provenance T-1-1', 'Task T-2', 'Provenance T-2-1', 'Provenance T-2-2']);
  expect(resources[2]).toMatchObject({ status: 'in-progress', description: 'Appointment reschedule · Dr Patel · Main Street', identifier: [{ system: 'https://rounds.example/fhir/tasks' }] });
  expect(stdout).not.toContain('884417');
});

test('with the patient only where it is asked for and the key is there; the audit has both', async () => {
  const without = await run(['--with-patient-data']);
  expect(without).toMatchObject({ code: 1, stdout: '' });
  expect(without.stderr).toContain('--with-patient-data opens sealed texts and needs their key: set FIELD_KEY.');
  const given = await run(['--with-patient-data', '--by', 'Dana Reed'], { FIELD_KEY: KEY.toString('base64') });
  expect(resourcesOf(given.stdout)[2]).toMatchObject({ for: { identifier: { value: 'MRN-884417' } } });
  const kept = await folder.whileOpen(async ({ audit }) => {
    const all: AuditEntry[] = [];
    for await (const entry of audit.all()) all.push(entry);
    return all;
  });
  expect(kept.at(-1)).toMatchObject({ action: 'export', facts: { what: 'fhir', by: 'Dana Reed', patient_data: true } });
});

test('an option that it does not know: how to write it', async () => {
  expect(await run(['--everything'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('npm run -s fhir:export') as unknown });
});
