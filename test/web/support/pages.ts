// Somebody's pages in Chromium, from the link that chat gives them.
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { asksForBoard } from '../../support/visitor.js';
import type { World } from '../../support/world.js';

export type Pages = { address(path: string): string; signIn(person: string, options?: BrowserContextOptions): Promise<Page> };

export const openPages = (world: World, browser: Browser): Pages => ({
  address: (path) => world.url(path).replace('127.0.0.1', 'localhost'),
  signIn: async (person, options = {}) => {
    const link = await asksForBoard(world, world.as(person));
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  },
});

/** A picture for whoever looks with their own eyes: SCREENSHOTS names a folder. */
export const shows = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
