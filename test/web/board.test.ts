// The board as a person uses it: at a desk and on a phone, by keyboard, in the dark, without JavaScript.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, launch } from '../playground/support/browser.js';
import { makesTask, PRIOR_AUTH } from '../support/steps.js';
import { asksForBoard } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const PLAYBOOK = 'enabled: [front_desk, billing, referrals]';

describe('the board in a browser', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ playbook: PLAYBOOK }), launch()]);
    const maria = world.as('maria');
    await makesTask(world, maria);
    await makesTask(world, maria, { location: 'north', priority: 'urgent' });
    await makesTask(world, maria);
    await makesTask(world, maria, PRIOR_AUTH);
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  const signIn = async (person: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const link = await asksForBoard(world, world.as(person));
    const page = await (await browser.newContext({ viewport: DESK, ...options })).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const rows = (page: Page) => page.locator('.rows a').allInnerTexts();

  test('filters stand in the address, and the address alone gives the same page', async () => {
    const page = await signIn('dana');
    await page.getByRole('link', { name: 'Front desk' }).click();
    await page.getByLabel('Location').selectOption({ label: 'North Clinic' });
    await page.waitForURL(/location=north/);
    expect(await rows(page)).toEqual([expect.stringContaining('T-2')]);
    expect(new URL(page.url()).search).toBe('?queue=front_desk&location=north');
    await page.goto(page.url());
    expect(await rows(page)).toEqual([expect.stringContaining('T-2')]);
    await page.getByRole('link', { name: 'Clear' }).click();
    expect(await rows(page)).toHaveLength(4);
    await page.context().close();
  });

  test('a queue as columns has one for each status', async () => {
    const page = await signIn('dana');
    await page.goto(world.url('/dashboard?queue=front_desk&as=columns').replace('127.0.0.1', 'localhost'));
    expect(await page.locator('.columns h2').allInnerTexts()).toEqual(['In triage 0', 'To do 4', 'In progress 0', 'Waiting 0', 'Blocked 0', 'In review 0']);
    await page.context().close();
  });

  test('works with JavaScript off: start a task, say what it waits on, see what is wrong beside its field, find it by why it waits', async () => {
    const page = await signIn('maria', { javaScriptEnabled: false });
    await page.locator('.rows a', { hasText: 'T-1 ' }).first().click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('◐ In progress').waitFor();
    await page.getByRole('button', { name: 'Waiting…' }).click();
    await page.locator('form.whole button.primary').click();
    await page.getByText('Please fill this in.').first().waitFor();
    await page.getByLabel(/^Patient to call back/).check();
    await page.locator('form.whole button.primary').click();
    await page.getByText('◷ Waiting on patient to call back').waitFor();
    expect(await page.locator('.history').innerText()).toContain('Maria Lopez');
    await page.getByRole('link', { name: 'Board' }).click();
    await page.getByLabel('Waits on').selectOption({ label: 'Patient to call back' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('section', { hasText: 'Yours, waiting on others' }).locator('.rows a').allInnerTexts()).toEqual([expect.stringContaining('T-1 ')]);
    await page.context().close();
  });

  test('a new task is made on the web: a choice shows what it asks', async () => {
    const page = await signIn('maria');
    await page.getByRole('button', { name: 'New task' }).click();
    await page.getByLabel('What kind of work is it?').selectOption('reschedule');
    await page.getByLabel('Provider').selectOption({ label: 'Dr Patel' });
    await page.getByLabel('Location').selectOption({ label: 'Main Street' });
    await page.getByLabel(/^Normal/).check();
    await page.locator('form.whole button.primary').click();
    await page.getByText(/T-5 · Appointment reschedule/).waitFor();
    await page.context().close();
  });

  test('keys step through the rows and press what stands on a task, until they are turned off', async () => {
    const page = await signIn('maria');
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /T-\d Appointment/ }).waitFor();
    await page.keyboard.press('b');
    await page.getByRole('heading', { name: /^Blocked: T-\d/ }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Turn quick keys off' }).click();
    await page.keyboard.press('b');
    await page.getByRole('button', { name: 'Turn quick keys on' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/T-\d Appointment/);
    await page.context().close();
  });

  test('whoever may not see a task or a queue is told who may, and sees none of it', async () => {
    const page = await signIn('ben');
    await page.goto(world.url('/tasks/T-1').replace('127.0.0.1', 'localhost'));
    await page.getByRole('heading', { name: 'This cannot be shown' }).waitFor();
    await page.goto(world.url('/dashboard?queue=front_desk').replace('127.0.0.1', 'localhost'));
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Yours');
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, in %s', async (colorScheme) => {
    // Axe comes in by evaluation, which the page's own policy would refuse.
    const page = await signIn('dana', { colorScheme, bypassCSP: true });
    for (const path of ['/dashboard', '/dashboard?queue=front_desk', '/dashboard?queue=front_desk&as=columns', '/dashboard/figures', '/tasks/T-3']) {
      await page.goto(world.url(path).replace('127.0.0.1', 'localhost'));
      expect([path, await axe(page)]).toEqual([path, []]);
    }
    await page.getByRole('button', { name: 'Waiting…' }).click();
    await page.locator('form.whole').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });

  test('figures come with a chart that says what it is, a table beside it, and a file', async () => {
    const page = await signIn('dana');
    await page.getByRole('link', { name: 'Figures' }).click();
    const section = page.locator('#queues');
    expect(await section.locator('tbody').innerText()).toMatch(/Front desk\s+\d+\s+0\s+0\s+0/);
    const chart = section.getByRole('img', { name: 'Queues now: chart of the table beside it' });
    await chart.scrollIntoViewIfNeeded();
    expect(await page.evaluate<number>("document.querySelector('#queues img').decode().then(() => document.querySelector('#queues img').naturalWidth)")).toBeGreaterThan(300);
    const [file] = await Promise.all([page.waitForEvent('download'), section.getByRole('link', { name: 'Download as CSV' }).click()]);
    expect(file.suggestedFilename()).toBe('queues.csv');
    await page.context().close();
  });

  test('on a phone nothing is wider than the screen', async () => {
    const page = await signIn('dana', { viewport: PHONE });
    for (const path of ['/dashboard', '/dashboard?queue=front_desk&as=columns', '/tasks/T-3', '/dashboard/figures']) {
      await page.goto(world.url(path).replace('127.0.0.1', 'localhost'));
      expect([path, await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')]).toEqual([path, 0]);
    }
    await page.context().close();
  });
});
