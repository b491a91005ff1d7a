import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { runScript } from '../support/run-script.js';
import { atPlayground, refusedStart, serve } from '../support/serving.js';
import type { Serving } from '../support/serving.js';

const folder = mkdtempSync(join(tmpdir(), 'rounds-serve-'));
const dataDir = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORDS = 'chart 99881 is very upset';

describe('npm start on an empty folder', () => {
  const opened: { rounds?: Serving } = {};
  const rounds = () => opened.rounds as Serving;
  beforeAll(async () => { opened.rounds = await serve({ DATA_DIR: dataDir, LOG_LEVEL: 'trace' }); });

  test('says where the playground is', async () => {
    expect(rounds().said()).toMatch(/^Rounds is ready\. Open the playground: http:\/\/localhost:\d+\/playground$/m);
    expect((await fetch(`${rounds().url}/playground`)).status).toBe(200);
  });

  test('is alive, ready, and counts', async () => {
    const [alive, ready, metrics] = await Promise.all(['/healthz', '/readyz', '/metrics'].map((path) => fetch(`${rounds().url}${path}`)));
    expect(await alive?.json()).toEqual({ ok: true });
    expect(await ready?.json()).toEqual({ ok: true, parts: { store: { ok: true }, slack: { ok: true } } });
    expect(await metrics?.text()).toMatch(/^rounds_notices_waiting 0$/m);
  });

  test('lets nobody else into its folder', () => {
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(dataDir).filter((file) => /\.(key|sock|uri)$/.test(file))) expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
  });

  test('a second process on the same folder is told who has it', async () => {
    const { code, said } = await refusedStart({ DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(said).toBe(`The data folder ${dataDir} is in use by process ${rounds().child.pid}. Stop that process, or give this one a folder of its own (DATA_DIR).\n`);
  });

  test('a message becomes a task; neither log nor metric has its words', async () => {
    const sam = atPlayground(rounds().url, 'U0SAM');
    const maria = atPlayground(rounds().url, 'U0MARIA');
    const ts = await sam.deed('says', { channel: 'C0FRONT', text: WORDS });
    await maria.deed('shortcut', { callbackId: 'create_task', on: { channel: 'C0FRONT', ts } });
    await maria.sees('"callback_id":"task_form"');
    await maria.deed('choose', { field: 'type', answer: 'reschedule', place: 'modal', typed: {} });
    await maria.sees('"block_id":"provider"');
    await maria.deed('submit', { typed: { 'priority/value': 'normal', 'provider/value': 'patel', 'location/value': 'main', 'owner/value': 'dana' } });
    await maria.sees('T-1 · Appointment reschedule', 'C0FRONT');
    const metricsNow = async () => (await fetch(`${rounds().url}/metrics`)).text();
    await eventually('the notice is counted', async () => /^rounds_notices_total\{result="sent"\} [1-9]/m.test(await metricsNow()));
    const metrics = await metricsNow();
    for (const leak of ['99881', 'upset', 'xoxb-', 'Maria']) {
      expect(rounds().said()).not.toContain(leak);
      expect(metrics).not.toContain(leak);
    }
  });

  test('SIGTERM: the request under way is answered, an open page is let go, nothing new is taken, and it ends with 0', async () => {
    const live = await fetch(`${rounds().url}/playground/live`);
    const body = JSON.stringify({ channel: 'C0FRONT', text: 'one more' });
    const slow = request(`${rounds().url}/playground/people/U0SAM/says`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), expect: '100-continue' } });
    slow.flushHeaders();
    await once(slow, 'continue');
    const ended = rounds().stop();
    await live.text(); // The stream ends, although the page would listen for ever.
    await eventually('it takes nothing new', () => fetch(`${rounds().url}/healthz`).then(() => false, () => true));
    const answered = once(slow, 'response');
    slow.end(body);
    const [response] = await answered as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
    expect(await ended).toBe(0);
    expect(rounds().said()).toContain('Stopping…');
  });

  test('the next start finds everything again', async () => {
    const again = await serve({ DATA_DIR: dataDir });
    const maria = atPlayground(again.url, 'U0MARIA');
    expect(await maria.screen('C0FRONT')).toContain('T-1 · Appointment reschedule');
    expect(await maria.screen('C0FRONT')).toContain(WORDS);
    const { code, stdout } = await runScript('tasks-export', { env: { DATA_DIR: dataDir } });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ number: 1, status: 'todo', owner: 'dana' });
    expect(await again.stop()).toBe(0);
  });
});

