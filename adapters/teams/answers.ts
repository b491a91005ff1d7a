// What the invokes of Teams are answered with.
import type { Message } from '../../src/view/nodes.js';
import type { Shown } from './act.js';
import type { AdaptiveCard } from './card.js';
import { lettersOf } from './letters.js';
import { renderMessage } from './render-card.js';
import { messageForm, renderForm } from './render-form.js';
import type { Place } from './render-nodes.js';
import { words } from './words.js';

export type Answer = { status: number; body?: object };

const CARD = 'application/vnd.microsoft.card.adaptive';
const DIALOG = { in: 'dialog' } as const;

const attached = (card: AdaptiveCard) => ({ contentType: CARD, content: card });

/** A message's words on one line each; null where it has more than words. */
const wordsOf = ({ nodes }: Message): string | null =>
  nodes.every(({ kind }) => kind === 'text' || kind === 'small')
    ? nodes.flatMap((node) => ('lines' in node ? node.lines : [])).map((line) => (typeof line === 'string' ? line : line.map(lettersOf).join(''))).join('\n')
    : null;

/** To a card that asks for itself: nothing is to be shown anew, or it cannot be now. Teams leaves what stands there. */
export const sameCard: Answer = { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value: { code: 'NotNow', message: 'There is nothing to show anew.' } } };

/** In place of the card that was pressed, for this person alone; words without buttons as a note beside it, but where they are what became of it. */
export const cardAnswer = (shown: Shown, place: Place, zone: string): Answer => {
  const body = (type: string, value: object | string) => ({ status: 200, body: { statusCode: 200, type, value } });
  if (shown.show === 'form') return body(CARD, renderForm(shown.form, { place, zone, ...shown }).card);
  const message = shown.show === 'nothing' ? words.saved : shown.message;
  const note = shown.show === 'nothing' || shown.settles ? null : wordsOf(message);
  return note === null ? body(CARD, renderMessage(message, place).card) : body('application/vnd.microsoft.activity.message', note);
};

const dialog = (shown: Extract<Shown, { show: 'form' }>, zone: string): Answer => {
  const { title, card } = renderForm(shown.form, { place: DIALOG, zone, ...shown });
  return { status: 200, body: { task: { type: 'continue', value: { title, height: 'large', width: 'medium', card: attached(card) } } } };
};

/** In the dialog. Nothing to say closes it; `closes: false` says that it is saved, for the dialogs of a message's menu, which stay open otherwise. */
export const dialogAnswer = (shown: Shown, zone: string, { closes = true }: { closes?: boolean } = {}): Answer => {
  switch (shown.show) {
    case 'form': return dialog(shown, zone);
    case 'message': return dialog({ show: 'form', form: messageForm(shown.inForm ?? shown.message) }, zone);
    case 'nothing': return closes ? { status: 200 } : { status: 200, body: { task: { type: 'message', value: wordsOf(words.saved) } } };
  }
};

/** As a message in somebody's chat with the bot. */
export const chatMessage = (shown: Shown, place: Place, zone: string): { summary: string; card: AdaptiveCard } => {
  if (shown.show === 'form') return { summary: words.product, card: renderForm(shown.form, { place, zone, ...shown }).card };
  return renderMessage(shown.show === 'nothing' ? words.saved : shown.message, place);
};
