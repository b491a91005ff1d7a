// Messages and the Home card.
import type { Message, Page } from '../../src/view/nodes.js';
import type { AdaptiveCard } from './card.js';
import { CARD_BYTES, fitted } from './fit.js';
import { clip } from './letters.js';
import { drawNode } from './render-nodes.js';
import type { Place } from './render-nodes.js';

const SUMMARY = 300;

/** A card, and the text of its notification, which is sent as plain text. */
export const renderMessage = (message: Message, place: Place): { summary: string; card: AdaptiveCard } => ({
  summary: clip(message.summary, SUMMARY),
  card: fitted((longest) => message.nodes.flatMap((node) => drawNode(node, place, longest)), CARD_BYTES),
});

/** Home, as a card that comes by command. */
export const renderHome = (page: Page, place: Place): { summary: string; card: AdaptiveCard } => renderMessage({ summary: 'Home', nodes: page.nodes }, place);
