// Forms as cards: in a dialog, or in place of the card whose button opened them.
import type { Form, Input, Line, Message } from '../../src/view/nodes.js';
import type { AdaptiveCard, ActionSet, Element } from './card.js';
import { encodeData } from './codec.js';
import type { SentForm } from './codec.js';
import { CARD_BYTES, DIALOG_BYTES, fitted } from './fit.js';
import { orDash } from './letters.js';
import { drawInput, isAsked } from './render-input.js';
import { drawLines, drawNode } from './render-nodes.js';
import type { Place } from './render-nodes.js';
import { words } from './words.js';

const TITLE_LIMIT = 75;

export type FormSetting = {
  place: Place;
  /** The practice's time zone. */
  zone: string;
  /** What is wrong, by the input's key. */
  errors?: Readonly<Record<string, string>>;
  /** Stands above the form. */
  above?: readonly Line[];
};

export const inputsOf = ({ parts }: Form): Input[] => parts.filter((part) => part.kind === 'input').filter(isAsked);

/** Choices alone change a form, and a choice's key is no patient data; what was typed never goes into an action's data. */
const valueOf = ({ control }: Input): string => ('options' in control && control.value !== undefined ? String(control.value) : '');

const sentForm = (form: Form): SentForm => {
  const inputs = inputsOf(form);
  return {
    form: form.name, ref: form.ref,
    asks: Object.fromEntries(inputs.map(({ key, control }) => [key, control.kind])),
    drawn: Object.fromEntries(inputs.filter(({ redraws }) => redraws).map((input) => [input.key, valueOf(input)])),
  };
};

/** A dialog has a cross to close it; a card that turned into a form has a button. */
const drawWays = (form: Form, place: Place): ActionSet[] => {
  const submit = form.submit ?? (inputsOf(form).length > 0 ? words.save : undefined);
  const [title, data] = [orDash(submit ?? '', TITLE_LIMIT), encodeData(sentForm(form))];
  const send = submit === undefined ? [] : [place.in === 'dialog' ? { type: 'Action.Submit' as const, title, data, style: 'positive' as const } : { type: 'Action.Execute' as const, verb: 'submit', title, data, style: 'positive' as const }];
  const close = encodeData({ close: true, ...(form.ref.task !== undefined && { task: form.ref.task }) });
  const leave = place.in === 'dialog' ? [] : [{ type: 'Action.Execute' as const, verb: 'close', title: orDash(form.close, TITLE_LIMIT), data: close, associatedInputs: 'none' as const }];
  const actions = [...send, ...leave];
  return actions.length === 0 ? [] : [{ type: 'ActionSet', actions }];
};

/** What is wrong with answers that have no place of their own in the form. */
const strayErrors = (errors: Readonly<Record<string, string>>, form: Form): string[] => {
  const asked = new Set(inputsOf(form).map(({ key }) => key));
  return Object.entries(errors).filter(([key]) => !asked.has(key)).map(([, error]) => error);
};

/** A form's card and its title, which a dialog shows in its frame. */
export const renderForm = (form: Form, { place, zone, errors = {}, above = [] }: FormSetting): { title: string; card: AdaptiveCard } => {
  const within: Place = { ...place, form: sentForm(form) };
  const draw = (longest: number): Element[] => [
    ...(place.in === 'message' ? drawNode({ kind: 'heading', text: form.title }, place, longest) : []),
    ...drawLines([...above, ...strayErrors(errors, form)], longest, { color: 'Attention' }),
    ...form.parts.flatMap((part) => (part.kind === 'input' ? drawInput(part, { zone, error: errors[part.key] }) : drawNode(part, within, longest))),
    ...drawWays(form, place),
  ];
  return { title: orDash(form.title, TITLE_LIMIT), card: fitted(draw, place.in === 'dialog' ? DIALOG_BYTES : CARD_BYTES) };
};

/** A sentence where a form was asked for. */
export const messageForm = (message: Message): Form => ({ name: 'message_view', title: words.product, close: words.close, ref: { form: 'message' }, parts: message.nodes });
