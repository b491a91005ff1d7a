// What a press or a sent form leads to: something to show, whichever way the client asked.
import type { Caller, Pressed, Replied, Rounds, Submitted } from '../../src/use-cases/rounds.js';
import { taskName } from '../../src/domain/task.js';
import type { Form, Line, Message } from '../../src/view/nodes.js';
import { decodeData } from './codec.js';
import type { ActionData, SentForm } from './codec.js';
import { readAnswers } from './read-form.js';
import type { Read } from './read-form.js';
import { inputsOf } from './render-form.js';
import { words } from './words.js';

export type Shown =
  | { show: 'form'; form: Form; errors?: Readonly<Record<string, string>>; above?: readonly Line[] }
  /** `inForm` is the message for a dialog, which may show less; absent: the same. `settles`: it is what became of a form or of the card that was pressed, whose place it takes. */
  | { show: 'message'; message: Message; inForm?: Message; settles?: true }
  /** It is done and there is nothing to say. */
  | { show: 'nothing' };

export const saying = (message: Message): Extract<Shown, { show: 'message' }> => ({ show: 'message', message });

const under = (say: Message | null, message: Message): Message => (say === null ? message : { ...message, nodes: [...say.nodes, { kind: 'divider' }, ...message.nodes] });

const ofPress = (pressed: Pressed): Shown => {
  switch (pressed.result) {
    case 'form': return { show: 'form', form: pressed.form };
    case 'say': return saying(pressed.say);
    case 'done': return { show: 'message', settles: true, message: under(pressed.say, pressed.message), ...(pressed.inForm && { inForm: under(pressed.say, pressed.inForm) }) };
  }
};

export const ofReply = (replied: Replied): Shown =>
  replied.result === 'form' ? { show: 'form', form: replied.form } : { show: 'message', message: replied.say, ...(replied.inForm && { inForm: replied.inForm }) };

/** A press inside a form that somebody is filling in: what it shows stands above the form, which keeps what was typed. Another form takes its place. */
const above = (shown: Shown, form: Form, errors: Read['errors']): Shown => {
  if (shown.show === 'form' && inputsOf(shown.form).length > 0) return shown;
  const nodes = shown.show === 'form' ? shown.form.parts : shown.show === 'message' ? (shown.inForm ?? shown.message).nodes : words.saved.nodes;
  return { show: 'form', form: { ...form, parts: [...nodes, { kind: 'divider' }, ...form.parts] }, errors };
};

const ofSubmit = async (submitted: Submitted, again: () => Promise<Form>): Promise<Shown> => {
  switch (submitted.result) {
    case 'next': return { show: 'form', form: submitted.form };
    case 'errors': return { show: 'form', form: await again(), errors: submitted.errors };
    case 'done': return submitted.say === null ? { show: 'nothing' } : { ...saying(submitted.say), settles: true };
  }
};

/** Whether the form asks anything that the one at hand did not. */
const asksMore = (form: Form, asks: SentForm['asks']) => inputsOf(form).some(({ key }) => !Object.hasOwn(asks, key));

export type Given = Readonly<Record<string, unknown>>;

export const makeAct = ({ rounds, zone }: { rounds: Rounds; zone: () => string }) => {
  const submit = async (caller: Caller, sent: SentForm, given: Given): Promise<Shown> => {
    const { answers, errors } = readAnswers(given, sent.asks, zone());
    const form = { name: sent.form, ref: sent.ref };
    const again = () => rounds.redraw(caller, form, answers);
    if (sent.fill !== undefined) return { show: 'form', form: await rounds.redraw(caller, { ...form, ref: { ...sent.ref, arg: sent.fill } }, answers), errors };
    if (Object.keys(errors).length > 0) return { show: 'form', form: await again(), errors };
    // Cards cannot change while they are filled in: a choice that asks for more shows the rest before anything is saved.
    if (Object.entries(sent.drawn).some(([key, drawn]) => String(answers[key] ?? '') !== drawn)) {
      const redrawn = await again();
      if (asksMore(redrawn, sent.asks)) return { show: 'form', form: redrawn, above: [words.asksMore] };
    }
    return ofSubmit(await rounds.submit(caller, form, answers), again);
  };

  const press = async (caller: Caller, { press: verb, ref, inside }: Extract<ActionData, { press: string }>, given: Given, pressId: string): Promise<Shown> => {
    const shown = ofPress(await rounds.press(caller, { verb, ref }, pressId));
    if (inside === undefined) return shown;
    const { answers, errors } = readAnswers(given, inside.asks, zone());
    return above(shown, await rounds.redraw(caller, { name: inside.form, ref: inside.ref }, answers), errors);
  };

  /** `given` is an action's data with the answers beside it; `pressId` the platform's id of this press. */
  return async (caller: Caller, given: Given, pressId: string): Promise<Shown> => {
    const data = decodeData(given);
    if (data === null || 'refresh' in data) return saying(words.unknown);
    if ('press' in data) return press(caller, data, given, pressId);
    if ('form' in data) return submit(caller, data, given);
    return data.task === undefined ? saying(words.closed) : ofReply(await rounds.command(caller, taskName(data.task)));
  };
};
