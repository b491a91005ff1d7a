// Forms as pages: what they say, what they ask, and one way to send them. Without JavaScript a second button shows what a choice asks.
import type { Button, Form } from '../../src/view/nodes.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { drawInput } from './render-input.js';
import { drawButton, drawLink, drawNode, hidden } from './render-nodes.js';
import type { Frame } from './render-nodes.js';
import { words } from './words.js';

/** Where forms go. */
export const FORM_PATH = '/dashboard/forms';

export type FormSetting = { frame: Frame; /** The practice's time zone. */ zone: string; /** What is wrong, by the input's key. */ errors?: Readonly<Record<string, string>>; /** The page that its way back leads to. */ back: string };

const inputsOf = ({ parts }: Form) => parts.filter((part) => part.kind === 'input');

/** What is wrong with answers that have no place of their own in the form. */
const strayErrors = (errors: Readonly<Record<string, string>>, form: Form): string[] => {
  const asked = new Set(inputsOf(form).map(({ key }) => key));
  return Object.entries(errors).filter(([key]) => !asked.has(key)).map(([, error]) => error);
};

/** A suggestion's button puts its argument into the form and draws it anew. Forms do not nest: others that do something stand on the task's page. */
const drawInside = (button: Button): Html =>
  (button.verb === 'suggested' ? html`<button name="chosen" value="${button.ref.arg ?? ''}" formnovalidate>${button.label}</button>` : (drawLink(button) ?? html``));

/** The form's heading, its parts and its buttons. One that asks nothing shows its nodes alone, whose buttons then stand by themselves. */
export const drawForm = (form: Form, { frame, zone, errors = {}, back }: FormSetting): Html => {
  const asks = inputsOf(form).length > 0 || form.submit !== undefined;
  const wrong = strayErrors(errors, form).map((error) => html`<p class="error" role="alert">${error}</p>`);
  const leave = html`<a class="button" href="${back}">Back</a>`;
  const heading = html`<h1>${form.title}</h1>`;
  if (!asks) return html`${heading}${form.parts.map((part) => (part.kind === 'input' ? null : drawNode(part, (button) => drawButton(button, frame)))).filter((part) => part !== null)}<p>${leave}</p>`;
  const { ref } = form;
  const own = [hidden('token', frame.token), hidden('name', form.name), ...Object.entries(ref).map(([name, value]) => hidden(name, value))];
  const redraw = inputsOf(form).some(({ redraws }) => redraws) ? html`<button name="redraw" value="yes" formnovalidate>${words.redraw}</button>` : null;
  const parts = form.parts.map((part) => (part.kind === 'input' ? drawInput(part, { zone, error: errors[part.key] }) : drawNode(part, drawInside)));
  return html`${heading}${wrong}<form class="whole" method="post" action="${FORM_PATH}">${own}${parts}<div class="buttons"><button class="primary">${form.submit ?? words.save}</button>${redraw}${leave}</div></form>`;
};
