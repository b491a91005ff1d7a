// The evidence pack as one page to print or to keep: no script, no style sheet of its own, nothing from another host.
import type { Evidence, Rules, Summary, Texts } from '../../src/use-cases/evidence.js';
import { sayExactly } from '../../src/view/times.js';
import { html, Html } from './html.js';

const STYLE = new Html(`<style>
:root { color-scheme: light; }
body { font: 10.5pt/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #000; background: #fff; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .5rem .35rem 0; border-bottom: 1px solid #bbb; } thead { display: table-header-group; } tr, dt, .keep { break-inside: avoid; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: .2rem 1rem; margin: 0; } dt { color: #444; } dd { margin: 0; }
code { font: 9pt/1.3 ui-monospace, monospace; } .text { white-space: pre-wrap; border: 1px solid #999; padding: .5rem .75rem; } .soft { color: #444; }
.verdict { border: 2px solid #000; padding: .5rem .75rem; font-weight: 600; }
@page { margin: 18mm 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } .page { break-before: page; } }
</style>`);

type Facts = readonly (readonly [name: string, value: string | Html | null])[];
const facts = (rows: Facts): Html => html`<dl>${rows.flatMap(([name, value]) => (value === null || value === '' ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl>`;
const code = (text: string) => html`<code>${text}</code>`;
const table = (heads: readonly string[], rows: readonly (readonly (string | Html | null)[])[]): Html =>
  html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((each) => html`<td>${each}</td>`)}</tr>`)}</tbody></table>`;

const FAULTS: Readonly<Record<Evidence['proof']['faults'][number]['fault'], string>> = {
  edited: 'was edited', missing_or_moved: 'does not follow the entry before it', truncated: 'is missing: the end was cut off', removed: 'is missing: the task was removed',
  not_purged: 'is missing: the task was removed, and the audit holds no purge of it', unreadable: 'cannot be read',
};

const verdict = ({ proof }: Evidence): Html => {
  const wrong = [...proof.faults.map(({ seq, fault }) => `Entry ${seq} ${FAULTS[fault]}.`), ...proof.audit.faults.map(({ seq, fault }) => `The audit’s entry ${seq} ${FAULTS[fault]}.`)];
  return html`<p class="verdict">${proof.whole ? 'Verified: nothing of this was edited, removed, moved or cut since it was written.' : 'Not whole. This record was changed outside of Rounds:'}</p>${wrong.map((line) => html`<p>${line}</p>`)}`;
};

const summary = (of: Summary, time: (at: Date | null) => string | null): Html => facts([
  ['Status', of.status], ['About', of.about.join(' · ')], ['Queue', of.queue], ['Priority', of.priority], ['Owner', of.owner?.name ?? null], ['Asked by', of.requester.name],
  ['Made', time(of.created)], ['Due', time(of.due)], ['Deadline', time(of.deadline)], ['Follows', of.followUpOf], ['Followed by', of.followUps.join(', ')],
]);

const rules = (of: Rules | null, time: (at: Date) => string): Html => of === null ? html`<p>No version of the playbook says anything of this task’s type.</p>`
  : html`<p>Version ${of.version} of the playbook, in force since ${time(of.inForceSince)}, by ${of.by.name}${of.why === '' ? '' : `: ${of.why}`}.</p>${facts(Object.entries(of.says))}`;

const texts = (of: Texts | null, time: (at: Date) => string): Html | null => of === null ? null
  : html`<h2 class="page">Texts with patient details</h2>${of.source === null ? null : html`<p class="soft">The message that it was made of</p><p class="text">${of.source}</p>`}${facts(of.answers.map(({ label, text }) => [label, text]))}${of.notes.map(({ at, by, text }) => html`<div class="keep"><p class="soft">Note by ${by.name}, ${time(at)}</p><p class="text">${text}</p></div>`)}${of.files.length === 0 ? null : html`<p class="soft">Files that came with it, which are not part of this page</p>${facts(of.files.map(({ at, name, bytes }) => [name, `${String(bytes)} bytes, ${time(at)}`]))}`}`;

const proof = ({ proof: { head, anchor, audit } }: Evidence): Html => facts([
  ['Head of the history', head && html`entry ${head.seq} ${code(head.hash)}`],
  ['Kept outside of it', anchor && html`entry ${anchor.seq} ${code(anchor.hash)}`],
  ['The audit', `${audit.entries} entries`],
  ['Head of the audit', audit.head && html`entry ${audit.head.seq} ${code(audit.head.hash)}`],
  ['How', 'SHA-256 over each entry as JSON with sorted keys, which holds the hash of the entry before. npm run -s audit:verify does it again.'],
]);

/** The whole page. Everything that a person wrote is escaped. */
export const evidencePage = (evidence: Evidence): string => {
  const { task, made, practice, history, audit, told, purged } = evidence;
  const time = (at: Date) => sayExactly(at, practice.timezone);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${task} evidence · Rounds</title>${STYLE}</head>
<body>
<h1>${evidence.summary?.title ?? task}</h1>
<p class="soft">${practice.name}. Made by ${made.by}, ${time(made.at)}.</p>
${verdict(evidence)}
${evidence.summary === null ? null : summary(evidence.summary, (at) => at && time(at))}
${purged === null ? null : html`<p>The task was purged when its time of retention was over. Of it are left:</p>${facts([['Made', time(purged.createdAt)], ['Closed', time(purged.closedAt)], ['Entries', String(purged.seq)], ['Head of the history', code(purged.hash)]])}`}
<h2>What was done</h2>
${table(['', 'When', 'Who', 'What', 'Door'], history.map(({ seq, at, actor, did, details, door }) => [String(seq), time(at), actor.name, html`<strong>${did}</strong>${details.map((line) => html`<br>${line}`)}`, door]))}
<h2>Who was told</h2>
${told.length === 0 ? html`<p>No message is on record. Messages are kept for a year.</p>` : table(['When', 'To', 'About', 'State'], told.map(({ at, to, about, state }) => [time(at), to, about.replaceAll('_', ' '), state]))}
<h2>Looked at, refused, exported</h2>
${audit.length === 0 ? html`<p>Nothing is in the audit about it.</p>` : table(['', 'When', 'Who', 'What', 'Door'], audit.map(({ seq, at, actor, action, door, facts: known }) => [String(seq), time(at), actor, `${action.replaceAll('_', ' ')} ${Object.entries(known).map(([name, value]) => `${name}: ${String(value)}`).join(', ')}`, door]))}
<h2 class="page">The rules in force</h2>
${rules(evidence.rules, time)}
<h2>The proof</h2>
${proof(evidence)}
${table(['', 'Hash of the entry', 'Hash of the one before'], history.map(({ seq, hash, prev }) => [String(seq), code(hash), code(prev)]))}
${texts(evidence.texts, time)}
</body>
</html>
`.markup;
};
