// Another program hears of changes of status: signed, once for each change, tried again until it answers, and nothing of a patient in it.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import { secretsOf, secretText } from '../../src/use-cases/send-webhook.js';
import { eventually } from '../support/eventually.js';
import { runScript } from '../support/run-script.js';
import { completes, looksUp, makesTask, makesTaskOfMessage, presses } from '../support/steps.js';
import { asksForBoard, auditOf, openBrowser } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

type Got = { headers: IncomingHttpHeaders; body: string; path: string };

const got: Got[] = [];
const answers: number[] = [];
let receiver: Server;
let world: World;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body, path: request.url ?? '' });
      const status = answers.shift() ?? 204;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
  world = await openWorld({ playbook: `webhooks: [{ key: ehr, url: "${url}", on: [todo, in_progress, done], secret: 2 }]` });
});
afterAll(async () => {
  await world.close();
  receiver.close();
});
afterEach(() => void (got.length = 0));

const KEY = Buffer.alloc(32, 7);
const secrets = secretsOf({ key: 'ehr', secret: 2 }, makeSealer(KEY));
const signatureOf = ({ headers, body }: Got, secret: Buffer | undefined) => `v1,${createHmac('sha256', secret ?? '').update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`;

test('a new task is told, signed as the Standard Webhooks specification says; nothing of the patient stands in it', async () => {
  await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow');
  await eventually('the receiver heard', () => got.length > 0);
  const [first] = got as [Got];
  expect(first.path).toBe('/hook');
  expect(first.headers['content-type']).toBe('application/json');
  expect(first.headers['webhook-id']).toBe('T-1/webhook/ehr/1');
  expect(Math.abs(Number(first.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(300);
  expect(String(first.headers['webhook-signature']).split(' ')).toEqual([signatureOf(first, secrets[0]), signatureOf(first, secrets[1])]);
  expect(JSON.parse(first.body)).toMatchObject({ type: 'task.status', data: { task: 'T-1', version: 1, from: null, to: 'todo', task_type: 'reschedule', queue: 'front_desk', priority: 'normal' } });
  expect(first.body).not.toMatch(/Jane|Doe|patel|maria/i);
});

test('each change of status that was asked for is told once, others are not', async () => {
  const maria = world.as('maria');
  await presses(world, maria, 'start', await looksUp(maria, 'T-1'));
  await completes(world, maria, 'wait', await looksUp(maria, 'T-1'), { on: 'patient' });
  await world.settled();
  expect(got.map(({ body }) => (JSON.parse(body) as { data: { from: string; to: string } }).data)).toMatchObject([{ from: 'todo', to: 'in_progress' }]);
});

test('a receiver that fails hears of it again, under the same id, and a redirect is not followed', async () => {
  answers.push(500, 302);
  const maria = world.as('maria');
  await presses(world, maria, 'answer', await looksUp(maria, 'T-1'));
  await eventually('the receiver took it', () => got.length >= 3);
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  expect(got.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
  expect(world.log.join('\n')).toContain('http_500');
}, 60_000);

test('a receiver that wants no more is given up, and an admin has it tried again', async () => {
  answers.push(410);
  await makesTask(world, world.as('maria'));
  await eventually('the receiver was asked', () => got.length > 0);
  await world.settled();
  const browser = openBrowser(world);
  await browser.follows(await asksForBoard(world, world.as('alex')));
  expect((await browser.visits('/admin/outbox')).text).toMatch(/T-2: webhook<\/strong> to webhook ehr[\s\S]*http_410/);
  expect((await browser.sends('/admin/outbox')).text).toContain('It is tried again now.');
  await eventually('it heard again', () => got.length > 1);
  expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
  await world.settled();
  expect((await browser.visits('/admin/outbox')).text).toContain('Nothing was given up.');
  expect(await auditOf(world)).toContainEqual({ actor: 'alex', door: 'web', action: 'resend', task: null, facts: { notice: got[0]?.headers['webhook-id'] } });
});

test('the secret is shown by a script, and by no playbook', async () => {
  const ran = await runScript('webhook-secret', { args: ['ehr'], env: { MONGODB_URI: world.uri, FIELD_KEY: KEY.toString('base64') } });
  expect(ran).toMatchObject({ code: 0, stdout: `${secretText(secrets[0] ?? Buffer.alloc(0))}\n` });
  expect(await runScript('webhook-secret', { args: ['nobody'], env: { MONGODB_URI: world.uri, FIELD_KEY: KEY.toString('base64') } })).toMatchObject({ code: 1, stderr: expect.stringContaining('It knows: ehr.') as unknown });
});
