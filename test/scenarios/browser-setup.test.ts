// Setup as people do it: in a browser, in the playground of a Rounds that was started with nothing configured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { startRounds } from '../../src/main.js';
import type { Running } from '../../src/main.js';
import { axe, launch } from '../playground/support/browser.js';

const folder = mkdtempSync(join(tmpdir(), 'rounds-setup-'));
const faults: string[] = [];
let rounds: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const config = readConfig({ NODE_ENV: 'test', NOW: '2026-11-30T14:00:00.000Z', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  [rounds, browser] = await Promise.all([startRounds(config, pino({ level: 'silent' })), launch()]);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true })).newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => faults.push(error.message));
});
afterAll(async () => {
  await browser.close();
  await rounds.stop();
  rmSync(folder, { recursive: true, force: true });
});

const form = () => page.getByRole('dialog');
const press = (name: string) => form().getByRole('button', { name, exact: true }).first().click();
const reads = (words: string | RegExp) => form().getByText(words).first().waitFor();

/** Once the Home tab has been drawn: a press on what is drawn anew in that moment is one on something that is gone. */
const opensSetup = async () => {
  const drawn = page.waitForResponse(/U0ALEX\/opensHome/);
  await page.goto(`${rounds.playground}#/U0ALEX/home`);
  await drawn;
  await page.getByRole('button', { name: 'Setup', exact: true }).click();
};

test('an admin turns billing on, and the biller makes a task of what stands in the billing channel', async () => {
  await opensSetup();
  await reads('Billing is ready to be turned on');
  expect(await axe(page)).toEqual([]);
  await press('Turn on…');
  await reads('types of work can be created then');
  await form().getByLabel('Why', { exact: true }).selectOption({ label: 'The pilot runs well' });
  await press('Turn on');
  await reads('Saved as version 2, in force now.');
  expect(await axe(page)).toEqual([]);
  await press('Close');

  await page.goto(`${rounds.playground}#/U0BEN/C0BILLING`);
  const message = page.getByRole('log').first().getByRole('listitem').filter({ hasText: 'Remittance from Aetna' });
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Create task' }).click();
  await form().getByLabel('What kind of work is it?').selectOption({ label: 'Denial follow-up' });
  await form().getByLabel('Plan type').selectOption({ label: 'Employer or commercial' });
  await form().getByRole('radio', { name: /^High/ }).check();
  await form().getByLabel('Insurer').selectOption({ label: 'Aetna' });
  await form().getByLabel('Date on the denial letter').fill('2026-11-16');
  await press('Create');
  await form().waitFor({ state: 'detached' });
  await message.getByRole('button', { name: '1 reply' }).click();
  await page.getByRole('complementary', { name: 'Thread' }).getByText('T-1 · Denial follow-up').waitFor();
});

test('what was typed for one person does not stand in the form of the next', async () => {
  await opensSetup();
  await press('People');
  await reads('Maria Lopez');
  await press('Change…');
  await form().getByLabel('Name', { exact: true }).fill('Somebody else');
  expect(await axe(page)).toEqual([]);
  await press('Back to people');
  await reads('Dana Reed');
  await form().getByRole('button', { name: 'Change…' }).nth(1).click();
  await reads('E-mail');
  expect(await form().getByLabel('Name', { exact: true }).inputValue()).toBe('Dana Reed');
  expect(faults).toEqual([]);
});
