// The rules on a page as an admin uses it, without JavaScript: what is wrong and where, what changes, what it would have done, and the way back.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axe, launch } from '../playground/support/browser.js';
import { makesTaskOfMessage } from '../support/steps.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { openPages, shows } from './support/pages.js';
import type { Pages } from './support/pages.js';

let world: World;
let browser: Browser;
let pages: Pages;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launch()]);
  pages = openPages(world, browser);
  await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow');
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const address = (path: string) => pages.address(path);
const signIn = (person: string, options: BrowserContextOptions = {}): Promise<Page> => pages.signIn(person, { javaScriptEnabled: false, ...options });
const rules = (page: Page) => page.getByLabel('The rules as YAML');
/** The YAML of a part that has forms as well is folded away. */
const opensYaml = async (page: Page, part: string) => {
  await page.goto(address(`/admin?part=${part}`));
  await page.getByText('As YAML', { exact: true }).click();
};
/** Looks at what a form would change, says why and applies it. */
const applies = async (page: Page, why: string) => {
  await page.getByLabel('Why').fill(why);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('in force now').waitFor();
};
const looks = (page: Page) => page.getByRole('button', { name: 'Look at the change' }).click();

test('what is wrong stands with its line, and nothing is changed', async () => {
  const page = await signIn('alex');
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('link', { name: 'Routing', exact: true }).click();
  await page.getByText('As YAML', { exact: true }).click();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: nobody_here }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Line 3').waitFor();
  await page.getByText('"nobody_here" is not among the people.').waitFor();
  await shows(page, 'admin-faults');
  expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
  await rules(page).fill('routing: [\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('This is no YAML').waitFor();
  await rules(page).fill('people: []\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Here stands routing alone.').waitFor();
  await page.context().close();
});

test('check shows what changes and what it would have done; apply asks why, and the rule is in force', async () => {
  const page = await signIn('alex');
  await opensYaml(page, 'routing');
  await rules(page).fill('routing:\n  - when: { location: main }\n    to: { owner: sam }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(/Routing added|sends/).first().waitFor();
  await page.getByText('Of 1 task of the last 90 days 1 would have gone another way:').waitFor();
  await page.getByText('1 task: Maria Lopez → Sam').waitFor();
  await shows(page, 'admin-check');
  expect(await page.locator('body').innerText()).not.toMatch(/Jane|T-1\b/);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Say why in a few words').waitFor();
  await page.getByLabel('Why').fill('MRN 4455667 wants it');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This looks like it is of a patient.').waitFor();
  await page.getByLabel('Why').fill('Sam has Main Street now');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('heading', { name: 'Saved as version 2, in force now' }).waitFor();
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'alex', door: 'web', action: 'playbook_change', facts: expect.objectContaining({ version: 2, part: 'yaml routing' }) as unknown }));
  await page.context().close();
});

test('two admins at once: of two changes of the same the second is not saved, and reads what the first did', async () => {
  const [one, other] = await Promise.all([signIn('alex'), signIn('alex')]);
  const writes = async (page: Page, owner: string) => {
    await rules(page).fill(`routing:\n  - when: { location: north }\n    to: { owner: ${owner} }\n`);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByLabel('Why').fill('North moved');
  };
  await opensYaml(one, 'routing');
  await opensYaml(other, 'routing');
  await writes(one, 'maria');
  await writes(other, 'dana');
  await one.getByRole('button', { name: 'Apply' }).click();
  await one.getByText('in force now').waitFor();
  await other.getByRole('button', { name: 'Apply' }).click();
  await other.getByText('changed the same rules after you opened them').waitFor();
  await Promise.all([one.context().close(), other.context().close()]);
});

test('going back to an earlier version makes a new one', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin/versions'));
  await shows(page, 'admin-versions');
  await page.getByRole('link', { name: /^Version 1/ }).click();
  await page.getByRole('heading', { name: 'Going back to it would change' }).waitFor();
  await shows(page, 'admin-version');
  await page.getByLabel('Why').fill('It did not work');
  await page.getByRole('button', { name: 'Go back to this' }).click();
  await page.getByText('This version is in force.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/versions/4');
  await page.context().close();
});

