// What stands beside the rules, as people use it: the secrets of sources, the outbox, the audit.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, launch } from '../playground/support/browser.js';
import { delivers } from '../support/deliveries.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { openPages, shows } from './support/pages.js';
import type { Pages } from './support/pages.js';

let world: World;
let browser: Browser;
let pages: Pages;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launch()]);
  pages = openPages(world, browser);
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const address = (path: string) => pages.address(path);
const signIn = (person: string, options: BrowserContextOptions = {}): Promise<Page> => pages.signIn(person, { javaScriptEnabled: false, ...options });

/** Notices that were given up, as the store keeps them. */
const givesUp = async (key: string, to: object, trouble: string) => {
  const client = await MongoClient.connect(world.uri);
  await client.db().collection<{ _id: string }>('notices').insertOne({ _id: key, schemaVersion: 1, version: 1, task: 12, kind: 'late', to, state: 'failed', dead: true, trouble, attempts: 3, addedAt: new Date('2026-11-30T14:00:00.000Z') } as { _id: string });
  await client.close();
};

test('a source’s secret is shown once, changed, and taken away: then it is shut', async () => {
  const page = await signIn('alex');
  const sends = async (secret: string) => (await delivers(world, 'website', { message: 'Please call me' }, { secret })).status;
  const shown = () => page.locator('.say .text').innerText();
  await page.goto(address('/admin'));
  await page.getByRole('link', { name: 'Secrets' }).click();
  await page.getByText('No secret: this source is shut.').waitFor();
  await page.getByRole('button', { name: 'Make a secret: Website form' }).click();
  const first = await shown();
  await shows(page, 'admin-secret');
  expect(await sends(first)).toBe(202);
  await page.goto(address('/admin/secrets'));
  expect(await page.locator('body').innerText()).not.toContain('whsec_');
  await page.getByText('Change its secret…').click();
  await shows(page, 'admin-secrets');
  await page.getByRole('button', { name: 'Make a new one: Website form' }).click();
  const second = await shown();
  expect([await sends(first), await sends(second)]).toEqual([202, 202]);
  await page.getByText('Change its secret…').click();
  await page.getByRole('button', { name: 'Take its secret away: Website form' }).click();
  await page.getByText('The source is shut until you make one.').waitFor();
  expect([await sends(first), await sends(second)]).toEqual([401, 401]);
  const made = (await auditOf(world)).filter(({ action }) => action === 'intake_secret').map(({ actor, door, facts }) => ({ actor, door, ...facts }));
  expect(made).toEqual(['kept_a_day', 'kept_a_day', 'revoked'].map((before) => ({ actor: 'alex', door: 'web', source: 'website', before })));
  await page.context().close();
});

test('an auditor finds who did what, and what they take out is an entry of it', async () => {
  const page = await signIn('jordan');
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByLabel('Who').selectOption({ label: 'Alex Kim' });
  await page.getByLabel('What').selectOption({ label: 'Changed a source’s secret' });
  await page.getByLabel('From').fill('2026-11-30');
  await page.getByLabel('To, this day included').fill('2026-11-30');
  await page.getByRole('button', { name: 'Search' }).click();
  const found = () => page.locator('.rows strong').allInnerTexts();
  expect(await found()).toEqual(Array(3).fill('Alex Kim: Changed a source’s secret'));
  await shows(page, 'audit');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'as NDJSON' }).click()]);
  const rows = readFileSync(await file.path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
  expect(rows.map(({ chain, actor, did }) => [chain, actor, did])).toEqual(Array(3).fill(['audit', 'alex', 'intake_secret']));
  const [sheet] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  expect(readFileSync(await sheet.path(), 'utf8').split('\r\n').filter((line) => line !== '')).toHaveLength(4);
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'jordan', action: 'export', facts: expect.objectContaining({ what: 'audit', format: 'ndjson', for_actor: 'alex', for_action: 'intake_secret' }) as unknown }));
  await page.getByLabel('Task, such as T-12').fill('Jane Doe');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('A task is asked for by its number: T-12.').waitFor();
  await page.getByRole('link', { name: 'Clear' }).click();
  expect((await found()).length).toBeGreaterThan(3);
  await page.context().close();
});

test('the outbox says what could not be sent and why, and tries it again', async () => {
  await givesUp('T-12/late/1', { person: 'maria' }, 'no_address');
  await givesUp('T-12/late/2', { queue: 'front_desk' }, 'channel_not_found');
  const page = await signIn('alex');
  await page.goto(address('/admin/outbox'));
  await page.getByText('Nobody says where: give the person an account, or the queue a channel.').waitFor();
  await page.getByText('Its channel is gone, or Rounds is not in it: name another, or invite Rounds. (channel_not_found)').waitFor();
  await shows(page, 'admin-outbox');
  await page.getByRole('button', { name: 'Try again: T-12/late/1' }).click();
  await page.getByText('It is tried again now.').waitFor();
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'alex', door: 'web', action: 'resend', facts: { notice: 'T-12/late/1' } }));
  await page.context().close();
});

test.each(['light', 'dark'] as const)('axe finds nothing, in %s, and nothing is wider than a phone', async (colorScheme) => {
  for (const [person, path] of [['alex', '/admin/secrets'], ['alex', '/admin/outbox'], ['jordan', '/admin/audit'], ['jordan', '/admin/audit?task=Jane']] as const) {
    const page = await signIn(person, { colorScheme, bypassCSP: true, javaScriptEnabled: true, viewport: { width: 390, height: 844 } });
    await page.goto(address(path));
    expect([path, await axe(page)]).toEqual([path, []]);
    expect([path, await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')]).toEqual([path, 0]);
    await shows(page, `phone-${colorScheme}-${path.replaceAll(/\W+/g, '-')}`);
    await page.context().close();
  }
});
