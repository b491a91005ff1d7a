// Slack refuses what is too long as a whole: texts grow shorter first, then the end is left out and says so.
import type { Block, KnownBlock } from '@slack/types';
import { MORE, plain } from './letters.js';

/** The longest text of a block, tried in this order until the whole fits. 3,000 is Slack's own limit of a section. */
const LENGTHS = [3000, 1200, 500, 200, 80] as const;

const note: KnownBlock = { type: 'context', elements: [plain(MORE, 100)] };

type Fits = (blocks: readonly Block[]) => boolean;

/** As many blocks from the start as fit with `tail` behind them; null where not even the tail does. */
const startWith = <Drawn extends Block>(blocks: readonly Drawn[], tail: readonly (Drawn | KnownBlock)[], fits: Fits): (Drawn | KnownBlock)[] | null => {
  for (let kept = blocks.length - 1; kept >= 0; kept -= 1) {
    const shorter = [...blocks.slice(0, kept), ...tail];
    if (fits(shorter)) return shorter;
  }
  return null;
};

const dropEnd = <Drawn extends Block>(blocks: readonly Drawn[], fits: Fits): (Drawn | KnownBlock)[] => {
  const last = blocks.at(-1);
  // Buttons at the end (the next page, the way out) matter more than what stands above them.
  const keepingButtons = last?.type === 'actions' ? startWith(blocks, [note, last], fits) : null;
  return keepingButtons ?? startWith(blocks, [note], fits) ?? [note];
};

/** What `draw` makes, with texts as long as fit, and without its end where even short texts are too much. */
export const fitted = <Drawn extends Block>(draw: (longest: number) => readonly Drawn[], fits: Fits): (Drawn | KnownBlock)[] => {
  for (const longest of LENGTHS) {
    const blocks = draw(longest);
    if (fits(blocks)) return [...blocks];
  }
  return dropEnd(draw(LENGTHS[4]), fits);
};
