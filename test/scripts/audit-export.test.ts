import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { AuditEntry } from '../../src/domain/audit.js';
import { SYSTEM } from '../../src/domain/command.js';
import { append } from '../../src/domain/history.js';
import { wholeSettings } from '../../src/playbook/read.js';
import { csvLine } from '../../src/view/csv.js';
import { dataFolder } from '../support/data-folder.js';
import { runScript } from '../support/run-script.js';
import { after, changed, creation, MONDAY, step, todoTask } from '../support/sample-task.js';

const KEY = Buffer.alloc(32, 7);
const WRITTEN = '<script>alert("x")</script> & it was needed';

describe('audit:export', () => {
  const folder = dataFolder();
  const out = mkdtempSync(join(tmpdir(), 'rounds-export-'));
  const { seal } = makeSealer(KEY);
  const run = (args: readonly string[], env: Record<string, string> = {}) => runScript('audit-export', { args, env: { DATA_DIR: folder.dataDir, ...env } });
  const file = (name: string) => readFileSync(join(out, name), 'utf8');
  const auditOf = () => folder.whileOpen(async ({ audit }) => {
    const all: AuditEntry[] = [];
    for await (const entry of audit.all()) all.push(entry);
    return all;
  });

  const fill = async ({ tasks, playbooks, audit, notices }: Store) => {
    await playbooks.add({ version: 1, at: MONDAY, by: SYSTEM, why: 'imported at start', yaml: null, body: wholeSettings('') });
    const task = todoTask(12, { fields: { provider: 'patel', location: 'main', patient_ref: seal('MRN-884417') }, sourceText: seal('Jane <b>Doe</b> called'), notes: [{ at: MONDAY, by: 'maria', text: seal('Her daughter drives') }] });
    await tasks.insert(creation(task));
    const next = changed(task);
    const reopened = { ...next, version: 3, history: append('T-12', next.history, { at: after(60 * 24), actor: 'dana', door: 'web', verb: 'reopen', from: 'done', to: 'in_progress', changes: [{ name: 'owner', from: 'maria', to: 'dana' }], why: WRITTEN }) };
    await tasks.commit(step(next, 'second'));
    await tasks.commit(step(reopened, 'third'));
    await tasks.anchor(12, { seq: 3, hash: reopened.history[2]?.hash ?? '' });
    await audit.append({ at: after(10), actor: 'sam', door: 'slack', action: 'denied', task: 12, facts: { verb: 'start', action: 'work' } });
    await audit.append({ at: after(11), actor: 'sam', door: 'slack', action: 'denied', task: 99, facts: { verb: 'start', action: 'work' } });
    await notices.add([{ key: 'T-12/card/dana/3', task: 12, kind: 'card', to: { person: 'dana' }, by: 'maria', wanted: 3 }], after(2));
  };
  beforeAll(() => folder.whileOpen(fill));
  afterAll(() => {
    folder.remove();
    rmSync(out, { recursive: true });
  });

  test('writes the evidence of a task as JSON: who, what, when, why, the rules in force, who was told, and the proof', async () => {
    const { code, stdout, stderr } = await run(['--task', 'T-12', '--out', out, '--by', 'Dana Reed']);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: `${join(out, 'T-12-evidence.json')}\n${join(out, 'T-12-evidence.html')}\n` });
    expect(statSync(join(out, 'T-12-evidence.json')).mode & 0o077).toBe(0);
    expect(JSON.parse(file('T-12-evidence.json'))).toMatchObject({
      task: 'T-12', made: { by: 'Dana Reed' }, practice: { timezone: 'America/New_York' }, texts: null, purged: null,
      summary: { title: 'T-12 Appointment reschedule', owner: { key: 'maria', name: 'Maria Lopez' }, about: ['Dr Patel', 'Main Street'] },
      history: [
        { seq: 1, actor: { name: 'Maria Lopez' }, verb: 'create', did: 'made it', door: 'slack' },
        { seq: 2, verb: 'note', did: 'added a note' },
        { seq: 3, actor: { name: 'Dana Reed' }, did: 'reopened it', why: WRITTEN, details: ['Done → In progress', 'owner: Maria Lopez → Dana Reed', `why: ${WRITTEN}`] },
      ],
      told: [{ to: 'Dana Reed', about: 'card', state: 'queued' }],
      rules: { version: 1, says: { name: 'Appointment reschedule', due: '4 business hours', review: 'none' } },
      proof: { whole: true, faults: [], head: { seq: 3 }, anchor: { seq: 3 }, audit: { entries: 3, faults: [] } },
      audit: [{ action: 'denied', actor: 'sam', task: 12 }, { action: 'export', facts: { what: 'evidence', by: 'Dana Reed', texts: false } }],
    });
  });

  test('and as a page that stands alone and prints: everything that a person wrote is letters', () => {
    const page = file('T-12-evidence.html');
    for (const said of ['T-12 Appointment reschedule', 'Dana Reed', 'reopened it', '4 business hours', 'Verified: nothing of this was edited', '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; it was needed']) expect(page).toContain(said);
    expect(page).toMatch(/@page|@media print/);
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:\/\//);
  });

  test('without --with-texts nothing of the patient stands in either', () => {
    for (const name of ['T-12-evidence.json', 'T-12-evidence.html']) expect(file(name)).not.toMatch(/884417|Jane|daughter/);
  });

  test('with --with-texts and the field key the texts stand in both, and the audit says so', async () => {
    expect(await run(['--task', '12', '--out', out, '--with-texts'], { FIELD_KEY: KEY.toString('base64'), OPERATOR: 'Alex Kim' })).toMatchObject({ code: 0 });
    expect(JSON.parse(file('T-12-evidence.json'))).toMatchObject({ made: { by: 'Alex Kim' }, texts: { source: 'Jane <b>Doe</b> called', answers: [{ text: 'MRN-884417' }], notes: [{ text: 'Her daughter drives', by: { name: 'Maria Lopez' } }] } });
    expect(file('T-12-evidence.html')).toContain('Jane &lt;b&gt;Doe&lt;/b&gt; called');
    expect((await auditOf()).at(-1)).toMatchObject({ action: 'export', task: 12, facts: { by: 'Alex Kim', texts: true } });
  });

  test.each([
    ['no key at all', {}, 'needs their key: set FIELD_KEY'],
    ['another key', { FIELD_KEY: Buffer.alloc(32, 9).toString('base64') }, 'unknown key'],
  ])('--with-texts and %s writes nothing', async (_what, env, said) => {
    rmSync(join(out, 'T-12-evidence.json'));
    const { code, stderr } = await run(['--task', 'T-12', '--out', out, '--with-texts'], env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(said) });
    expect(existsSync(join(out, 'T-12-evidence.json'))).toBe(false);
    await run(['--task', 'T-12', '--out', out]);
  });

  test('between two days, both included in the practice’s zone: audit and histories, a line of JSON each', async () => {
    const { code, stdout } = await run(['--from', '2026-12-07', '--to', '2026-12-07', '--by', 'Dana Reed']);
    const rows = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(rows.map(({ chain, seq, did }) => `${String(chain)} ${String(seq)} ${String(did)}`)).toEqual(['audit 1 denied', 'audit 2 denied', 'T-12 1 create', 'T-12 2 note']);
    expect(rows[0]).toMatchObject({ at: after(10).toISOString(), actor: 'sam', task: 'T-12', facts: 'verb=start; action=work', hash: expect.any(String), prev: expect.any(String) });
    expect((await auditOf()).at(-1)).toMatchObject({ action: 'export', task: null, facts: { what: 'audit', by: 'Dana Reed', from: '2026-12-07', to: '2026-12-07', format: 'ndjson' } });
  });

  test('the same as CSV, beside a running instance', async () => {
    const { code, stdout } = await folder.whileOpen(() => run(['--from', '2026-12-07', '--to', '2026-12-08', '--format', 'csv']));
    const [head, ...lines] = stdout.trim().split('\n');
    expect({ code, head, rows: lines.length }).toEqual({ code: 0, head: 'chain,seq,at,actor,door,did,task,from,to,changes,why,facts,prev,hash', rows: 5 });
    expect(stdout).toContain('"<script>alert(""x"")</script> & it was needed"');
  });

  test('a task whose history was changed by hand is exported, with what is wrong, and exits 1', async () => {
    await folder.whileOpen(({ connection }) => connection.getClient().db(connection.name).collection<{ _id: number }>('tasks').updateOne({ _id: 12 }, { $set: { 'history.1.actor': 'sam' } }));
    expect(await run(['--task', 'T-12', '--out', out])).toMatchObject({ code: 1, stderr: expect.stringContaining('T-12 is not whole') });
    expect(JSON.parse(file('T-12-evidence.json'))).toMatchObject({ proof: { whole: false, faults: [{ seq: 2, fault: 'edited' }] } });
    expect(file('T-12-evidence.html')).toContain('Entry 2 was edited.');
  });

  test.each([
    [[], 2, 'Say what to export'],
    [['--task', 'T-12', '--from', '2026-01-01'], 2, 'Say what to export'],
    [['--task', 'twelve'], 2, '"twelve" is no task. Write its number: --task T-12'],
    [['--from', '2026-01-01'], 2, 'two days, both included'],
    [['--from', '2026-02-30', '--to', '2026-03-01'], 2, 'two days, both included'],
    [['--from', '2026-03-01', '--to', '2026-02-01'], 2, 'Swap the two days'],
    [['--from', '2026-03-01', '--to', '2026-03-01', '--format', 'xlsx'], 2, 'Write ndjson or csv'],
    [['--tsk', 'T-12'], 2, 'Say what to export'],
    [['--task', 'T-404'], 1, 'There is no T-404'],
  ])('%j is refused in plain words', async (args, code, said) => {
    const before = (await auditOf()).length;
    const ended = await run(args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(said);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(await auditOf()).toHaveLength(before);
  });
});

test.each([['=1+1', "'=1+1"], ['+1', "'+1"], ['-1', "'-1"], ['@SUM(A1)', "'@SUM(A1)"], ['\tx', "'\tx"], ['\n=1', '"\'\n=1"'], ['＝1', "'＝1"], ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'], ['a,b', '"a,b"'], ['plain', 'plain']])(
  'a CSV cell %j is no formula', (cell, line) => expect(csvLine([cell])).toBe(line));
