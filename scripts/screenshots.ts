// `npm run screenshots`: walks the playground as a person does and writes docs/images/*.png. Needs Chromium (CHROMIUM names another one).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/config.js';
import { makeLog } from '../src/log.js';
import { startRounds } from '../src/main.js';

const SOURCE = 'Mrs K. (chart 27761) called twice.';
const OTHERS = [['I cannot get off work', null], ['new patient packet', 'Sam Ortiz']] as const;
/** A Monday morning, so that the pictures stay the same whenever they are made. */
const NOW = '2026-11-30T15:10:00Z';

const walk = async (page: Page, url: string, shot: (name: string) => Promise<unknown>) => {
  page.setDefaultTimeout(10_000);
  await page.goto(`${url}/playground#/U0MARIA/C0FRONT`);
  const message = (words: string) => page.getByRole('log', { name: /^Messages in/ }).first().getByRole('listitem').filter({ hasText: words });
  const form = page.getByRole('dialog');
  /** The form of a message, filled in for its owner. */
  const fillIn = async (words: string, owner: string | null) => {
    await message(words).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Create task' }).click();
    await form.getByRole('radio', { name: /^Appointment reschedule/ }).check();
    await form.getByLabel('Provider').waitFor();
    await form.getByRole('radio', { name: /^Normal/ }).check();
    await form.getByLabel('Provider').selectOption({ index: 1 });
    await form.getByLabel('Location').selectOption({ index: 1 });
    if (owner !== null) await form.getByLabel('Another owner').selectOption({ label: owner });
    await form.getByText('What kind of work is it?').scrollIntoViewIfNeeded();
  };
  const create = async () => {
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.waitFor({ state: 'detached' });
  };
  const moveClock = async (entry: string) => {
    await page.getByRole('button', { name: /Move the clock/ }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await fillIn(SOURCE, 'Dana Reed');
  await shot('form');
  await create();
  await message(SOURCE).getByRole('button', { name: '1 reply' }).click();
  await page.getByRole('complementary', { name: 'Thread' }).getByText('T-1 ·').waitFor();
  await shot('playground');
  await page.goto(`${url}/playground#/U0DANA/C0FRONT`);
  await page.getByRole('link', { name: /^Rounds/ }).click();
  await page.getByRole('link', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await shot('card');
  await page.goto(`${url}/playground#/U0MARIA/C0FRONT`);
  for (const [words, owner] of OTHERS) {
    await fillIn(words, owner);
    await create();
  }
  await page.goto(`${url}/playground#/U0DANA/C0FRONT`);
  await page.getByRole('link', { name: /^Rounds/ }).click();
  await page.getByRole('link', { name: 'Messages' }).click();
  await moveClock('To tomorrow, 8 am');
  await page.getByRole('button', { name: /Tue, Dec 1, 8:0/ }).waitFor();
  await moveClock('An hour on');
  await page.getByText(/^Front desk · Tue:/).waitFor();
  await page.getByText(/^Front desk · Tue:/).scrollIntoViewIfNeeded();
  await shot('digest');
};

const dataDir = mkdtempSync(join(tmpdir(), 'rounds-pictures-'));
const config = readConfig({ NODE_ENV: 'test', NOW, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' });
const rounds = await startRounds(config, makeLog(config.LOG_LEVEL));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 800 }, colorScheme: 'light' });
  await walk(page, `http://127.0.0.1:${rounds.port}`, (name) => page.screenshot({ path: `docs/images/${name}.png`, animations: 'disabled' }));
} catch (error) {
  await browser.contexts()[0]?.pages()[0]?.screenshot({ path: join(tmpdir(), 'rounds-screenshot-failed.png') });
  throw error;
} finally {
  await browser.close();
  await rounds.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
