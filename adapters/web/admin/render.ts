// The admin's pages: a part of the rules to change, what the change would do, and the versions.
import type { Playbook } from '../../../src/domain/playbook.js';
import type { Fault } from '../../../src/playbook/fault.js';
import type { Checked, Draft, ShownVersion } from '../../../src/use-cases/admin.js';
import { replayLines } from '../../../src/view/replay.js';
import { sayExactly } from '../../../src/view/times.js';
import { nameOf } from '../../../src/view/words.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { ADMIN_PATH, list, partName, tabs, VERSIONS_PATH } from './parts.js';

/** Each with its line, the text of which stands beside it. */
const faultList = (faults: readonly Fault[], text: string): Html => html`<section class="say" role="alert"><h2>Nothing was changed</h2><ul>${faults.map(({ line, path, message, fix }) =>
  html`<li><strong>Line ${line}</strong>${path === '' ? null : html` (${path})`}: ${message} ${fix}<br><code>${(text.split('\n')[line - 1] ?? '').trim().slice(0, 160)}</code></li>`)}</ul></section>`;

const reason = (why: string, wrong: string | null): Html => html`<label for="why">Why</label>
<p class="hint" id="why-hint">Kept with the version for years. Nothing of a patient.</p>${wrong === null ? null : html`<p class="error" id="why-error">${wrong}</p>`}
<input id="why" name="why" maxlength="200" value="${why}" aria-describedby="why-hint${wrong === null ? '' : ' why-error'}"${wrong === null ? null : html` aria-invalid="true"`}>`;

export type Editing = { draft: Draft; token: string; playbook: Playbook; checked?: Checked; why?: string; wrong?: string; say?: Html; /** Of a part that has one: its list of entries, or the way to its form. */ form?: Html | null };

const replayed = ([head = '', ...lines]: readonly string[]): Html => html`<p>${head}</p>${lines.length === 0 ? null : list(lines)}`;

const consequences = (checked: Checked, { draft, playbook }: Editing): Html => {
  if (checked.result === 'faulty') return faultList(checked.faults, draft.text);
  if (checked.lines.length === 0) return html`<p class="say">Nothing to change: the rules say so already.</p>`;
  return html`<section><h2>What changes</h2>${list(checked.lines)}</section>
${checked.hints.length === 0 ? null : html`<section><h2>Good to know</h2>${list(checked.hints)}</section>`}
<section><h2>What it would have done</h2>${replayed(replayLines(checked.replay, playbook))}<p class="hint">Routing and due dates of tasks that came in, worked out by both rules as if nobody had other work. No task is changed by it.</p></section>`;
};

const yaml = ({ draft: { text, seen } }: Editing): Html => html`<label for="text">The rules as YAML, version ${seen}</label>
<p class="hint" id="text-hint">Check it first: you see what is wrong and in which line, what changes, and what it would have done to the tasks of the last 90 days.</p>
<textarea class="code" id="text" name="text" rows="24" spellcheck="false" wrap="off" aria-describedby="text-hint">
${text}</textarea>`;

/**
 * A part of the rules: its list, what a change of it would do, its YAML. The YAML is folded away where something else comes first: the
 * part's own form, or a change that is to be looked at.
 */
export const editorBody = (editing: Editing): Html => {
  const { draft: { part, seen }, token, checked, why = '', wrong = null, say = null, form = null } = editing;
  const good = checked?.result === 'good' && checked.lines.length > 0;
  const check = html`<div class="buttons"><button name="do" value="check"${good || form !== null ? null : html` class="primary"`}>Check</button></div>`;
  return html`<h1>${good ? `${partName(part)}: look at the change` : partName(part)}</h1>
${tabs(part)}
${say}${checked === undefined ? null : consequences(checked, editing)}${form}
<form method="post" action="${ADMIN_PATH}">
<input type="hidden" name="token" value="${token}"><input type="hidden" name="part" value="${part}"><input type="hidden" name="seen" value="${seen}">
${good ? html`${reason(why, wrong)}<div class="buttons"><button name="do" value="apply" class="primary">Apply</button><a class="button" href="${ADMIN_PATH}?part=${part}">Change nothing</a></div>` : null}
${good || form !== null ? html`<details><summary>As YAML</summary>${yaml(editing)}${check}</details>` : html`${yaml(editing)}${check}`}
</form>`;
};

export const savedSay = (version: number, lines: readonly string[]): Html =>
  lines.length === 0 ? html`<p class="say">Nothing to change: the rules say so already.</p>` : html`<section class="say" role="status"><h2>Saved as version ${version}, in force now</h2>${list(lines)}</section>`;

export const overtakenSay = (names: string, lines: readonly string[]): Html => html`<section class="say" role="alert"><h2>Nothing was changed</h2>
<p>${names} changed the same rules after you opened them. They changed:</p>${list(lines)}<p>Open this part anew, and make your change there.</p></section>`;

type Note = ShownVersion['note'];
const madeLine = ({ at, by }: Omit<Note, 'version'>, playbook: Playbook) => `${nameOf(playbook, by)}, ${sayExactly(at, playbook.practice.timezone)}`;
const noteLine = (note: Omit<Note, 'version'>, playbook: Playbook) => `${madeLine(note, playbook)}: ${note.why}`;

export const versionsBody = ({ versions, total, current, skip, playbook }: { versions: readonly Note[]; total: number; current: number; skip: number; playbook: Playbook }): Html => html`<h1>Versions of the rules</h1>
${tabs('versions')}
<ul class="rows">${versions.map((note) => html`<li><a href="${VERSIONS_PATH}/${note.version}"><strong>Version ${note.version}${note.version === current ? ', in force' : ''}</strong>: ${note.why}<br><span class="soft">${madeLine(note, playbook)}</span></a></li>`)}</ul>
<p>${skip + versions.length < total ? html`<a href="${VERSIONS_PATH}?skip=${skip + versions.length}">Older ones</a>` : null}</p>`;

export const versionBody = ({ note, inForce, changed, back }: ShownVersion, { token, playbook, why = '', wrong = null, say = null }: { token: string; playbook: Playbook; why?: string; wrong?: string | null; say?: Html | null }): Html => html`<h1>Version ${note.version}</h1>
${tabs('versions')}
${say}<p>${noteLine(note, playbook)}</p>
<section><h2>It changed</h2>${changed === null ? html`<p>The first version.</p>` : list(changed)}</section>
${inForce ? html`<p class="say">This version is in force.</p>` : back === null ? html`<p class="say">It was written for another Rounds, so nobody can go back to it here.</p>` : back.length === 0 ? html`<p class="say">Going back to it would change nothing.</p>` : html`<section><h2>Going back to it would change</h2>${list(back)}
<p class="hint">It makes a new version, so that you can go forward again. Who works here, days away, agreements and legal holds stay as they are.</p>
<form method="post" action="${VERSIONS_PATH}/${note.version}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="seen" value="${playbook.version}">
${reason(why, wrong)}
<button class="primary">Go back to this</button></form></section>`}`;