test('an admin who gives themselves a queue: its lead hears of it, as with setup in chat', async () => {
  const page = await signIn('alex');
  await opensYaml(page, 'people');
  const text = await rules(page).inputValue();
  await rules(page).fill(text.replace(/(key: alex\n(?: {4}.*\n)*? {4}queues:) \[\]/, '$1 [front_desk]'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Alex Kim: queues').waitFor();
  await page.getByLabel('Why').fill('Helping out');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('in force now').waitFor();
  await world.settled();
  const dana = world.as('dana');
  expect(JSON.stringify(dana.messages(await dana.opensDm()))).toContain('Alex Kim');
  await page.context().close();
});

test('a form asks one person, shows what would change, and leaves what it does not ask', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin'));
  await shows(page, 'admin-people');
  await page.getByRole('link', { name: 'Change Maria Lopez' }).click();
  await shows(page, 'admin-person');
  await looks(page);
  await page.getByText('Nothing to change: the rules say so already.').waitFor();
  await page.goto(address('/admin/form?part=people&entry=maria'));
  await page.getByLabel('E-mail').fill('maria.lopez@riverside.example');
  await page.getByLabel('Days away').fill('2026-12-28 to 2026-12-30');
  await page.getByLabel('Billing', { exact: true }).check();
  await looks(page);
  await page.getByRole('heading', { name: 'People: look at the change' }).waitFor();
  await page.getByText(/^Maria Lopez: queues/).waitFor();
  await page.getByText(/would have gone another way/).waitFor();
  await shows(page, 'admin-person-change');
  await applies(page, 'Maria helps billing');
  await page.goto(address('/admin/form?part=people&entry=maria'));
  expect(await page.getByLabel('Days away').inputValue()).toBe('2026-12-28 to 2026-12-30');
  expect(await page.getByLabel('Slack member id').inputValue()).toBe('U0MARIA');
  await page.context().close();
});

test('two admins with the same form: what both changed of different things is kept, of the same thing the first', async () => {
  const [one, other] = await Promise.all([signIn('alex'), signIn('alex')]);
  const opens = (page: Page) => page.goto(address('/admin/form?part=people&entry=ben'));
  const changes = async (page: Page, label: string, text: string) => {
    await page.getByLabel(label).fill(text);
    await looks(page);
  };
  await opens(one);
  await opens(other);
  await changes(one, 'E-mail', 'ben.carter@riverside.example');
  await applies(one, 'New address');
  await opens(one);
  await changes(other, 'Teams', '8c1f0000-0000-4000-8000-000000000001');
  await applies(other, 'On Teams as well');
  await changes(one, 'Teams', '8c1f0000-0000-4000-8000-000000000002');
  await one.getByLabel('Why').fill('On Teams as well');
  await one.getByRole('button', { name: 'Apply' }).click();
  await one.getByText('changed the same rules after you opened them').waitFor();
  await opens(one);
  expect([await one.getByLabel('E-mail').inputValue(), await one.getByLabel('Teams').inputValue()]).toEqual(['ben.carter@riverside.example', '8c1f0000-0000-4000-8000-000000000001']);
  await Promise.all([one.context().close(), other.context().close()]);
});

test('what is wrong stands beside its field, with what was typed, and long or hostile names are letters', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin/form?part=people'));
  await page.getByLabel('Name').fill('<script>alert(1)</script>');
  await page.getByLabel('Slack member id').fill('U0MARIA');
  await page.getByLabel('Days away').fill('next week');
  await looks(page);
  await page.getByText('“next week” cannot be read. Write it like this: 2026-08-03 to 2026-08-14').waitFor();
  await page.getByLabel('Days away').fill('');
  await looks(page);
  await page.getByRole('heading', { name: 'Nothing was changed' }).waitFor();
  await shows(page, 'admin-person-faults');
  expect(await page.getByLabel('Slack member id').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Name').inputValue()).toBe('<script>alert(1)</script>');
  await page.getByLabel('Slack member id').fill('U0NEW');
  await looks(page);
  await applies(page, 'New on the team');
  expect(await page.locator('script').count()).toBe(0);
  await page.getByText('<script>alert(1)</script>').first().waitFor();
  await page.context().close();
});

test('routing: rules are added, moved and taken out, and one that never applies is refused with why', async () => {
  const page = await signIn('alex');
  const add = async (owner: string, location: string | null) => {
    await page.goto(address('/admin?part=routing'));
    await page.getByRole('link', { name: 'Add a rule' }).click();
    await page.getByLabel('Goes to').selectOption({ label: owner });
    if (location !== null) await page.getByRole('group', { name: /^Location/ }).getByLabel(location).check();
    await looks(page);
    await applies(page, 'Shared out anew');
  };
  await add('Dana Reed', 'Main Street');
  await add('Sam Ortiz', null);
  const names = () => page.locator('.rows strong').allInnerTexts();
  const before = await names();
  await shows(page, 'admin-routing');
  await page.getByRole('button', { name: `Move up: ${before.at(-1) ?? ''}` }).click();
  await page.getByText(/This rule never applies/).waitFor();
  await shows(page, 'admin-routing-refused');
  expect(await names()).toEqual(before);
  await page.getByRole('link', { name: `Change ${before.at(-1) ?? ''}` }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await applies(page, 'Not needed');
  expect(await names()).toHaveLength(before.length - 1);
  await page.context().close();
});

test.each([
  ['queues', 'front_desk', 'When the morning digest comes', '07:45', /Front desk: digest/],
  ['task_types', 'reschedule', 'Due after', '3 business hours', /Appointment reschedule: due/],
  ['attention', null, 'Routine messages a person at most', '4 per day', /max messages|messages/i],
  ['hours', null, 'Monday', '9 am-5 pm', /Monday|mon/i],
] as const)('the form of %s', async (part, entry, label, typed, line) => {
  const page = await signIn('alex');
  await page.goto(address(`/admin/form?part=${part}${entry === null ? '' : `&entry=${entry}`}`));
  await shows(page, `admin-form-${part}`);
  await looks(page);
  await page.getByText('Nothing to change: the rules say so already.').waitFor();
  await page.goto(address(`/admin/form?part=${part}${entry === null ? '' : `&entry=${entry}`}`));
  await page.getByLabel(label, { exact: true }).or(page.getByLabel(`${label} (optional)`, { exact: true })).fill(typed);
  await looks(page);
  await page.locator('main li').filter({ hasText: line }).first().waitFor();
  await applies(page, 'We try it');
  await page.context().close();
});

test('somebody who left is marked so and out at once; rules that name them need a look', async () => {
  const page = await signIn('alex');
  await page.goto(address('/admin/form?part=people&entry=sam'));
  expect(await page.getByRole('button', { name: 'Remove' }).count()).toBe(0);
  await page.getByRole('group', { name: 'Did they leave the practice?' }).getByLabel('Yes').check();
  await looks(page);
  await applies(page, 'Left the practice');
  expect(await page.locator('.rows li', { hasText: 'Sam Ortiz' }).innerText()).toContain('left');
  await page.goto(address('/admin?part=routing'));
  await page.getByText(/^1\. .*: Sam Ortiz left the practice, and routing rule 1 still leads to them\. Name somebody else\.$/).waitFor();
  await shows(page, 'admin-needs-a-look');
  await page.context().close();
});

test('nobody else comes in, and the attempt is in the audit', async () => {
  const page = await signIn('maria');
  expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0);
  expect((await page.goto(address('/admin')))?.status()).toBe(403);
  await page.getByRole('heading', { name: 'This is for admins' }).waitFor();
  expect(await auditOf(world)).toContainEqual(expect.objectContaining({ actor: 'maria', door: 'web', action: 'denied', facts: { verb: 'admin', action: 'see_setup' } }));
  await page.context().close();
});

test.each(['light', 'dark'] as const)('axe finds nothing, in %s, and nothing is wider than a phone', async (colorScheme) => {
  const page = await signIn('alex', { colorScheme, bypassCSP: true, javaScriptEnabled: true, viewport: { width: 390, height: 844 } });
  const expectClean = async () => {
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
  };
  for (const path of ['/admin?part=people', '/admin?part=attention', '/admin?part=routing', '/admin/form?part=task_types&entry=reschedule', '/admin/form?part=people&entry=maria']) {
    await page.goto(address(path));
    await expectClean();
    await shows(page, `phone-${colorScheme}-${path.replaceAll(/\W+/g, '-')}`);
  }
  await opensYaml(page, 'routing');
  await expectClean();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: nobody_here }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('Line 3').waitFor();
  await expectClean();
  await rules(page).fill('routing:\n  - when: {}\n    to: { owner: maria }\n');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  await expectClean();
  await page.goto(address('/admin/versions/2'));
  await expectClean();
  await page.context().close();
});
