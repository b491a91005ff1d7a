// The details page as a person uses it: by keyboard and phone, in the dark, without JavaScript.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, launch } from '../playground/support/browser.js';
import { makesTaskOfMessage } from '../support/steps.js';
import { asksForLink } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PHONE = { width: 390, height: 844 };

describe('the details page in a browser', () => {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld(), launch()]);
    await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow, mornings are best');
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  /** Opens a new link in a new browser, as far as its button. */
  const openLink = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const link = await asksForLink(world, world.as('maria'), 'T-1');
    const page = await (await browser.newContext({ viewport: PHONE, ...options })).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    return page;
  };
  const signIn = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await openLink(options);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'T-1 Appointment reschedule' }).waitFor();
    return page;
  };

  test('works with JavaScript off: sign in, set the chart number, reveal it, add a note, sign out', async () => {
    const page = await signIn({ javaScriptEnabled: false });
    expect(page.url()).toBe(world.url('/tasks/T-1/details').replace('127.0.0.1', 'localhost'));
    await page.getByText('pt Jane Doe cannot come').waitFor();
    await page.getByLabel('Chart number').fill('MRN-5566');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('hidden, ends in 66').waitFor();
    expect(await page.getByText('MRN-5566').count()).toBe(0);
    await page.getByRole('button', { name: 'Reveal Chart number' }).click();
    await page.getByText('MRN-5566').waitFor();
    await page.getByLabel('New note').fill('Her daughter drives her');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('Her daughter drives her').waitFor();
    expect(await page.getByText('MRN-5566').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Signed out' }).waitFor();
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, in %s', async (colorScheme) => {
    // Axe comes in by evaluation, which the page's own policy would refuse.
    const link = await openLink({ colorScheme, bypassCSP: true });
    expect(await axe(link)).toEqual([]);
    await link.context().close();
    const page = await signIn({ colorScheme, bypassCSP: true });
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('Please fill this in.').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });

  test('on a phone nothing is wider than the screen, also with letters twice as large', async () => {
    const page = await signIn({ viewport: { width: 195, height: 422 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('on paper stand the facts and no form', async () => {
    const page = await signIn();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    await page.getByText('pt Jane Doe cannot come').waitFor();
    await page.context().close();
  });
});
