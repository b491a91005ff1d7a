// Microsoft's own local client in a browser, before the whole of Rounds: what a person sees and presses is drawn by Microsoft's code.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { startRounds } from '../../src/main.js';
import type { Running } from '../../src/main.js';
import { LOCAL_PLAYBOOK, startLocalClient } from '../../scripts/local-client.js';
import type { LocalClient } from '../../scripts/local-client.js';
import { launch } from '../playground/support/browser.js';
import { openFreshDatabase } from '../support/fresh-database.js';
import { MONDAY_9_AM } from '../support/world.js';

const LONG_MS = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'rounds-local-client-'));
const opened: { database?: Awaited<ReturnType<typeof openFreshDatabase>>; running?: Running; client?: LocalClient; browser?: Browser } = {};
const log: string[] = [];
let page: Page;

beforeAll(async () => {
  opened.database = await openFreshDatabase();
  const config = readConfig({ NODE_ENV: 'development', TEAMS_PLAYGROUND: '1', PORT: '0', DATA_DIR: join(folder, 'data'), MONGODB_URI: opened.database.uri, FIELD_KEY: Buffer.alloc(32, 7).toString('base64'), PLAYBOOK: LOCAL_PLAYBOOK });
  // Development has no clock to move: this one is a test as well.
  opened.running = await startRounds({ ...config, startAt: new Date(MONDAY_9_AM) }, pino({}, { write: (line: string) => void log.push(line) }));
  process.env['TEAMSAPPTESTER_BROWSER'] = 'none';
  opened.client = await startLocalClient({ endpoint: `http://127.0.0.1:${opened.running.port}/api/messages`, port: 56_177 });
  opened.browser = await launch();
  page = await opened.browser.newPage({ viewport: { width: 1280, height: 1200 } });
  page.setDefaultTimeout(LONG_MS);
  await page.goto(opened.client.url);
});
afterAll(async () => {
  await opened.browser?.close();
  await opened.client?.stop();
  await opened.running?.stop();
  await opened.database?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** For people to look at: SHOTS names a folder. */
const shot = async (name: string) => {
  const into = process.env['SHOTS'];
  if (into === undefined) return;
  mkdirSync(into, { recursive: true });
  await page.screenshot({ path: join(into, `teams-${name}.png`) });
};

const cards = () => page.locator('.ac-adaptiveCard');
const card = () => cards().last();
const says = async (words: string) => {
  const before = await cards().count();
  await page.getByPlaceholder('Type a message...').or(page.locator('[contenteditable=true]')).first().click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await cards().nth(before).waitFor();
};
const chooses = async (within: ReturnType<typeof card>, field: string, option: string) => {
  await within.getByLabel(field).first().click();
  await page.getByRole('option', { name: option, includeHidden: true }).click();
};
const moves = async (to: string) => void (await fetch(`http://127.0.0.1:${opened.running?.port ?? 0}/test/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) }));

test('the start says that nobody is asked for a token', () => {
  expect(log.join()).toContain('whoever is on this machine can act as anybody');
});

test('Home stands in the chat at once; words get a form, and the form becomes what came of it', async () => {
  await card().getByRole('button', { name: 'New task' }).waitFor();
  await says('new');
  const form = card();
  await form.getByLabel(/^Appointment reschedule/).check({ force: true });
  await form.getByLabel(/^Normal/).check({ force: true });
  await shot('form');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('Nothing is saved yet.').waitFor();
  await chooses(form, 'Provider', 'Dr Patel');
  await chooses(form, 'Location', 'Main Street');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('T-1 · Appointment reschedule · Maria Lopez').waitFor();
  expect(await form.getByRole('button', { name: 'Create' }).count()).toBe(0);
  await shot('created');
});

test('a button on the card moves the task, and the card says so', async () => {
  await says('T-1');
  const shown = card();
  await shot('card');
  await shown.getByRole('button', { name: 'Start' }).click();
  await shown.getByText('In progress').waitFor();
  await shown.getByRole('button', { name: 'Waiting…' }).click();
  await shown.getByText('Waiting on').first().waitFor();
  await shot('waiting-form');
  await shown.getByRole('button', { name: 'Back' }).click();
  await shown.getByText('In progress').waitFor();
});

test('a message becomes a task: its menu opens the dialog with the suggestion in it', async () => {
  await says('Please move the 2 pm with Dr. Patel at Main Street to next week, asap');
  await page.getByText('Please move the 2 pm').first().hover();
  await page.getByRole('button', { name: 'Show more information' }).nth(-2).click();
  await page.getByRole('menuitem', { name: 'Action Command' }).first().click();
  await page.getByPlaceholder('Input command id').fill('createTask');
  await page.getByRole('button', { name: 'Create', exact: true }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Sounds like High.').waitFor();
  await dialog.getByLabel(/^Appointment reschedule/).check({ force: true });
  await dialog.getByLabel(/^High/).check({ force: true });
  await shot('dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByText('Found in the message.').first().waitFor();
  // Both are found: this client shows a menu's old choices in a dialog that was drawn again.
  await shot('dialog-more');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByText('It is saved.').waitFor();
  await shot('dialog-saved');
});

test('a reminder comes by itself', async () => {
  await page.reload();
  await page.getByText('Personal Chat').first().click();
  const before = await cards().count();
  await moves('2026-11-30T18:16:00.000Z');
  await cards().nth(before).waitFor();
  await expect(card().innerText()).resolves.toContain('T-1');
  await shot('reminder');
});
