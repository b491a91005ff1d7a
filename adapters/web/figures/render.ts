// The dashboard as HTML, pure: each figure with its chart, its table and its CSV.
import { FIGURES_PATH, SPANS } from '../../../src/view/figures.js';
import type { Figure, Span } from '../../../src/view/figures.js';
import { html } from '../html.js';
import type { Html } from '../html.js';

const tab = (span: Span, here: Span): Html => (span === here ? html`<a href="${FIGURES_PATH}?days=${span}" aria-current="true">${span} days</a>` : html`<a href="${FIGURES_PATH}?days=${span}">${span} days</a>`);

const cell = (value: string | number | null): Html => (typeof value === 'number' ? html`<td class="number">${value}</td>` : html`<td class="number">${value ?? '–'}</td>`);

const row = ([first = '', ...rest]: Figure['rows'][number]): Html => html`<tr><th scope="row">${first}</th>${rest.map(cell)}</tr>`;

const table = ({ title, columns, rows }: Figure): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${title}: table"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;

const figure = (each: Figure, span: Span): Html => {
  const { key, title, about, empty, rows, shape } = each;
  const chart = shape === null || rows.length === 0 ? null : html`<img class="chart" src="${FIGURES_PATH}/${key}.svg?days=${span}" alt="${title}: chart of the table beside it">`;
  const shown = rows.length === 0 ? html`<p class="soft">${empty}</p>` : html`<div class="pair">${chart}${table(each)}</div><p class="no-print"><a href="${FIGURES_PATH}/${key}.csv?days=${span}" download>Download as CSV</a></p>`;
  return html`<section id="${key}"><h2>${title}</h2><p class="soft">${about}</p>${shown}</section>`;
};

export const figuresBody = (figures: readonly Figure[], { span, whole }: { span: Span; whole: boolean }): Html => html`
<h1>Figures</h1>
<nav class="tabs" aria-label="Time">${SPANS.map((each) => tab(each, span))}</nav>
${whole ? null : html`<p class="say">Earlier days are still being counted. Look again in a minute.</p>`}
${figures.map((each) => figure(each, span))}
`;
