// Messages and App Home.
import type { HomeView, KnownBlock } from '@slack/types';
import type { Message, Node, Page } from '../../src/view/nodes.js';
import { fitted } from './fit.js';
import { clip, escape } from './letters.js';
import { drawNode } from './render-nodes.js';

const MESSAGE_BLOCKS = 50;
// Undocumented: about 13,200 characters of all blocks together (bolt-js issue 2509), counted here with every word of their JSON.
const MESSAGE_WORDS = 12_500;
const VIEW_BLOCKS = 100;
/** A locked phone shows less. */
const SUMMARY = 300;
/** A view may have 250 KB; the rest is for its title, metadata and what Slack adds. */
export const VIEW_BYTES = 230_000;

const words = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + words(part), 0);
};

const fitsMessage = (blocks: readonly unknown[]) => blocks.length <= MESSAGE_BLOCKS && words(blocks) <= MESSAGE_WORDS;

/** True where a view takes these blocks. */
export const fitsView = (blocks: readonly unknown[]) => blocks.length <= VIEW_BLOCKS && Buffer.byteLength(JSON.stringify(blocks)) <= VIEW_BYTES;

const drawNodes = (nodes: readonly Node[]) => (longest: number) => nodes.flatMap((node) => drawNode(node, longest));

/** A message: its blocks, and the text of its notification, which is mrkdwn and therefore escaped. */
export const renderMessage = (message: Message): { text: string; blocks: KnownBlock[] } => ({
  text: escape(clip(message.summary, SUMMARY)),
  blocks: [...fitted(drawNodes(message.nodes), fitsMessage)],
});

/** App Home. */
export const renderHome = (page: Page): HomeView => ({ type: 'home', blocks: [...fitted(drawNodes(page.nodes), fitsView)] });
