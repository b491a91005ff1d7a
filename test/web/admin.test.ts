// The rules on a page as an admin uses it, without JavaScript: what is wrong and where, what changes, what it would have done, and the way back.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, launch } from '../playground/support/browser.js';
import { makesTaskOfMessage } from '../support/steps.js';
import { asksForBoard, auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launch()]);
  await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow');
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const address = (path: string) => world.url(path).replace('127.0.0.1', 'localhost');
const signIn = async (person: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const link = await asksForBoard(world, world.as(person));
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, ...options })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};
const shows = async (page: Page, name: string) => {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
const rules = (page: Page) => page.getByLabel('The rules as YAML');

test('what is wrong stands with its line, and nothing is changed', async () => {
  const page = await signIn('alex');
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('link', { name: 'Routing', exact: true }).click();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: nobody_here }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Line 3').waitFor();
  await page.getByText('"nobody_here" is not among the people.').waitFor();
  await shows(page, 'admin-faults');
  expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
  await rules(page).fill('routing: [\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('This is no YAML').waitFor();
  await rules(page).fill('people: []\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Here stands routing alone.').waitFor();
  await page.context().close();
});

test('check shows what changes and what it would have done; apply asks why, and the rule is in force', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin?part=routing'));
  await rules(page).fill('routing:\n  - when: { location: main }\n    to: { owner: sam }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(/Routing added|sends/).first().waitFor();
  await page.getByText('Of 1 task of the last 90 days 1 would have gone another way:').waitFor();
  await page.getByText('1 task: Maria Lopez → Sam').waitFor();
  await shows(page, 'admin-check');
  expect(await page.locator('body').innerText()).not.toMatch(/Jane|T-1\b/);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Say why in a few words').waitFor();
  await page.getByLabel('Why').fill('MRN 4455667 wants it');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This looks like it is of a patient.').waitFor();
  await page.getByLabel('Why').fill('Sam has Main Street now');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('heading', { name: 'Saved as version 2, in force now' }).waitFor();
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'alex', door: 'web', action: 'playbook_change', facts: expect.objectContaining({ version: 2, part: 'yaml routing' }) as unknown }));
  await page.context().close();
});

test('two admins at once: of two changes of the same the second is not saved, and reads what the first did', async () => {
  const [one, other] = await Promise.all([signIn('alex'), signIn('alex')]);
  const writes = async (page: Page, owner: string) => {
    await rules(page).fill(`routing:\n  - when: { location: north }\n    to: { owner: ${owner} }\n`);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByLabel('Why').fill('North moved');
  };
  await one.goto(address('/admin?part=routing'));
  await other.goto(address('/admin?part=routing'));
  await writes(one, 'maria');
  await writes(other, 'dana');
  await one.getByRole('button', { name: 'Apply' }).click();
  await one.getByText('in force now').waitFor();
  await other.getByRole('button', { name: 'Apply' }).click();
  await other.getByText('changed the same rules after you opened them').waitFor();
  await Promise.all([one.context().close(), other.context().close()]);
});

test('going back to an earlier version makes a new one', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin/versions'));
  await shows(page, 'admin-versions');
  await page.getByRole('link', { name: /^Version 1/ }).click();
  await page.getByRole('heading', { name: 'Going back to it would change' }).waitFor();
  await shows(page, 'admin-version');
  await page.getByLabel('Why').fill('It did not work');
  await page.getByRole('button', { name: 'Go back to this' }).click();
  await page.getByText('This version is in force.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/versions/4');
  await page.context().close();
});

test('an admin who gives themselves a queue: its lead hears of it, as with setup in chat', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin?part=people'));
  const text = await rules(page).inputValue();
  await rules(page).fill(text.replace(/(key: alex\n(?: {4}.*\n)*? {4}queues:) \[\]/, '$1 [front_desk]'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Alex Kim: queues').waitFor();
  await page.getByLabel('Why').fill('Helping out');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('in force now').waitFor();
  await world.settled();
  const dana = world.as('dana');
  expect(JSON.stringify(dana.messages(await dana.opensDm()))).toContain('Alex Kim');
  await page.context().close();
});

test('nobody else comes in, and the attempt is in the audit', async () => {
  const page = await signIn('maria');
  expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0);
  expect((await page.goto(address('/admin')))?.status()).toBe(403);
  await page.getByRole('heading', { name: 'This is for admins' }).waitFor();
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'maria', door: 'web', action: 'denied', facts: { verb: 'admin', action: 'see_setup' } }));
  await page.context().close();
});

test.each(['light', 'dark'] as const)('axe finds nothing, in %s, and nothing is wider than a phone', async (colorScheme) => {
  const page = await signIn('alex', { colorScheme, bypassCSP: true, javaScriptEnabled: true, viewport: { width: 390, height: 844 } });
  const expectClean = async () => {
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
  };
  await page.goto(address('/admin?part=routing'));
  await expectClean();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: nobody_here }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Line 3').waitFor();
  await expectClean();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: sam }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  await expectClean();
  await page.goto(address('/admin/versions/2'));
  await expectClean();
  await page.goto(address('/admin/outbox'));
  await expectClean();
  await page.context().close();
});
