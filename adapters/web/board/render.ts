// The board and a task's page as HTML, pure. Both can be read, filtered and worked on without JavaScript.
import { BOARD_PATH, taskPath } from '../../../src/view/board.js';
import type { BoardFilter, BoardList, BoardRow, BoardView, Place, TaskPage } from '../../../src/view/board.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { drawButton, drawLines, drawNode, hidden } from '../render-nodes.js';
import type { Frame } from '../render-nodes.js';
import { words } from '../words.js';

const tab = ({ label, path, here }: Place): Html => (here ? html`<a href="${path}" aria-current="true">${label}</a>` : html`<a href="${path}">${label}</a>`);

/** The whole row leads to the task: one big target for a thumb. */
const row = ({ number, mark, what, how, late }: BoardRow): Html =>
  html`<li class="${late ? 'late' : ''}"><a href="${taskPath(number)}"><strong>${what}</strong><br><span class="soft"><span aria-hidden="true">${mark}</span> ${how}</span></a></li>`;

const pager = ({ earlier, later }: BoardList): Html | null =>
  earlier === null && later === null ? null
    : html`<p class="buttons">${earlier === null ? null : html`<a class="button" href="${earlier}" rel="prev">Earlier</a>`}${later === null ? null : html`<a class="button" href="${later}" rel="next">More</a>`}</p>`;

const list = (each: BoardList): Html => {
  const { title, total, late, empty, rows } = each;
  const head = html`<h2>${title} <span class="count">${total}${late > 0 ? ` · ${late} late` : ''}</span></h2>`;
  return html`<section>${head}${rows.length === 0 ? html`<p class="soft">${drawLines([empty])}</p>` : html`<ul class="rows">${rows.map(row)}</ul>`}${pager(each)}</section>`;
};

const filter = ({ key, label, options, chosen }: BoardFilter): Html => {
  const shown = options.map(({ value, label: name }) => (value === chosen ? html`<option value="${value}" selected>${name}</option>` : html`<option value="${value}">${name}</option>`));
  return html`<div><label for="by-${key}">${label}</label><select id="by-${key}" name="${key}"><option value="">${words.any}</option>${shown}</select></div>`;
};

const filters = ({ filters: all, ask, cleared }: BoardView): Html => {
  const kept = [...(ask.queue === undefined ? [] : [hidden('queue', ask.queue)]), ...(ask.as === undefined ? [] : [hidden('as', ask.as)])];
  const overdue = ask.overdue ? html`<input type="checkbox" id="by-overdue" name="overdue" value="yes" checked>` : html`<input type="checkbox" id="by-overdue" name="overdue" value="yes">`;
  const clear = cleared === null ? null : html`<a class="button" href="${cleared}">Clear</a>`;
  return html`<form class="filters no-print" method="get" action="${BOARD_PATH}">${kept}${all.map(filter)}<label class="tick" for="by-overdue">${overdue}<span>Overdue</span></label><div class="buttons"><button>Show</button>${clear}</div></form>`;
};

/** Hidden until the script, which makes them work, shows it. */
const quickKeys = (text: string): Html => html`<p class="keys soft no-print" hidden>${text}</p>`;

export const boardBody = (view: BoardView, { token, newForm }: Frame): Html => {
  const make = view.mayAsk ? drawButton({ verb: 'new', label: 'New task', ref: {}, style: 'primary' }, { token, newForm }) : null;
  const shapes = view.shapes.length === 0 ? null : html`<nav class="tabs" aria-label="Shape">${view.shapes.map(tab)}</nav>`;
  return html`
<div class="head"><h1>${view.title}</h1>${make}</div>
<div class="views"><nav class="tabs" aria-label="Lists">${view.places.map(tab)}</nav>${shapes}</div>
${filters(view)}
<div class="${view.ask.as === undefined ? 'lists' : 'columns'}">${view.lists.map(list)}</div>
${quickKeys('Keys: j and k step through the rows, Enter opens.')}
`;
};

export const taskBody = ({ title, card, more, history }: TaskPage, frame: Frame): Html => {
  const draw = (nodes: readonly (typeof card)[number][]) => nodes.map((node) => drawNode(node, (button) => drawButton(button, frame)));
  return html`<div class="task">
<h1>${title}</h1>
${draw(card)}
${more.length === 0 ? null : html`<details class="more no-print"><summary data-key="m">More</summary>${draw(more)}</details>`}
<h2 id="history">History</h2>
<div class="history">${draw(history)}</div>
${quickKeys('Keys: s start, w wait, b blocked, d done, n note, m more.')}
</div>`;
};
