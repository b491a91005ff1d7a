// Lists and schedules brought in at the machine: a preview that changes nothing, each row once, and what is wrong by its line.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import type { Task } from '../../src/domain/task.js';
import { dataFolder } from '../support/data-folder.js';
import { runScript } from '../support/run-script.js';
import { creation, todoTask, triageTask } from '../support/sample-task.js';
import { serve } from '../support/serving.js';

const KEY = Buffer.alloc(32, 3);
const sealer = makeSealer(KEY);
const PLAYBOOK = 'enabled: [front_desk, operations]\n';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let folder: ReturnType<typeof dataFolder>;
beforeAll(async () => {
  folder = dataFolder();
  writeFileSync(join(folder.dataDir, 'playbook.yaml'), PLAYBOOK);
  // Once, so that the practice's rules are there.
  const rounds = await serve({ DATA_DIR: folder.dataDir, FIELD_KEY: KEY.toString('base64'), PLAYBOOK: join(folder.dataDir, 'playbook.yaml') });
  expect(await rounds.stop()).toBe(0);
});
afterAll(() => folder.remove());

const imports = async (name: string, text: string, ...args: string[]) => {
  writeFileSync(join(folder.dataDir, name), text);
  const { code, stdout, stderr } = await runScript('import-file', { env: { DATA_DIR: folder.dataDir, FIELD_KEY: KEY.toString('base64'), OPERATOR: 'Kim' }, args: [join(folder.dataDir, name), ...args] });
  return { code, lines: stdout.trim().split('\n'), stderr };
};
const tasks = () => folder.whileOpen(async (store) => {
  const all: Task[] = [];
  for await (const task of store.tasks.all()) all.push(task);
  return all;
});

