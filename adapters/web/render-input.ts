// One input of a form. Its name says how its answer is read: read-form.ts finds it there.
import { DAY, HOUR, MINUTE, dateOfDay, wallTime } from '../../src/domain/local-time.js';
import type { Control, Input, Option } from '../../src/view/nodes.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { words } from './words.js';

/** One answer as text, one moment in the practice's zone, or several answers. */
export const KINDS = { one: 'field.', moment: 'moment.', many: 'many.' } as const;

type Asked = { id: string; name: string; about: string; invalid: 'true' | 'false' };

const two = (n: number) => String(n).padStart(2, '0');

/** `2026-12-01T09:30`, on the practice's wall. */
const wallMoment = (value: string | undefined, zone: string): string => {
  if (value === undefined) return '';
  const { day, clock } = wallTime(zone, new Date(value));
  return `${dateOfDay(day)}T${two(Math.floor((clock % DAY) / HOUR))}:${two(Math.floor((clock % HOUR) / MINUTE))}`;
};

const optionWords = ({ label, about }: Option) => (about === undefined ? label : `${label}: ${about}`);

const drawOptions = (options: readonly Option[], chosen: string | undefined): Html[] =>
  options.map((option) => (option.value === chosen ? html`<option value="${option.value}" selected>${optionWords(option)}</option>` : html`<option value="${option.value}">${optionWords(option)}</option>`));

const drawTicks = (type: 'radio' | 'checkbox', name: string, id: string, options: readonly Option[], chosen: readonly string[]): Html[] =>
  options.map(({ value, label, about }, index) => {
    const box = chosen.includes(value)
      ? html`<input type="${type}" id="${id}-${index}" name="${name}" value="${value}" checked>` : html`<input type="${type}" id="${id}-${index}" name="${name}" value="${value}">`;
    return html`<label class="tick" for="${id}-${index}">${box}<span>${label}${about === undefined ? null : html`<span class="hint"> ${about}</span>`}</span></label>`;
  });

const textInput = (type: string, { id, name, about, invalid }: Asked, value: string, more: Html = html``): Html =>
  html`<input type="${type}" id="${id}" name="${name}" value="${value}" aria-invalid="${invalid}" aria-describedby="${about}" autocomplete="off"${more}>`;

const drawControl = (asked: Asked, control: Control, zone: string): Html => {
  const { id, name, about, invalid } = asked;
  switch (control.kind) {
    case 'text':
      return control.multiline
        ? html`<textarea id="${id}" name="${name}" maxlength="${control.max}" aria-invalid="${invalid}" aria-describedby="${about}" autocomplete="off">
${control.value ?? ''}</textarea>`
        : textInput('text', asked, control.value ?? '', html` maxlength="${control.max}" placeholder="${control.placeholder ?? ''}"`);
    case 'number':
      return textInput('number', asked, control.value === undefined ? '' : String(control.value), html` step="${control.decimals ? 'any' : '1'}"${control.min === undefined ? null : html` min="${control.min}"`}`);
    case 'date':
      return textInput('date', asked, control.value ?? '');
    case 'datetime':
      return textInput('datetime-local', asked, wallMoment(control.value, zone));
    case 'choice':
      return control.style === 'radio' ? html`${drawTicks('radio', name, id, control.options, control.value === undefined ? [] : [control.value])}`
        : html`<select id="${id}" name="${name}" aria-invalid="${invalid}" aria-describedby="${about}"><option value="">${words.choose}</option>${drawOptions(control.options, control.value)}</select>`;
    case 'choices':
      return html`${drawTicks('checkbox', name, id, control.options, control.value ?? [])}`;
    case 'account': case 'channel':
      return textInput('text', asked, control.value ?? '', html` maxlength="200"`);
  }
};

const prefixOf = ({ kind }: Control) => (kind === 'datetime' ? KINDS.moment : kind === 'choices' ? KINDS.many : KINDS.one);

/** An input with its label, hint and error tied to it, so that a screen reader says them together. Moments stand in the practice's `zone`. */
export const drawInput = (input: Input, { zone, error }: { zone: string; error?: string | undefined }): Html => {
  const { key, label, hint, optional, control } = input;
  if ('options' in control && control.options.length === 0) return html`<p class="soft">${words.noChoice(label)}</p>`;
  const id = `in-${key}`;
  const said = [...(hint === undefined ? [] : [html`<p class="hint" id="${id}-hint">${hint}</p>`]), ...(error === undefined ? [] : [html`<p class="error" id="${id}-error">${error}</p>`])];
  const about = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])].join(' ');
  const asked: Asked = { id, name: `${prefixOf(control)}${key}`, about, invalid: error === undefined ? 'false' : 'true' };
  const title = optional ? words.optional(label) : label;
  const field = drawControl(asked, control, zone);
  const marked = input.redraws ? html` data-redraws="yes"` : html``;
  const grouped = control.kind === 'choices' || (control.kind === 'choice' && control.style === 'radio');
  return grouped ? html`<fieldset aria-describedby="${about}"${marked}><legend>${title}</legend>${said}${field}</fieldset>` : html`<div class="ask-one"${marked}><label for="${id}">${title}</label>${said}${field}</div>`;
};
