// The admin's tabs: each part of the rules, and what stands beside them.
import { EVERYTHING } from '../../../src/playbook/part.js';
import { html } from '../html.js';
import type { Html } from '../html.js';

export const ADMIN_PATH = '/admin';
export const VERSIONS_PATH = '/admin/versions';

/** In the order of how often they change. */
export const PARTS: readonly (readonly [part: string, name: string])[] = [
  ['people', 'People'], ['queues', 'Queues'], ['enabled', 'Queues that are on'], ['routing', 'Routing'], ['attention', 'Attention'], ['task_types', 'Task types'], ['duty', 'Duty'], ['hours', 'Hours'], ['holidays', 'Holidays'], ['locations', 'Locations'],
  ['providers', 'Providers'], ['insurers', 'Insurers'], ['plan_types', 'Plan types'], ['priorities', 'Priorities'], ['intake', 'Intake'], ['mail', 'Mailboxes'], ['readers', 'Readers'], ['webhooks', 'Webhooks'], ['agreements', 'Agreements'], ['retention', 'Retention'], [EVERYTHING, 'Everything'],
];

export const partName = (part: string): string => PARTS.find(([each]) => each === part)?.[1] ?? part;

const OTHERS = [[VERSIONS_PATH, 'Versions'], ['/admin/secrets', 'Secrets'], ['/admin/outbox', 'Outbox']] as const;

export const list = (lines: readonly string[]): Html => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const tab = (path: string, name: string, isHere: boolean): Html => (isHere ? html`<a href="${path}" aria-current="page">${name}</a>` : html`<a href="${path}">${name}</a>`);

/** So many stand in sight; the others are folded away, or every page would begin with a screen of links. */
const IN_SIGHT = 6;

export const tabs = (here: string): Html => {
  const links = (parts: typeof PARTS) => parts.map(([part, name]) => tab(`${ADMIN_PATH}?part=${part}`, name, part === here));
  const [often, seldom] = [PARTS.slice(0, IN_SIGHT), PARTS.slice(IN_SIGHT)];
  const more = html`<summary>More parts</summary><div class="tabs">${links(seldom)}</div>`;
  return html`<nav aria-label="Parts of the rules"><div class="tabs">${links(often)}${OTHERS.map(([path, name]) => tab(path, name, here !== '' && path.endsWith(`/${here}`)))}</div>
${seldom.some(([part]) => part === here) ? html`<details open>${more}</details>` : html`<details>${more}</details>`}</nav>`;
};
