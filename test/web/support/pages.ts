// Somebody's pages in Chromium, from the link that chat gives them.
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { asksForBoard } from '../../support/visitor.js';
import type { World } from '../../support/world.js';

export type Pages = { address(path: string): string; signIn(person: string, options?: BrowserContextOptions): Promise<Page> };

/** Whoever signed in once stays so: their next page begins with the same session. */
export const openPages = (world: World, browser: Browser): Pages => {
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  const address = (path: string) => world.url(path).replace('127.0.0.1', 'localhost');

  const trades = async (page: Page, person: string) => {
    await page.goto(await asksForBoard(world, world.as(person)));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    sessions.set(person, await page.context().storageState());
  };

  return {
    address,
    signIn: async (person, options = {}) => {
      const session = sessions.get(person);
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...(session === undefined ? {} : { storageState: session }), ...options })).newPage();
      page.setDefaultTimeout(10_000);
      await (session === undefined ? trades(page, person) : page.goto(address('/dashboard')));
      return page;
    },
  };
};

/** A picture for whoever looks with their own eyes: SCREENSHOTS names a folder. */
export const shows = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
