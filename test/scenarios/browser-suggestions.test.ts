// A typical message in the playground becomes a task by three clicks in the form and no letter typed.
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

const MESSAGE = 'Can someone move Mrs. Pemberton from Thursday with Dr. Patel at the North Clinic to next week? She has no ride. No rush';

const folder = mkdtempSync(join(tmpdir(), 'rounds-clicks-'));
let rounds: Running;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [rounds, browser] = await Promise.all([startRounds(readConfig({ NODE_ENV: 'test', NOW: '2026-11-30T14:00:00.000Z', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' }), pino({ level: 'silent' })), launch()]);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true })).newPage();
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser.close();
  await rounds.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Counts what a person does from now on. */
const counting = () => page.evaluate(() => {
  const done = { clicks: 0, letters: 0 };
  const screen = globalThis as unknown as { addEventListener(event: string, heard: () => void, first: boolean): void };
  Object.assign(globalThis, { done });
  // A click on a label comes again on its input, as a click that nobody made: so presses are counted.
  screen.addEventListener('pointerdown', () => { done.clicks += 1; }, true);
  screen.addEventListener('keydown', () => { done.letters += 1; }, true);
});
const counted = () => page.evaluate(() => (globalThis as unknown as { done: { clicks: number; letters: number } }).done);

test('shortcut, suggestion, priority, Create', async () => {
  await page.goto(`${rounds.playground}#/U0MARIA/C0FRONT`);
  const box = page.getByRole('textbox', { name: 'Message #front-desk' });
  await box.fill(MESSAGE);
  await box.press('Enter');
  const message = page.getByRole('log').first().getByRole('listitem').filter({ hasText: 'Mrs. Pemberton' });
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Create task' }).click();

  const form = page.getByRole('dialog', { name: 'New task' });
  await form.getByText(/Suggested: .*“move”/).waitFor();
  await form.getByText('Sounds like Low.').waitFor();
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await axe(page)).toEqual([]);

  await counting();
  await form.getByRole('radio', { name: /^Appointment reschedule/ }).click();
  await form.getByText('Found in the message.').first().waitFor();
  await form.getByRole('radio', { name: /^Low/ }).click();
  await form.getByText(/Due (?:today|tomorrow|\w{3}) /).waitFor();
  await form.getByRole('button', { name: 'Create', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  expect(await counted()).toEqual({ clicks: 3, letters: 0 });
  await message.getByRole('button', { name: '1 reply' }).click();
  await page.getByText('T-1 · Appointment reschedule').first().waitFor();
});
