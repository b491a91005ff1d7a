// A part of the rules as a list of its entries, and one entry as a form. The YAML of the part stands below the list.
import type { RuleForm } from '../../../src/use-cases/rule-forms.js';
import type { EntryRow, Section } from '../../../src/view/rules/section.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { drawInput } from '../render-input.js';
import { ADMIN_PATH, list, partName, tabs } from './parts.js';

export const FORM_PATH = '/admin/form';

export type Frame = { token: string; seen: number };

const formAddress = (part: string, entry: string | null) => `${FORM_PATH}?part=${part}${entry === null ? '' : `&entry=${encodeURIComponent(entry)}`}`;

const hiddenPlace = (part: string, entry: string | null, { token, seen }: Frame): Html =>
  html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="part" value="${part}"><input type="hidden" name="seen" value="${seen}">${entry === null ? null : html`<input type="hidden" name="entry" value="${entry}">`}`;

const moves = ({ part }: Section, { entry, name }: EntryRow, index: number, count: number, frame: Frame): Html => html`<form class="press buttons" method="post" action="${FORM_PATH}">${hiddenPlace(part, entry, frame)}
${index === 0 ? null : html`<button name="do" value="up" aria-label="Move up: ${name}">↑</button>`}${index === count - 1 ? null : html`<button name="do" value="down" aria-label="Move down: ${name}">↓</button>`}</form>`;

const PAGE = 50;

const rowsOf = (section: Section, rows: readonly EntryRow[], skip: number, frame: Frame): Html => {
  if (rows.length === 0) return html`<p>None yet. Add the first one, and it stands here.</p>`;
  const shown = rows.slice(skip, skip + PAGE);
  const address = (from: number) => `${ADMIN_PATH}?part=${section.part}&skip=${String(from)}`;
  return html`<ul class="rows">${shown.map((row, index) => html`<li class="row"><p><strong>${row.name}</strong>${row.about === '' ? null : html`<br><span class="soft">${row.about}</span>`}</p>
<div class="buttons">${section.list === 'ordered' ? moves(section, row, skip + index, rows.length, frame) : null}<a class="button" href="${formAddress(section.part, row.entry)}" aria-label="Change ${row.name}">Change…</a></div></li>`)}</ul>
${skip === 0 ? null : html`<p><a href="${address(Math.max(0, skip - PAGE))}">Earlier ones</a></p>`}${skip + PAGE < rows.length ? html`<p><a href="${address(skip + PAGE)}">The next ones, of ${rows.length}</a></p>` : null}`;
};

/** What stands above the YAML of a part that has a form. */
export const listPart = (section: Section, { rows, findings, skip, frame }: { rows: readonly EntryRow[] | null; findings: readonly string[]; skip: number; frame: Frame }): Html => html`
${section.about === undefined ? null : html`<p>${section.about}</p>`}
${findings.length === 0 ? null : html`<section class="say"><h2>Needs a look</h2>${list(findings)}</section>`}
${rows === null ? html`<p><a class="button primary" href="${formAddress(section.part, null)}">Change ${section.one}…</a></p>` : html`<p><a class="button primary" href="${formAddress(section.part, null)}">Add a ${section.one}…</a></p>${rowsOf(section, rows, skip, frame)}`}`;

const removal = ({ section, entry, name }: RuleForm): Html | null =>
  section.list === null || section.stays || entry === null ? null : html`<button class="danger" name="do" value="remove" formnovalidate aria-label="Remove ${name}…">Remove…</button>`;

/** `say` stands above it: what is wrong with the whole. */
export const formBody = (form: RuleForm, { token, zone }: { token: string; zone: string }): Html => {
  const { section, part, entry, seen, inputs, name, problems } = form;
  const asked = new Set(inputs.map(({ key }) => key));
  const stray = Object.entries(problems).filter(([key]) => !asked.has(key)).map(([, problem]) => problem);
  const title = section.list === null ? partName(part) : entry === null ? `Add a ${section.one}` : name;
  return html`<h1>${title}</h1>
${tabs(part)}
${section.list === null && section.about !== undefined ? html`<p>${section.about}</p>` : null}
${Object.keys(problems).length === 0 ? null : html`<section class="say" role="alert"><h2>Nothing was changed</h2>${stray.length === 0 ? html`<p>What is wrong stands beside its field.</p>` : list(stray)}</section>`}
<form class="whole" method="post" action="${FORM_PATH}">${hiddenPlace(part, entry, { token, seen })}
${inputs.map((input) => drawInput(input, { zone, error: problems[input.key] }))}
<p class="hint">Nothing is changed yet: you see first what would change, and what it would have done to the tasks of the last 90 days.</p>
<div class="buttons"><button class="primary" name="do" value="fill">Look at the change</button>${removal(form)}<a class="button" href="${ADMIN_PATH}?part=${part}">Back</a></div></form>`;
};
