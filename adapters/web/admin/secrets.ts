// What may send to the signed webhook, when its secret was made, and a new one. No page shows a secret that was made before.
import type { SourceState } from '../../../src/use-cases/intake-secrets.js';
import { sayExactly } from '../../../src/view/times.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { ADMIN_PATH, tabs } from './parts.js';

export const SECRETS_PATH = '/admin/secrets';

/** Shown in the one answer that made it. */
export const secretSay = (source: string, { secret, beforeEndsAt, atOnce }: { secret: string; beforeEndsAt: Date | null; atOnce: boolean }, zone: string): Html => html`<section class="say" role="status"><h2>The new secret of ${source}</h2>
<p>Copy it into the sender now. It is shown this once.</p><p class="text">${secret}</p>${atOnce ? html`<p>The one before it has ended.</p>` : beforeEndsAt === null ? null : html`<p>The one before it stays good until ${sayExactly(beforeEndsAt, zone)}.</p>`}</section>`;

const stateWords = ({ secret }: SourceState, zone: string): string => {
  if (secret === null) return 'No secret: this source is shut.';
  const before = secret.beforeEndsAt === null ? '' : ` The one before it is good until ${sayExactly(secret.beforeEndsAt, zone)}.`;
  return `Its secret was made ${sayExactly(secret.madeAt, zone)}.${before}`;
};

type Setting = { token: string; zone: string; publicUrl: string };

const button = (deed: string, words: string, name: string, style = ''): Html => html`<button class="${style}" name="do" value="${deed}" aria-label="${words}: ${name}">${words}</button>`;

const row = (state: SourceState, { token, zone, publicUrl }: Setting): Html => {
  const { source: { key, name }, secret } = state;
  return html`<li class="row"><p><strong>${name}</strong><br><span class="soft">${stateWords(state, zone)}<br>Sends to ${publicUrl}/intake/${key}</span></p>
<form class="press" method="post" action="${SECRETS_PATH}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="source" value="${key}">
${secret === null ? button('renew', 'Make a secret', name) : html`<details><summary>Change its secret…</summary>
<p class="hint">The one before stays good for a day, so that you can change the sender in between.</p>${button('renew', 'Make a new one', name)}
<p class="hint">If somebody may have read it: what is sent with it is refused from now on.</p>${button('renew_at_once', 'Make a new one, end the old one now', name, 'danger')}
<p class="hint">The source is shut: whatever sends to it is refused, and nothing of it becomes a task.</p>${button('revoke', 'Take its secret away', name, 'danger')}</details>`}</form></li>`;
};

export const secretsBody = (states: readonly SourceState[], { say, ...setting }: Setting & { say: Html | null }): Html => html`<h1>Secrets</h1>
${tabs('secrets')}
${say}<p>What may send to the signed webhook. <a href="${ADMIN_PATH}/form?part=intake">Add a source…</a></p>
${states.length === 0 ? html`<p>No source yet. Add one, and its secret is made here.</p>` : html`<ul class="rows">${states.map((state) => row(state, setting))}</ul>`}`;
