// The few words that are Slack's business alone; everything else that a person reads is written in src/view.
import { doorWords } from '../../src/view/door-words.js';
import type { Deed } from '../../src/view/nodes.js';
import { sentence } from '../../src/view/refusal-text.js';

export const words = {
  ...doorWords,
  find: 'Type to find',
  oneMoment: sentence('One moment…'),
  tooLate: sentence('Slack gave up waiting, so nothing was opened.', 'Please press again.'),
  typed: (said: string) => `/rounds ${said}`,
  deeds: { bring_in: 'type /invite @Rounds there', write_first: 'open Rounds under Apps and write it a word' } satisfies Record<Deed, string>,
} as const;
