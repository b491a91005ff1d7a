// The page of a task's details as HTML, pure. It works without JavaScript: there is none.
import type { Asked, DetailsView, PrivateAnswer } from '../../../src/view/details.js';
import { NOTE } from '../../../src/view/details.js';
import { detailsPath } from '../../../src/view/details-link.js';
import { NOTE_LIMIT } from '../../../src/view/forms/form.js';
import { html, webAddress } from '../html.js';
import type { Html } from '../html.js';

/** Stands before a field's key in its form, so that no field can be taken for the form's own. */
export const FIELD = 'field.';

type Frame = { /** Proves that the form is ours. */ token: string; /** Each form's own id: sent twice, it is done once. */ newForm(): string };

const hidden = (name: string, value: string | number) => html`<input type="hidden" name="${name}" value="${value}">`;
const own = ({ version }: DetailsView, { token, newForm }: Frame) => [hidden('token', token), hidden('form', newForm()), hidden('seen', version)];

const heldWords = ({ held }: PrivateAnswer): Html => {
  if (held.shown === 'full') return html`<span class="value">${held.text}</span>`;
  return html`<span class="value"><span aria-hidden="true">•••••${held.ends}</span><span class="unseen">${held.ends === '' ? 'hidden' : `hidden, ends in ${held.ends}`}</span></span>`;
};

const answerRow = (answer: PrivateAnswer, { number }: DetailsView, { token }: Frame): Html => {
  const { key, label, held, mayReveal } = answer;
  const reveal = mayReveal && held.shown === 'masked'
    ? html`<form method="post" action="${detailsPath(number)}/reveal#answer-${key}">${hidden('token', token)}${hidden('field', key)}<button>Reveal<span class="unseen"> ${label}</span></button></form>` : null;
  return html`<li id="answer-${key}"><span><strong>${label}</strong><br>${heldWords(answer)}</span>${reveal}</li>`;
};

const answers = (view: DetailsView, frame: Frame): Html | null =>
  view.answers.length === 0 ? null
    : html`<h2>Private answers</h2><ul class="answers">${view.answers.map((answer) => answerRow(answer, view, frame))}</ul><p class="soft no-print">Revealing is recorded with your name.</p>`;

/** Labels, hints and errors are tied to their control, so that a screen reader says them together. */
const control = ({ name, label, hint, error, multiline, max, value }: { name: string; label: string; hint: string | null; error: string | null; multiline: boolean; max: number; value: string }): Html => {
  const id = name.replace('.', '-');
  const about = [...(hint === null ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])].join(' ');
  const said = [
    ...(hint === null ? [] : [html`<p class="hint" id="${id}-hint">${hint}</p>`]),
    ...(error === null ? [] : [html`<p class="error" id="${id}-error">${error}</p>`]),
  ];
  const invalid = error === null ? 'false' : 'true';
  const field = multiline
    ? html`<textarea id="${id}" name="${name}" maxlength="${max}" aria-invalid="${invalid}" aria-describedby="${about}" autocomplete="off">
${value}</textarea>`
    : html`<input id="${id}" name="${name}" maxlength="${max}" value="${value}" aria-invalid="${invalid}" aria-describedby="${about}" autocomplete="off">`;
  return html`<label for="${id}">${label}</label>${said}${field}`;
};

/** Private fields are all text of some kind: `isPrivate` sees to it. */
const ask = ({ input, error }: Asked): Html => {
  const text = input.control.kind === 'text' ? input.control : { multiline: false, max: 200, value: '' };
  return control({ name: `${FIELD}${input.key}`, label: input.label, hint: input.hint ?? null, error, multiline: text.multiline, max: text.max, value: text.value ?? '' });
};

const asks = (view: DetailsView, frame: Frame): Html | null =>
  view.asks.length === 0 ? null
    : html`<section class="no-print"><h2>Set or change</h2><form method="post" action="${detailsPath(view.number)}/fields">${own(view, frame)}${view.asks.map(ask)}<button class="primary">Save</button></form></section>`;

const notes = (view: DetailsView, frame: Frame): Html => {
  const written = view.notes.length === 0 ? html`<p class="soft">No note yet. What the next person has to know about the patient belongs here.</p>`
    : html`<ul class="notes">${view.notes.map(({ by, at, exactly, text }) => html`<li><p class="soft">${by} · <span title="${exactly}">${at}</span></p><p class="text">${text}</p></li>`)}</ul>`;
  const form = view.mayNote
    ? html`<form class="no-print" method="post" action="${detailsPath(view.number)}/notes">${own(view, frame)}${control({ name: `${FIELD}${NOTE}`, label: 'New note', hint: 'Kept encrypted with the task, and not shown in chat.', error: view.note.error, multiline: true, max: NOTE_LIMIT, value: view.note.typed })}<button>Add note</button></form>` : null;
  return html`<h2>Notes</h2>${written}${form}`;
};

const files = (view: DetailsView): Html | null =>
  view.files.length === 0 ? null
    : html`<h2>Files</h2><ul class="answers">${view.files.map(({ id, name, size, at }) => html`<li><span><a href="${detailsPath(view.number)}/files/${id}" download>${name}</a><br><span class="soft">${size} · ${at}</span></span></li>`)}</ul><p class="soft no-print">They came from outside and were checked for nothing. Opening one is recorded with your name.</p>`;

const source = ({ source: { text, link, came } }: DetailsView): Html => {
  const href = webAddress(link);
  return html`<h2>Where it came from</h2>${text === null ? html`<p class="soft">No message: it came by ${came}.</p>` : html`<p class="text">${text}</p>`}${href === null ? null : html`<p class="no-print"><a href="${href}" rel="noreferrer">Back to the message</a></p>`}`;
};

export const detailsBody = (view: DetailsView, frame: Frame): Html => html`
<h1>${view.heading}</h1>
${view.lines.map((line) => html`<p>${line}</p>`)}
${view.say === null ? null : html`<p class="say" role="alert">${view.say}</p>`}
${source(view)}
${files(view)}
${answers(view, frame)}
${asks(view, frame)}
${notes(view, frame)}
`;
