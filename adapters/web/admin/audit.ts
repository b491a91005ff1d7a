// The audit's page: what to look for, what was found, and the way to take it out.
import { AUDIT_ACTIONS } from '../../../src/domain/audit.js';
import type { AuditEntry } from '../../../src/domain/audit.js';
import { SYSTEM } from '../../../src/domain/command.js';
import type { Playbook } from '../../../src/domain/playbook.js';
import type { AuditMark } from '../../../src/ports/audit-store.js';
import { AUDIT_ACTION_WORDS, auditLine } from '../../../src/view/audit.js';
import type { Option } from '../../../src/view/nodes.js';
import { html } from '../html.js';
import type { Html } from '../html.js';

export const AUDIT_PATH = '/admin/audit';

/** As they stand in the address: keys, numbers and days. */
export type AuditAsked = { task?: string | undefined; person?: string | undefined; action?: string | undefined; from?: string | undefined; to?: string | undefined };

const address = (path: string, asked: AuditAsked, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams([...Object.entries(asked), ...Object.entries(more)].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== ''));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
};

export const markText = ({ at, seq }: AuditMark): string => `${String(at.getTime())}-${String(seq)}`;

const menu = (name: string, label: string, options: readonly Option[], chosen: string | undefined): Html => html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">Any</option>${options.map(({ value, label: words }) =>
  value === chosen ? html`<option value="${value}" selected>${words}</option>` : html`<option value="${value}">${words}</option>`)}</select></div>`;

const input = (name: string, label: string, type: 'text' | 'date', value: string | undefined): Html => html`<div><label for="${name}">${label}</label><input type="${type}" id="${name}" name="${name}" value="${value ?? ''}" autocomplete="off"></div>`;

const filters = ({ task, person, action, from, to }: AuditAsked, playbook: Playbook): Html => html`<form class="filters" method="get" action="${AUDIT_PATH}">
${input('task', 'Task, such as T-12', 'text', task)}
${menu('person', 'Who', [...playbook.people.map(({ key, name }) => ({ value: key, label: name })), { value: SYSTEM, label: 'Rounds' }], person)}
${menu('action', 'What', AUDIT_ACTIONS.map((value) => ({ value, label: AUDIT_ACTION_WORDS[value] })), action)}
${input('from', 'From', 'date', from)}${input('to', 'To, this day included', 'date', to)}
<div class="buttons"><button class="primary">Search</button><a class="button" href="${AUDIT_PATH}">Clear</a></div></form>`;

const row = (entry: AuditEntry, playbook: Playbook): Html => {
  const { head, about } = auditLine(entry, playbook);
  return html`<li class="row"><p><strong>${head}</strong><br><span class="soft">${about}</span></p></li>`;
};

/** `wrong` says what cannot be searched for; then nothing is shown. */
export const auditBody = ({ asked, playbook, found, wrong }: { asked: AuditAsked; playbook: Playbook; found: { entries: readonly AuditEntry[]; next: AuditMark | null }; wrong: string | null }): Html => html`<h1>Audit</h1>
<p>What is no change of a task and can be proved all the same. A task’s own history stands on its page.</p>
${filters(asked, playbook)}
${wrong === null ? null : html`<p class="say error" role="alert">${wrong}</p>`}
${wrong !== null ? null : found.entries.length === 0 ? html`<p>Nothing fits. Look for less, or for a longer time.</p>` : html`<p>All that fits: <a href="${address(`${AUDIT_PATH}/file.csv`, asked)}">download as CSV</a> or <a href="${address(`${AUDIT_PATH}/file.ndjson`, asked)}">as NDJSON</a>. It is recorded who took it out.</p>
<ul class="rows">${found.entries.map((entry) => row(entry, playbook))}</ul>
${found.next === null ? null : html`<p><a class="button" href="${address(AUDIT_PATH, asked, { before: markText(found.next) })}">Older ones</a></p>`}`}`;
