// Teams refuses what is too large as a whole: texts grow shorter first, then the end is left out and says so.
import { cardOf } from './card.js';
import type { AdaptiveCard, Element } from './card.js';
import { MORE } from './letters.js';
import { drawLines } from './render-nodes.js';

/** Teams documents 28 KB for a card in a message. */
export const CARD_BYTES = 28_000;
/** A dialog's card comes in the answer to a request, of which Teams takes about 100 KB. */
export const DIALOG_BYTES = 80_000;

/** The longest text of a node, tried in this order until the whole fits. */
const LENGTHS = [3000, 1200, 500, 200, 80] as const;

export const bytesOf = (card: AdaptiveCard): number => Buffer.byteLength(JSON.stringify(card));

/** What stands at the end and must stay: the way to send a form, the next page. */
const tailOf = (body: readonly Element[]): Element[] => body.filter((element, index) => element.type === 'ActionSet' && index === body.length - 1);

/** The card that `draw` makes, with texts as long as fit, and without its end where even short texts are too much. */
export const fitted = (draw: (longest: number) => Element[], most: number): AdaptiveCard => {
  const fits = (body: Element[]) => bytesOf(cardOf(body)) <= most;
  for (const longest of LENGTHS) {
    const body = draw(longest);
    if (fits(body)) return cardOf(body);
  }
  const body = draw(LENGTHS[4]);
  const end = [...drawLines([MORE], MORE.length), ...tailOf(body)];
  let kept = body.length - end.length;
  while (kept > 0 && !fits([...body.slice(0, kept), ...end])) kept -= 1;
  return cardOf([...body.slice(0, Math.max(kept, 0)), ...end]);
};
