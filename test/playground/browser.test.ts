import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { axe, launch } from './support/browser.js';
import { serve } from './support/served.js';

const hasFocus = (field: Locator): Promise<boolean> => field.and(field.page().locator(':focus')).isVisible();

const source = 'Mrs K. (chart 27761) called twice.';

describe('the playground in a browser', () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serve>>;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  const openPage = async (options: { width: number; height: number; colorScheme?: 'light' | 'dark' } = { width: 1280, height: 800 }) => {
    const { width, height, colorScheme = 'light' } = options;
    // Axe comes in by evaluation, which the page's own policy would refuse.
    context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
    page = await context.newPage();
    page.setDefaultTimeout(5000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`${served.url}/playground`);
    await page.getByRole('heading', { name: '#front-desk' }).waitFor();
  };
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(async () => {
    await context.close();
    await served.close();
    expect(faults.splice(0)).toEqual([]);
  });

  const message = (words: string) => page.getByRole('log', { name: /^Messages in/ }).first().getByRole('listitem').filter({ hasText: words });
  const createFrom = async (words: string) => {
    await message(words).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Create task' }).click();
    await page.getByRole('dialog', { name: 'Create task' }).waitFor();
  };
  const fillForm = async () => {
    await page.getByLabel('Type').selectOption({ label: 'Appointment reschedule' });
    await page.getByLabel('Provider').selectOption({ label: 'Dr Asha Patel' });
    await page.getByRole('radio', { name: 'High' }).check();
    await page.getByRole('combobox', { name: 'Owner' }).fill('dan');
    await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name: 'Dana Reed' }).click();
    await page.getByLabel('Note').fill('Call her back');
  };
  const dialogGone = () => page.getByRole('dialog').waitFor({ state: 'detached' });

  test('a message becomes a task; errors stand beside their fields', async () => {
    await openPage();
    await createFrom(source);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Please complete this required field.').first().waitFor();
    const described = await page.getByLabel('Note').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('Please complete this required field.');
    expect(await hasFocus(page.getByLabel('Type'))).toBe(true);
    await fillForm();
    await page.getByLabel('Note').fill('Hm');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Say in a few words what is to be done.').waitFor();
    expect(await page.getByLabel('Provider').inputValue()).toBe('U0PATEL');
    await page.getByLabel('Note').fill('Call her back');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await dialogGone();
    await message(source).getByRole('button', { name: '1 reply' }).click();
    await page.getByRole('complementary', { name: 'Thread' }).getByText('T-1 · Appointment reschedule').waitFor();
  });

  test('the owner’s card: unread mark, start, an answer for her alone, a question before cancelling', async () => {
    await openPage();
    await createFrom(source);
    await fillForm();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await dialogGone();
    await page.getByRole('link', { name: 'Rounds 1 unread' }).click();
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByText('<!channel> stays letters').waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('In progress').waitFor();
    await page.getByText('You have started T-1.').waitFor();
    await page.getByText('Only visible to you').waitFor();
    await page.getByRole('button', { name: 'Cancel task…' }).click();
    await page.getByRole('dialog', { name: 'Cancel T-1?' }).getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Cancel task…' }).click();
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await page.getByText('T-1 is cancelled.').waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await page.getByText('You picked history.').waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'What needs me' }).waitFor();
  });

  test('somebody else sees what was written, and not what was not for them', async () => {
    await openPage();
    const box = page.getByRole('textbox', { name: 'Message #front-desk' });
    await box.fill('Could <b>anybody</b> call @Dana Reed?');
    await box.press('Enter');
    await message('Could <b>anybody</b> call @Dana Reed?').waitFor();
    await box.fill('/rounds mine');
    await box.press('Enter');
    await page.getByText('You asked for “mine”').waitFor();
    await page.getByRole('button', { name: /^You are Maria Lopez/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dana Reed' }).click();
    await page.getByRole('button', { name: /^You are Dana Reed/ }).waitFor();
    await message('Could <b>anybody</b> call @Dana Reed?').waitFor();
    expect(await page.getByText('You asked for “mine”').count()).toBe(0);
  });

  test('the keyboard alone does it: menu, form, escape', async () => {
    await openPage();
    await message(source).getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.locator(':focus', { hasText: 'Create task' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator(':focus', { hasText: 'Reply in thread' }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Create task' }).waitFor();
    expect(await hasFocus(page.getByLabel('Type'))).toBe(true);
    await page.keyboard.press('Escape');
    await dialogGone();
    expect(await hasFocus(message(source).getByRole('button', { name: 'More actions' }))).toBe(true);
    expect(served.double.as('U0MARIA').modal()).toBeUndefined();
  });

  test('a person edits and deletes their own message', async () => {
    await openPage();
    const box = page.getByRole('textbox', { name: 'Message #front-desk' });
    await box.fill('Call Oak Street');
    await box.press('Enter');
    await message('Call Oak Street').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit message' }).click();
    await page.getByRole('textbox', { name: 'Edit message' }).fill('Call Oak Street pharmacy');
    await page.getByRole('button', { name: 'Save' }).click();
    await message('Call Oak Street pharmacy').getByText('(edited)').waitFor();
    await message('Call Oak Street pharmacy').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete message' }).click();
    await message('Call Oak Street pharmacy').waitFor({ state: 'detached' });
  });

  test('an app that is too slow is told in words', async () => {
    await served.close();
    served = await serve({ appUrl: 'http://127.0.0.1:9/slack/events' });
    await openPage();
    await message(source).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Create task' }).click();
    await page.getByRole('status').getByText('We had some trouble connecting. Try again?').waitFor();
  });

  test('a message’s own address leads to it', async () => {
    await openPage();
    const ts = served.double.messages('C0FRONT').find(({ text }) => text.startsWith('Mrs K.'))?.ts ?? '';
    await served.double.as('U0SAM').says('C0GENERAL', `See https://playground.slack.com/archives/C0FRONT/p${ts.replace('.', '')}`);
    await page.goto(`${served.url}/playground#/U0MARIA/C0FRONT?at=${ts}`);
    expect(await message(source).getAttribute('class')).toContain('marked');
  });

  test('the clock moves to the next morning', async () => {
    await served.close();
    let now = Date.UTC(2026, 10, 23, 20, 41);
    served = await serve({ clock: { now: () => new Date(now), advance: (ms) => void (now += ms) } });
    await openPage();
    await page.getByRole('button', { name: /Mon, Nov 23, 3:41 PM.*Move the clock/ }).click();
    await page.getByRole('menuitem', { name: 'To tomorrow, 8 am' }).click();
    await page.getByRole('button', { name: /Tue, Nov 24, 8:00 AM/ }).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test('on a phone: the drawer, and nothing wider than the screen', async () => {
    await openPage({ width: 390, height: 844 });
    expect(await page.getByRole('link', { name: 'general' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Conversations/ }).click();
    await page.getByRole('link', { name: 'general' }).click();
    await page.getByRole('heading', { name: '#general' }).waitFor();
    expect(await page.getByRole('link', { name: 'front-desk' }).count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  test.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('axe finds nothing: %s, %i wide', async (colorScheme, width, height) => {
    await openPage({ width, height, colorScheme });
    expect(await axe(page)).toEqual([]);
    await message(source).getByRole('button', { name: 'More actions' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Create task' }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Please complete this required field.').first().waitFor();
    expect(await axe(page)).toEqual([]);
    await fillForm();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await dialogGone();
    await message(source).getByRole('button', { name: '1 reply' }).click();
    await page.getByRole('complementary', { name: 'Thread' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.goto(`${served.url}/playground#/U0MARIA/home`);
    await page.getByRole('heading', { name: 'What needs me' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Only visible to you').waitFor();
    expect(await axe(page)).toEqual([]);
    if (width > 720) return;
    await page.getByRole('button', { name: /^Conversations/ }).click();
    await page.getByRole('link', { name: 'general' }).waitFor();
    expect(await axe(page)).toEqual([]);
  });
});
