import { request } from 'node:http';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { keepInFile } from '../../adapters/playground/index.js';
import { messages } from '../../adapters/playground/messages.js';
import { caller } from './support/api.js';
import { practicePeople, serve } from './support/served.js';
import { botToken } from './support/world.js';

type Served = Awaited<ReturnType<typeof serve>>;

const get = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the playground', () => {
  const open: Served[] = [];
  const start = async (options: Parameters<typeof serve>[0] = {}) => {
    const served = await serve(options);
    open.push(served);
    return served;
  };
  afterEach(async () => {
    for (const served of open.splice(0)) await served.close();
  });

  test('answers this machine alone, under its own names', async () => {
    const { url } = await start();
    const port = new URL(url).port;
    expect(await get(`${url}/playground`, { host: `localhost:${port}` })).toBe(200);
    expect(await get(`${url}/playground`, { host: 'rounds.attacker.example' })).toBe(403);
    expect(await get(`${url}/playground/api/auth.test`, { host: `127.0.0.1.attacker.example:${port}`, authorization: `Bearer ${botToken}` })).toBe(403);
    expect(await get(`${url}/playground/people/U0MARIA`, { origin: 'http://attacker.example' })).toBe(403);
    expect(await get(`${url}/playground/people/U0MARIA`, { origin: url })).toBe(200);
  });

  test('runs only its own scripts', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/playground`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|https?:\/\//);
    expect(await (await fetch(`${url}/playground/assets/vendor/preact-hooks.js`)).text()).toContain('from"./preact.js"');
  });

  test('shows a person what is theirs', async () => {
    const { url, double } = await start();
    const dm = await double.as('U0DANA').opensDm('U0SAM');
    const screen = async (user: string, channel: string) => (await (await fetch(`${url}/playground/people/${user}?channel=${channel}`)).json()) as { me: { name: string }; conversations: { id: string; unread: number }[]; open?: { messages: unknown[] } };
    const maria = await screen('U0MARIA', 'C0FRONT');
    expect(maria.me.name).toBe('Maria Lopez');
    expect(maria.conversations.find(({ id }) => id === 'C0GENERAL')?.unread).toBe(messages.filter(({ channel }) => channel === 'C0GENERAL').length);
    expect(maria.open?.messages.length).toBeGreaterThan(10);
    expect((await screen('U0MARIA', dm)).open).toBeUndefined();
    expect((await screen('U0SAM', dm)).open).toBeDefined();
    expect((await fetch(`${url}/playground/people/U0NOBODY`)).status).toBe(400);
  });

  test('does what a person does, and says why not', async () => {
    const { url, double } = await start();
    const deed = async (name: string, body: object) => {
      const response = await fetch(`${url}/playground/people/U0MARIA/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) };
    };
    expect(await deed('says', { channel: 'C0FRONT', text: 'hello' })).toMatchObject({ status: 200 });
    expect(double.as('U0DANA').reads('C0FRONT')).toMatch(/hello$/);
    expect(await deed('says', { channel: 'C0FRONT' })).toMatchObject({ status: 400 });
    expect(await deed('submit', {})).toEqual({ status: 400, body: { error: 'Maria Lopez has no modal open.' } });
    expect(await deed('shouts', {})).toMatchObject({ status: 404 });
  });

  test('finds its messages again after a restart, and edits old cards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rounds-playground-'));
    const path = join(folder, 'playground.json');
    const first = await start({ persist: keepInFile(path) });
    await first.double.as('U0MARIA').says('C0FRONT', 'before the restart');
    const { ts } = await caller(`${first.url}/playground/api/`)('chat.postMessage', { channel: 'U0MARIA', text: 'a card' });
    await open.pop()?.close();
    expect(await readdir(folder)).toEqual(['playground.json']);

    const second = await start({ persist: keepInFile(path) });
    const maria = second.double.as('U0MARIA');
    expect(maria.reads('C0FRONT').match(/before the restart/g)).toHaveLength(1);
    expect(maria.reads('C0FRONT').match(/otoscope/g)).toHaveLength(1);
    const dm = await maria.opensDm();
    expect(await caller(`${second.url}/playground/api/`)('chat.update', { channel: dm, ts, text: 'the same card' })).toMatchObject({ ok: true });
    expect(maria.reads(dm)).toBe('the same card');
    expect(Number(await maria.says('C0FRONT', 'after it'))).toBeGreaterThan(Number(ts));
    await open.pop()?.close();
    expect(await readFile(path, 'utf8')).toContain('the same card');
    await rm(folder, { recursive: true });
  });

  test('somebody who is new to the practice finds the old channels after a restart', async () => {
    let saved: unknown;
    const persist = { load: () => Promise.resolve(saved), save: (state: unknown) => Promise.resolve(void (saved = structuredClone(state))) };
    const first = await start({ persist });
    await first.double.as('U0MARIA').says('C0FRONT', 'hello');
    await open.pop()?.close();
    const second = await start({ persist, people: [...practicePeople, { id: 'U0NEW', name: 'New Person' }] });
    expect(second.double.as('U0NEW').reads('C0FRONT')).toContain('hello');
    await open.pop()?.close();
    saved = { version: 7 };
    await expect(serve({ persist })).rejects.toThrow('Delete it to start anew');
  });

  test('moves the clock where it can be moved', async () => {
    let now = Date.UTC(2026, 10, 23, 15);
    const { url } = await start({ clock: { now: () => new Date(now), advance: (ms) => void (now += ms) } });
    const post = async (served: string, body: object) => (await fetch(`${served}/playground/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
    expect(await post(url, { ms: 3_600_000 })).toBe(200);
    expect(await post(url, { ms: -1 })).toBe(400);
    expect(now).toBe(Date.UTC(2026, 10, 23, 16));
    expect(await post((await start()).url, { ms: 1 })).toBe(404);
  });

  test('starts with a dozen messages that are within Slack’s own limits', () => {
    expect(messages.length).toBeGreaterThanOrEqual(12);
    expect(messages.every(({ text }) => text.length < 400)).toBe(true);
  });
});
