// Messages and the Home card.
import type { Message, Page } from '../../src/view/nodes.js';
import type { AdaptiveCard, Refresh } from './card.js';
import { encodeData } from './codec.js';
import { CARD_BYTES, fitted } from './fit.js';
import { clip } from './letters.js';
import { drawNode } from './render-nodes.js';
import type { Place } from './render-nodes.js';
import { words } from './words.js';

const SUMMARY = 300;

/** A message that can be shown as it is by then asks for that when its reader looks at it; in a dialog nothing does. The client without dialogs knows no such thing either, and warns under each card. */
const refreshOf = ({ standing }: Message, place: Place): { refresh?: Refresh } => {
  if (standing === undefined || place.in === 'dialog' || !place.dialogs) return {};
  const action = { type: 'Action.Execute' as const, verb: 'refresh', title: words.refresh, data: encodeData({ refresh: standing }), associatedInputs: 'none' as const };
  return { refresh: { action, ...(place.reader !== undefined && { userIds: [place.reader] }) } };
};

/** A card, and the text of its notification, which is sent as plain text. */
export const renderMessage = (message: Message, place: Place): { summary: string; card: AdaptiveCard } => {
  const refresh = refreshOf(message, place);
  const room = CARD_BYTES - Buffer.byteLength(JSON.stringify(refresh));
  return { summary: clip(message.summary, SUMMARY), card: { ...fitted((longest) => message.nodes.flatMap((node) => drawNode(node, place, longest)), room), ...refresh } };
};

/** Home, as a card that comes by command. */
export const renderHome = (page: Page, place: Place): { summary: string; card: AdaptiveCard } => renderMessage({ summary: 'Home', nodes: page.nodes }, place);
