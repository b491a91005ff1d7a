// The main job as people do it: in a browser, in the playground of a Rounds that was started with nothing configured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { startRounds } from '../../src/main.js';
import type { Running } from '../../src/main.js';
import { axe, launch } from '../playground/support/browser.js';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
/** Monday morning in New York, so that "today" is a business day whenever the test runs. */
const MONDAY_9_AM = '2026-11-30T14:00:00.000Z';
const PATIENCE_MS = 15_000;

const MARIA = { id: 'U0MARIA', name: 'Maria Lopez' };
const DANA = { id: 'U0DANA', name: 'Dana Reed' };

const voicemail = 'I cannot get off work';
const packet = 'new patient packet';

describe('the main job in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-browser-'));
  const config = () => readConfig({ NODE_ENV: 'test', NOW: MONDAY_9_AM, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const faults: string[] = [];
  let rounds: Running;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [rounds, browser] = await Promise.all([startRounds(config(), pino({ level: 'silent' })), launch()]);
    // Axe comes in by evaluation, which the page's own policy would refuse. The browser's zone is not the practice's: nothing may follow it.
    context = await browser.newContext({ viewport: DESK, bypassCSP: true, timezoneId: 'Asia/Tokyo' });
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  });
  afterAll(async () => {
    await browser.close();
    await rounds.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const goTo = async (person: { id: string; name: string }, place: string) => {
    await page.goto(`${rounds.playground}#/${person.id}/${place}`);
    await page.getByRole('button', { name: new RegExp(`^You are ${person.name}`) }).waitFor();
  };
  const channel = async (person: { id: string; name: string }) => {
    await goTo(person, 'C0FRONT');
    await page.getByRole('heading', { name: '#front-desk' }).waitFor();
  };
  const home = async (person: { id: string; name: string }) => {
    await goTo(person, 'home');
    await page.getByRole('button', { name: 'New task' }).waitFor();
  };
  const directMessages = async (person: { id: string; name: string }) => {
    await home(person);
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByRole('textbox', { name: 'Message Rounds' }).waitFor();
  };

  const list = () => page.getByRole('log').first().getByRole('listitem');
  const message = (words: string) => list().filter({ hasText: words });
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const noDialog = async () => {
    const shown = page.getByRole('dialog');
    await shown.waitFor({ state: 'detached' }).catch(async (error: Error) => {
      throw new Error(`A dialog stays open: ${(await shown.allInnerTexts()).join('\n')}`, { cause: error });
    });
  };
  const press = (name: string, where: Locator | Page = page) => where.getByRole('button', { name, exact: true }).click();
  const openShortcut = async (words: string) => {
    await message(words).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Create task' }).click();
  };
  const card = (words: string | RegExp) => list().filter({ hasText: words }).last();
  const reads = (words: string) => page.getByText(words).first().waitFor();

  test('from a message to done, and its history, by two persons', async () => {
    await channel(MARIA);
    await openShortcut(voicemail);
    const form = dialog('New task');
    await form.getByRole('radio', { name: /^Appointment reschedule/ }).check();
    await form.getByLabel('Provider', { exact: true }).selectOption({ label: 'Dr Patel' });
    expect(await axe(page)).toEqual([]);
    expect(await form.getByLabel('Came by').inputValue()).toBe('voicemail');

    // Without a priority nothing is made: there is no default.
    await form.getByLabel('Location').selectOption({ label: 'Main Street' });
    await press('Create', form);
    await form.getByText('Please complete this required field.').waitFor();
    await form.getByRole('radio', { name: /^Normal/ }).check();
    await form.getByText('Due today 2 pm').waitFor();
    await form.getByLabel(/^Another owner/).selectOption({ label: 'Dana Reed' });
    await press('Create', form);
    await noDialog();
    await message(voicemail).getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('T-1 · Appointment reschedule · Dana Reed · due today 2 pm').waitFor();

    await channel(DANA);
    await page.getByRole('link', { name: 'Rounds 1 unread' }).click();
    await page.getByRole('link', { name: 'Messages' }).click();
    await reads('New from Maria Lopez');
    expect(await axe(page)).toEqual([]);
    await press('Start', card('T-1'));
    await card('T-1').getByText('In progress').waitFor();
    await press('Waiting…', card('T-1'));
    await dialog(/^Waiting/).getByRole('radio', { name: /^Patient to call back/ }).check();
    await press('Set to waiting');
    await card('T-1').getByText('Waiting on patient to call back').waitFor();
    await press('Answer came', card('T-1'));
    await card('T-1').getByText('In progress').waitFor();

    await press('Done…', card('T-1'));
    const done = dialog(/^Done/);
    await done.getByRole('radio', { name: /^Rescheduled/ }).check();
    await done.getByLabel('Why it moves').selectOption({ label: 'Patient asked' });
    await done.getByLabel('Chart number').fill('20418');
    await press('Done', done);
    await noDialog();
    await card('T-1').getByText('Done: Rescheduled').waitFor();

    await channel(MARIA);
    await message(voicemail).getByRole('button', { name: '2 replies' }).click();
    await thread.getByText('T-1 · Appointment reschedule · Dana Reed · done: rescheduled').waitFor();
    await press('Open', thread);
    await press('More', dialog('T-1'));
    await press('History', dialog(/^More/));
    const history = dialog('History of T-1');
    await history.getByText('In progress → Done · outcome: Rescheduled').waitFor();
    for (const words of ['Maria Lopez made it', 'Dana Reed started', 'on: Patient to call back', 'Dana Reed carried on']) await history.getByText(words).first().waitFor();
    expect(await history.textContent()).not.toContain('20418');
    for (const name of ['History of T-1', 'More: T-1', 'T-1']) {
      await page.keyboard.press('Escape');
      await dialog(name).waitFor({ state: 'detached' });
    }
    await noDialog();
  });

  test('the keyboard alone makes a task on a phone; its owner reaches the card in one press, and the clock brings the time to ask again', async () => {
    await page.setViewportSize(PHONE);
    await channel(MARIA);
    await message(packet).getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.locator(':focus', { hasText: 'Create task' }).waitFor();
    await page.keyboard.press('Enter');
    const form = dialog('New task');
    const type = form.getByRole('radio', { name: /^Missing paperwork/ });
    // What is suggested stands first, and so under the focus.
    await type.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Space');
    expect(await type.isChecked()).toBe(true);
    const missing = form.getByLabel('What is missing');
    await missing.waitFor();
    await type.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await form.getByRole('radio', { name: /^Urgent/, checked: true }).waitFor();
    await page.keyboard.press('Tab');
    await missing.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Insurance card');
    await page.keyboard.press('Tab');
    await form.getByLabel('What it is needed for').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Billing');
    await form.getByText('Goes to you').waitFor();
    expect(await axe(page)).toEqual([]);
    const create = form.getByRole('button', { name: 'Create', exact: true });
    for (let presses = 0; presses < 30 && !(await create.and(page.locator(':focus')).isVisible()); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await noDialog();
    await message(packet).getByRole('button', { name: '1 reply' }).waitFor();

    await home(MARIA);
    await reads('T-2 Missing paperwork · Insurance card · Billing');
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    await press('Open');
    await press('Waiting…', dialog('T-2'));
    await dialog(/^Waiting/).getByRole('radio', { name: /^Patient to bring/ }).check();
    await press('Set to waiting');
    await noDialog();
    await reads('Waiting on patient to bring or send it, chase tomorrow 9 am');

    await page.setViewportSize(DESK);
    await directMessages(MARIA);
    const clock = page.getByRole('button', { name: /Move the clock/ });
    await clock.click();
    await page.getByRole('menuitem', { name: 'To tomorrow, 8 am' }).click();
    await page.getByRole('button', { name: /Tue, Dec 1, 8:0\d AM/ }).waitFor();
    await clock.click();
    await page.getByRole('menuitem', { name: 'Four hours on' }).click();
    await reads('Time to ask again');
    expect(await card('T-2').getByRole('button', { name: 'Update' }).isVisible()).toBe(true);
  });

  test('whoever moves the clock on sees the escalation come to the lead, and the morning digest', async () => {
    await directMessages(DANA);
    const clock = page.getByRole('button', { name: /Move the clock/ });
    await clock.click();
    await page.getByRole('menuitem', { name: 'To next Monday, 8 am' }).click();
    await page.getByRole('button', { name: /Mon, Dec 7, 8:0\d AM/ }).waitFor();
    await clock.click();
    await page.getByRole('menuitem', { name: 'An hour on' }).click();
    const escalated = list().filter({ hasText: 'nobody has asked again since Tue, Dec 1, 9 am' });
    for (const name of ['Take it', 'Reassign…', 'I’m on it until…', 'Open']) await escalated.getByRole('button', { name, exact: true }).waitFor();
    await reads('Front desk · Mon: 1 needs you');
    await reads('1 to ask again');
    expect(await axe(page)).toEqual([]);
    await press('All that wait');
    await dialog(/.+/).getByText('T-2 Missing paperwork').waitFor();
    await page.keyboard.press('Escape');
    await noDialog();
  });

  test('everything is found again after a restart', async () => {
    expect(faults).toEqual([]);
    // The page is open while it stops, as it is on most desks; then it asks in vain.
    await rounds.stop();
    await page.goto('about:blank');
    faults.splice(0);
    rounds = await startRounds(config(), pino({ level: 'silent' }));
    await home(DANA);
    await reads('T-2 Missing paperwork · Insurance card · Billing');
    await page.getByRole('link', { name: 'Messages' }).click();
    await card('T-1').getByText('Done: Rescheduled').waitFor();
    await directMessages(MARIA);
    // It was never started: the answer starts it, and asks what a start needs.
    await press('Update', card('T-2'));
    await press('Answer came', dialog('T-2'));
    await dialog('Start T-2').getByLabel('Who has it').selectOption({ label: 'Patient or family' });
    await press('Start', dialog('Start T-2'));
    await noDialog();
    await press('Update', card('T-2'));
    await dialog('T-2').getByText('In progress').waitFor();
    expect(faults).toEqual([]);
  });
});