describe('a list of what expires', () => {
  const LIST = () => `Provider,What expires,Expires on,Licence no\nDr Patel,State licence,${inDays(60)},A-1\nDr Nobody,DEA registration,${inDays(60)},\nDr Patel,DEA registration,${inDays(400)},\nDr Patel,State licence,${inDays(60)},A-1\nDr Patel,Malpractice insurance,soon,\n`;
  const HOW = ['--type', 'credentialing', '--expires', 'expires_at'];

  test('a preview names each row’s fault by its column, never what stands there, and changes nothing', async () => {
    const { code, lines } = await imports('licences.csv', LIST(), ...HOW, '--dry-run');
    expect([code, lines]).toEqual([1, [
      'line 2: ready', 'line 3: wrong. Provider: This choice is not offered any more. Choose another.', `line 4: not yet; its work opens on ${inDays(280)}. Import it again then`,
      'line 5: says the same as line 2', expect.stringMatching(/^line 6: wrong\. Expires on: /),
      '1 ready, 1 there already, 1 not yet, 2 wrong. Nothing was changed: leave out --dry-run to import what is ready.',
    ]]);
    expect(lines.join()).not.toMatch(/Nobody|soon/);
    expect(await tasks()).toEqual([]);
  });

  test('what is right waits in triage, what is wrong is named, and the same file again makes nothing new', async () => {
    const first = await imports('licences.csv', LIST(), ...HOW);
    expect([first.code, first.lines[0], first.lines.at(-1)]).toEqual([1, expect.stringMatching(/^line 2: T-\d+$/), '1 imported, 1 there already, 1 not yet, 2 wrong.']);
    const [task, ...others] = await tasks();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ state: { status: 'triage' }, type: 'credentialing', priority: null, requester: 'system', cameBy: 'list', fields: { provider: 'patel', item: 'state_license', expires_at: inDays(60) } });
    expect(task?.history).toMatchObject([{ actor: 'system', door: 'job', facts: { intake: 'import' } }]);
    expect(sealer.open(task?.sourceText ?? { sealed: '', key: '' })).toBe('A-1');
    const second = await imports('licences.csv', LIST().replace('Dr Nobody', 'Dr Patel'), ...HOW);
    expect(second.lines.slice(0, 2)).toEqual([`line 2: T-${task?.number} has it already`, expect.stringMatching(/^line 3: T-\d+$/)]);
    // Columns in another order, and another way to write their names, are the same row.
    expect((await imports('other.csv', `licence no;EXPIRES ON;provider;what expires\nA-1;${inDays(60)};Dr Patel;State licence\n`, ...HOW)).lines[0]).toBe(`line 2: T-${task?.number} has it already`);
  });

  test.each([
    ['no file', ['nowhere.csv'], /cannot be read/], ['a type that is not there', ['licences.csv', '--type', 'nothing', '--expires', 'expires_at'], /--type/], ['no such date', ['licences.csv', '--type', 'credentialing', '--expires', 'item'], /has no date called/], ['nothing', [], /Say what to import/],
  ])('says how it is used where it is given %s', async (_what, args, says) => {
    const { code, stderr } = await runScript('import-file', { env: { DATA_DIR: folder.dataDir, FIELD_KEY: KEY.toString('base64') }, args: args.map((arg) => (arg.endsWith('.csv') ? join(folder.dataDir, arg) : arg)) });
    expect([code, stderr]).toEqual([1, expect.stringMatching(says)]);
  });

  test('each row may name its own type; one whose queue is off is told so', async () => {
    const { lines } = await imports('mixed.csv', 'Type,Provider,Note\nreschedule,Dr Patel,Call Jane\ndenial_followup,,x\nnothing,,x\n', '--dry-run');
    expect(lines.slice(0, 3)).toEqual(['line 2: ready', expect.stringMatching(/^line 3: wrong\. type: The queue of .* is not on yet/), 'line 4: wrong. type: The playbook has no such type.']);
  });

  test('who imported what is in the audit, by the file’s digest', async () => {
    const facts = await folder.whileOpen(async ({ audit }) => {
      const found = [];
      for await (const entry of audit.all()) if (entry.action === 'import') found.push(entry.facts);
      return found;
    });
    expect(facts).toHaveLength(3); // a preview is none
    expect(facts[0]).toEqual({ what: 'tasks', by: 'Kim', file: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe('appointments', () => {
  const FIRST = '2030-11-01T14:00:00.000Z';
  const given = (number: number, reference: string | null, more: Partial<Task['fields']> = {}) =>
    creation(todoTask(number, { type: 'missing_paperwork', fields: { document_type: 'photo_id', needed_for: 'visit', appointment_at: FIRST, ...(reference === null ? {} : { patient_ref: sealer.sealReference(reference) }), ...more } }));
  beforeAll(() => folder.whileOpen(async (store) => {
    for (const each of [given(501, 'MRN 884417'), given(502, 'MRN 884418'), given(503, 'MRN 884418'), given(504, 'MRN 1', { needed_for: 'billing' })]) await store.tasks.insert(each);
    await store.tasks.insert(creation(triageTask(505, { type: 'missing_paperwork', fields: { needed_for: 'visit', patient_ref: sealer.sealReference('MRN 700700') } })));
  }));
  const at = async (number: number) => (await tasks()).find((task) => task.number === number)?.fields['appointment_at'];
  const ICS = 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=America/New_York:20301203T143000\r\nSUMMARY:New patient visit\\, MRN 88-44-17\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20301204T143000Z\r\nSUMMARY:Visit T-502\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20301205T143000Z\r\nSUMMARY:chart 884418\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20301205T143000Z\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

  test('a calendar fills in the visit of the task that it names, by number or by chart number', async () => {
    const preview = await imports('visits.ics', ICS, '--dry-run');
    expect(preview.lines).toEqual(['line 2: ready', 'line 6: ready', 'line 10: wrong. T-502, T-503 are open for this chart number: name the task.', 'line 14: wrong. It names no task and no chart number.', expect.stringContaining('2 ready, 0 there already, 0 not yet, 2 wrong.')]);
    expect(await at(501)).toBe(FIRST);
    const done = await imports('visits.ics', ICS);
    expect([done.code, done.lines.slice(0, 2)]).toEqual([1, ['line 2: T-501', 'line 6: T-502']]);
    expect([await at(501), await at(502), await at(503)]).toEqual(['2030-12-03T19:30:00.000Z', '2030-12-04T14:30:00.000Z', FIRST]);
    expect((await imports('visits.ics', ICS)).lines.slice(0, 2)).toEqual(['line 2: T-501 has it already', 'line 6: T-502 has it already']);
  });

  test('a later file moves a visit; the earlier one read once more does not move it back', async () => {
    const rows = (time: string) => `Chart number,Date,Time\n884417,12/3/2030,${time}\n`;
    expect((await imports('a.csv', rows('9:15 am'), '--appointments')).lines[0]).toBe('line 2: T-501');
    expect((await imports('b.csv', rows('10:00 am'), '--appointments')).lines[0]).toBe('line 2: T-501');
    expect((await imports('a.csv', rows('9:15 am'), '--appointments')).lines[0]).toBe('line 2: T-501 has it already');
    expect(await at(501)).toBe('2030-12-03T15:00:00.000Z');
    expect((await tasks()).find(({ number }) => number === 501)?.history.at(-1)).toMatchObject({ actor: 'system', door: 'job', verb: 'edit', changes: [{ name: 'appointment_at' }] });
  });

  test('a task that waits in triage for its visit gets it, though more is missing', async () => {
    expect((await imports('d.csv', 'MRN,Appointment at\n700700,2030-12-03 14:30\n', '--appointments')).lines[0]).toBe('line 2: T-505');
    expect(await at(505)).toBe('2030-12-03T19:30:00.000Z');
  });

  test('what asks for no visit gets none, and a row that cannot be read says so', async () => {
    const { lines } = await imports('c.csv', 'Task,Appointment at\nT-504,2030-12-03 14:30\nT-999,2030-12-03 14:30\nT-501,tomorrow\n', '--appointments');
    expect(lines.slice(0, 3)).toEqual([expect.stringMatching(/^line 2: not imported\. T-504 does not ask for appointment at/), 'line 3: not imported. There is no T-999.', expect.stringMatching(/^line 4: not imported\. Its day and time cannot be read/)]);
  });
});
