// What chat may not show stands on a page of its own, behind a link that works once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { connectStore } from '../../adapters/mongo/index.js';
import { verifyAudit } from '../../src/use-cases/verify-audit.js';
import { hears, looksUp, makesTask, makesTaskOfMessage, completesUnderMore } from '../support/steps.js';
import { asksForLink, auditOf, openBrowser, signsIn } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const SOURCE = 'pt Jane Doe, chart 27761-55, wants <b>mornings</b> & "soon"';
const CHART = 'MRN-884417';
const MINUTE = 60_000;

describe('a task’s details', () => {
  let world: World;
  const wall = { aheadMs: 0 };
  beforeAll(async () => { world = await openWorld({ securityClock: () => new Date(Date.now() + wall.aheadMs) }); });
  afterAll(() => world.close());

  test('the card leads to a page with the source, the notes and the masked reference', async () => {
    const maria = world.as('maria');
    await makesTaskOfMessage(world, maria, SOURCE);
    await (await signsIn(world, maria, 'T-1')).sends('/fields', { 'field.patient_ref': CHART });
    await completesUnderMore(world, maria, 'note', await looksUp(maria, 'T-1'), { note: 'Her daughter drives her' });
    const { seen, addresses } = await signsIn(world, maria, 'T-1');
    expect(seen).toMatchObject({ status: 200, at: '/tasks/T-1/details' });
    expect(seen.text).toContain('T-1 Appointment reschedule');
    expect(seen.text).toContain('pt Jane Doe, chart 27761-55, wants &lt;b&gt;mornings&lt;/b&gt; &amp; &quot;soon&quot;');
    expect(seen.text).toContain('Her daughter drives her');
    expect(seen.text).toContain('hidden, ends in 17');
    expect(seen.text).not.toContain(CHART);
    expect(seen.text).toContain('<title>T-1 details · Rounds</title>');
    expect(addresses.slice(1)).toEqual(['/sign-in', '/tasks/T-1/details']);
  });

  test('no cache keeps it, no script runs on it, no frame holds it, and it sends nobody its address', async () => {
    const { seen } = await signsIn(world, world.as('maria'), 'T-1');
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
    expect(seen.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    expect(seen.text).not.toContain('<script');
    expect(seen.text).not.toContain('style=');
  });

  test('looking at a link uses nothing up; opening it works once', async () => {
    const link = await asksForLink(world, world.as('maria'), 'T-1');
    const [preview, browser, second] = [openBrowser(world), openBrowser(world), openBrowser(world)];
    expect((await preview.visits(link)).text).not.toContain('Jane');
    expect(await browser.follows(link)).toMatchObject({ status: 200, at: '/tasks/T-1/details' });
    expect(await second.follows(link)).toMatchObject({ status: 410 });
    expect(second.cookies.size).toBe(0);
  });

  test('a link ends after five minutes, a session after fifteen without use and after twelve hours in any case', async () => {
    const maria = world.as('maria');
    const [late, link] = [await asksForLink(world, maria, 'T-1'), await asksForLink(world, maria, 'T-1')];
    wall.aheadMs += 4 * MINUTE;
    const browser = openBrowser(world);
    expect(await browser.follows(link)).toMatchObject({ status: 200 });
    wall.aheadMs += MINUTE;
    expect(await openBrowser(world).follows(late)).toMatchObject({ status: 410 });
    wall.aheadMs += 13 * MINUTE;
    expect(await browser.visits('/tasks/T-1/details')).toMatchObject({ status: 200 });
    wall.aheadMs += 15 * MINUTE;
    expect(await browser.visits('/tasks/T-1/details')).toMatchObject({ status: 401 });

    const long = await signsIn(world, maria, 'T-1');
    const statuses = new Set<number>();
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      wall.aheadMs += 10 * MINUTE;
      statuses.add((await long.visits('/tasks/T-1/details')).status);
    }
    expect([...statuses]).toEqual([200]);
    wall.aheadMs += 10 * MINUTE;
    expect(await long.visits('/tasks/T-1/details')).toMatchObject({ status: 401 });
  });

  test('signing out ends it at once, everywhere', async () => {
    const browser = await signsIn(world, world.as('maria'), 'T-1');
    const kept = new Map(browser.cookies);
    expect(await browser.sends('/sign-out')).toMatchObject({ status: 200 });
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect(await browser.visits('/tasks/T-1/details')).toMatchObject({ status: 401 });
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const browser = openBrowser(world);
    const link = await asksForLink(world, world.as('maria'), 'T-1');
    const [, token = ''] = link.split('link=');
    const answer = await fetch(world.url('/sign-in'), { method: 'POST', body: new URLSearchParams({ link: token }), redirect: 'manual' });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^rounds=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
    expect(browser.cookies.size).toBe(0);
  });

  test('reveal shows one answer in full, and says so in the audit', async () => {
    const browser = await signsIn(world, world.as('maria'), 'T-1');
    const revealed = await browser.sends('/reveal', {}, 'patient_ref');
    expect(revealed).toMatchObject({ status: 200, at: '/tasks/T-1/details/reveal' });
    expect(revealed.text).toContain(CHART);
    expect((await browser.visits('/tasks/T-1/details')).text).not.toContain(CHART);
    expect(await auditOf(world)).toContainEqual({ actor: 'maria', door: 'web', action: 'reveal', task: 1, facts: { field: 'patient_ref' } });
  });

  test('a private answer is set here and never shown on the way; a note is added; both stand in the task’s history', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const browser = await signsIn(world, maria, name);
    expect(await browser.sends('/fields', { 'field.patient_ref': 'M'.repeat(41) })).toMatchObject({ status: 422, text: expect.stringContaining('Too long: 40 letters at most.') });
    expect(await browser.sends('/fields', { 'field.patient_ref': 'MRN-5566' })).toMatchObject({ status: 200, at: `/tasks/${name}/details`, text: expect.stringContaining('hidden, ends in 66') });
    expect(await browser.sends('/notes', { 'field.note': '' })).toMatchObject({ status: 422, text: expect.stringContaining('Please fill this in.') });
    expect(await browser.sends('/notes', { 'field.note': 'Prefers <i>mornings</i>' })).toMatchObject({ status: 200, text: expect.stringContaining('Prefers &lt;i&gt;mornings&lt;/i&gt;') });
    const task = (await historyOf(name)).map(({ verb, door }) => [verb, door]);
    expect(task).toEqual([['create', 'slack'], ['edit', 'web'], ['note', 'web']]);
  });

  const historyOf = async (name: string) => {
    const client = await MongoClient.connect(world.uri);
    const task = await client.db().collection<{ _id: number; history: { verb: string; door: string }[] }>('tasks').findOne({ _id: Number(name.slice(2)) });
    await client.close();
    return task?.history ?? [];
  };

  test('a form sent twice is done once', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const browser = await signsIn(world, maria, name);
    const [, form = ''] = /notes">.*?name="form" value="([^"]+)"/s.exec(browser.seen.text) ?? [];
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(browser.seen.text) ?? [];
    const body = { token, form, seen: '1', 'field.note': 'once' };
    await Promise.all([browser.posts(`/tasks/${name}/details/notes`, body), browser.posts(`/tasks/${name}/details/notes`, body)]);
    expect((await browser.visits(`/tasks/${name}/details`)).text.match(/>once</g)).toHaveLength(1);
  });

  test('a form from another site, or without the session’s token, does nothing', async () => {
    const browser = await signsIn(world, world.as('maria'), 'T-1');
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(browser.seen.text) ?? [];
    const form = { form: '3f2a7b1c-9d4e-4f6a-8b2c-1d5e7f9a0b3c', seen: '99', 'field.note': 'not ours' };
    expect(await browser.posts('/tasks/T-1/details/notes', { ...form, token }, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await browser.posts('/tasks/T-1/details/notes', { ...form, token: 'x' })).toMatchObject({ status: 403 });
    expect(await browser.posts('/tasks/T-1/details/notes', form)).toMatchObject({ status: 403 });
    expect((await browser.visits('/tasks/T-1/details')).text).not.toContain('not ours');
  });

  test('somebody else’s link in a browser where one is signed in: refused, void, recorded', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    const own = await makesTask(world, maria, { owner: 'sam' });
    const browser = await signsIn(world, sam, own);
    const link = await asksForLink(world, maria, 'T-1');
    expect(await browser.follows(link)).toMatchObject({ status: 403, text: expect.stringContaining('Sam Ortiz is signed in') });
    expect(await openBrowser(world).follows(link)).toMatchObject({ status: 410 });
    expect(await auditOf(world)).toContainEqual({ actor: 'sam', door: 'web', action: 'sign_in_refused', task: null, facts: { link_of: 'maria' } });
  });

  test('a session opens no task that its person may not read, and the attempt is in the audit', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    const own = await makesTask(world, maria, { owner: 'sam' });
    const browser = await signsIn(world, sam, own);
    const refused = await browser.visits('/tasks/T-1/details');
    expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('Ask Maria Lopez, Dana Reed or Alex Kim.') });
    expect(refused.text).not.toContain('Jane');
    expect(await auditOf(world)).toContainEqual({ actor: 'sam', door: 'web', action: 'denied', task: 1, facts: { verb: 'details', action: 'details' } });
  });

  test('in chat, whoever may not read them is told who can, and the attempt is in the audit', async () => {
    const sam = world.as('sam');
    const copy = await looksUp(sam, 'T-1');
    await sam.press('task:patient', copy);
    await hears(world, sam, copy.channel, 'T-1 keeps its patient details closed: patient details are for those who do the work or check it. Ask Maria Lopez, Dana Reed or Alex Kim.');
    await sam.press('task:start', copy);
    await hears(world, sam, copy.channel, 'was not started');
    const denied = (await auditOf(world)).filter(({ actor, action, door }) => actor === 'sam' && action === 'denied' && door === 'slack');
    expect(denied.map(({ facts }) => facts)).toEqual([{ verb: 'details', action: 'details' }, { verb: 'start', action: 'work' }]);
  });

  test('nothing of a patient and no token stands in addresses, in the log or in what Slack was sent', async () => {
    const browser = await signsIn(world, world.as('maria'), 'T-1');
    await browser.sends('/reveal', {}, 'patient_ref');
    const [link = ''] = browser.addresses;
    const session = [...browser.cookies.values()].join();
    for (const address of browser.addresses) expect(address).not.toMatch(/Jane|27761|884417/);
    for (const address of browser.addresses.slice(1)) expect(address).not.toContain('link=');
    const logged = world.log.join('\n');
    expect(logged).toContain('/tasks/T-1/details');
    for (const secret of ['Jane', '27761', CHART, 'daughter', link.split('=')[1] ?? '', session]) expect(logged).not.toContain(secret);
    const sent = JSON.stringify(world.slack.calls.map(({ args }) => args));
    for (const secret of ['Jane', '27761', CHART, 'daughter']) expect(sent).not.toContain(secret);
  });

  test('an unknown task and an unknown page', async () => {
    const browser = await signsIn(world, world.as('maria'), 'T-1');
    expect(await browser.visits('/tasks/T-9999/details')).toMatchObject({ status: 404 });
    expect(await browser.visits('/tasks/nothing/details')).toMatchObject({ status: 404 });
    expect(await openBrowser(world).visits('/tasks/T-9999/details')).toMatchObject({ status: 401 });
  });

  test('after thirty failures in a minute the door stays shut for the rest of it', async () => {
    const browser = openBrowser(world);
    const statuses: number[] = [];
    for (let tries = 0; tries < 40; tries += 1) statuses.push((await browser.posts('/sign-in', { link: 'guess' })).status);
    expect(statuses.at(-1)).toBe(429);
    const link = await asksForLink(world, world.as('maria'), 'T-1');
    wall.aheadMs += 61_000;
    expect(await openBrowser(world).follows(link)).toMatchObject({ status: 200 });
  });

  test('all of it stands in the audit, whose chain is whole', async () => {
    const rows = await auditOf(world);
    const store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    expect(await verifyAudit(store)).toEqual({ entries: rows.length, faults: [] });
    await store.close();
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['playbook_change', 'denied', 'read', 'reveal', 'sign_in', 'sign_in_refused', 'sign_out']));
  });
});
