// Neutral nodes to HTML, pure and total. What only shows is a link; whatever changes something is a form with the session's token.
import { detailsPath } from '../../src/view/details-link.js';
import { taskPath } from '../../src/view/board.js';
import type { Button, Line, Node, Span } from '../../src/view/nodes.js';
import { html, webAddress } from './html.js';
import type { Html } from './html.js';
import { words } from './words.js';

/** Where presses go. */
export const PRESS_PATH = '/dashboard/press';

export type Frame = { /** Proves that a form is ours. */ token: string; /** Each form's own id: sent twice, it is done once. */ newForm(): string };

/** Buttons that only show something, as pages of ours. */
const PAGES: Readonly<Record<string, (task: number) => string>> = { open: taskPath, patient: detailsPath, history: (task) => `${taskPath(task)}#history` };

/** Quick keys of a task's buttons. */
const KEYS: Readonly<Record<string, string>> = { start: 's', answer: 'a', approve: 'a', wait: 'w', block: 'b', done: 'd', confirm: 's', note: 'n', reassign: 'r' };

export const hidden = (name: string, value: string | number): Html => html`<input type="hidden" name="${name}" value="${value}">`;

const unreachable = (node: never): never => {
  throw new TypeError(`a node that the web does not know: ${JSON.stringify(node)}`);
};

const drawSpan = (span: Span): Html => {
  if (typeof span === 'string') return html`${span}`;
  if ('strong' in span) return html`<strong>${span.strong}</strong>`;
  if ('typed' in span) return html`${words.typed(span.typed)}`;
  if ('deed' in span) return html`${words.deeds[span.deed]}`;
  const href = webAddress(span.href);
  return href === null ? html`${span.label}` : html`<a href="${href}" rel="noreferrer">${span.label}</a>`;
};

const drawLine = (line: Line): Html[] => (typeof line === 'string' ? [line] : line).map(drawSpan);

/** Lines under each other. */
export const drawLines = (lines: readonly Line[]): Html[] => lines.map((line, index) => html`${index === 0 ? null : html`<br>`}${drawLine(line)}`);

const styleOf = ({ style }: Button) => (style === undefined ? '' : style);

const drawPress = (button: Button, { token, newForm }: Frame): Html => {
  const { verb, label, ref: { task, version, arg }, confirm } = button;
  const fields = [hidden('token', token), hidden('form', newForm()), hidden('verb', verb), ...Object.entries({ task, version, arg }).flatMap(([name, value]) => (value === undefined ? [] : [hidden(name, value)]))];
  const key = KEYS[verb];
  const press = (text: string) => (key === undefined ? html`<button class="${styleOf(button)}">${text}</button>` : html`<button class="${styleOf(button)}" data-key="${key}">${text}</button>`);
  const form = (inside: Html) => html`<form class="press" method="post" action="${PRESS_PATH}">${fields}${inside}</form>`;
  return confirm === undefined ? form(press(label)) : html`<details class="ask"><summary>${label}</summary><p><strong>${confirm.title}</strong> ${confirm.text}</p>${form(press(confirm.yes))}</details>`;
};

/** A button that leads somewhere, as a link; null for one that does something. One whose address is none of the web is left out. */
export const drawLink = (button: Button): Html | null => {
  const { verb, label, ref, url } = button;
  const page = url === undefined && ref.task !== undefined ? PAGES[verb]?.(ref.task) : undefined;
  const href = page ?? webAddress(url ?? null);
  if (href === null) return url === undefined ? null : html``;
  return html`<a class="button ${styleOf(button)}" href="${href}">${label}</a>`;
};

/** A button: a link where it leads somewhere, a form of its own where it does something. */
export const drawButton = (button: Button, frame: Frame): Html => drawLink(button) ?? drawPress(button, frame);

/** One node. `drawOne` draws its buttons: inside a form they are part of it. */
export const drawNode = (node: Node, drawOne: (button: Button) => Html): Html => {
  switch (node.kind) {
    case 'heading':
      return html`<h2>${node.text}</h2>`;
    case 'text':
      return html`<p>${drawLines(node.lines)}</p>`;
    case 'small':
      return html`<p class="soft">${drawLines(node.lines)}</p>`;
    case 'row':
      return html`<div class="row"><p>${drawLines(node.lines)}</p>${drawOne(node.button)}</div>`;
    case 'buttons':
      return html`<div class="buttons">${node.buttons.map(drawOne)}</div>`;
    case 'divider':
      return html`<hr>`;
    default:
      return unreachable(node);
  }
};