describe('settings that cannot work are refused plainly', () => {
  test('all faults of the configuration at once, with 78', async () => {
    const { code, said } = await refusedStart({ DATA_DIR: dataDir, LOG_LEVEL: 'loud', PHI_MODE: 'some', PUBLIC_URL: 'here' });
    expect(code).toBe(78);
    for (const name of ['LOG_LEVEL', 'PHI_MODE', 'PUBLIC_URL']) expect(said).toMatch(new RegExp(`^ {2}- ${name} .+\\.$`, 'm'));
  });

  test('a playbook with faults: each with its line and what to do', async () => {
    const playbook = join(folder, 'playbook.yaml');
    writeFileSync(playbook, 'practice: { name: X, timezone: America/New_York }\nenabled: [front_dsk]\n');
    const { code, said } = await refusedStart({ DATA_DIR: join(folder, 'faulty'), PLAYBOOK: playbook });
    expect(code).toBe(78);
    expect(said).toContain('line 2 enabled: "front_dsk" is not among the queues. Did you mean front_desk?');
  });

  test('a playbook that is not there', async () => {
    const { code, said } = await refusedStart({ DATA_DIR: join(folder, 'none'), PLAYBOOK: '/nowhere/p.yaml' });
    expect({ code, said }).toEqual({ code: 78, said: expect.stringContaining('PLAYBOOK /nowhere/p.yaml cannot be read.') });
  });

  test('a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await refusedStart({ DATA_DIR: join(folder, 'port'), PORT: String(port) });
    other.close();
    expect({ code, said }).toEqual({ code: 1, said: `Port ${port} is taken: another program listens there. Set PORT to a free one, such as PORT=3001 npm start.\n` });
  });

  test('a MongoDB that does not answer, without a word of its address', async () => {
    const { code, said } = await refusedStart({ DATA_DIR: join(folder, 'mongo'), MONGODB_URI: 'mongodb://user:s3cret@127.0.0.1:9/rounds' });
    expect({ code, said }).toEqual({ code: 1, said: 'MongoDB does not answer at the address in MONGODB_URI. Check that it runs, and that this machine may reach it.\n' });
  });
});

describe('the playground is for this machine alone', () => {
  test('with HOST=0.0.0.0 the network is refused, and so is what a proxy on this machine hands on', async () => {
    const rounds = await serve({ DATA_DIR: join(folder, 'network'), HOST: '0.0.0.0' });
    const { port } = new URL(rounds.url);
    const outside = Object.values(networkInterfaces()).flat().find((one) => one?.family === 'IPv4' && !one.internal)?.address;
    for (const path of ['/playground', '/playground/people', '/playground/api/auth.test']) {
      expect((await fetch(`${rounds.url}${path}`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403);
      // A machine without a network has no other address to try.
      if (outside !== undefined) expect((await fetch(`http://${outside}:${port}${path}`)).status).toBe(403);
    }
    expect((await fetch(`${rounds.url}/playground`)).status).toBe(200);
    expect(await rounds.stop()).toBe(0);
  });

  test('it is not served where a platform is configured', async () => {
    const rounds = await serve({ DATA_DIR: join(folder, 'slack'), SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: 'http://127.0.0.1:9/' });
    expect(rounds.said()).toContain('Rounds listens on port');
    expect((await fetch(`${rounds.url}/playground`)).status).toBe(404);
    expect((await fetch(`${rounds.url}/readyz`)).status).toBe(503); // Slack cannot be reached there.
    expect(await rounds.stop()).toBe(0);
  });
});
