// The few words that are Teams' business alone; everything else that a person reads is written in src/view.
import { doorWords } from '../../src/view/door-words.js';
import type { Deed } from '../../src/view/nodes.js';
import { sentence } from '../../src/view/refusal-text.js';

export const words = {
  ...doorWords,
  channelLink: 'Paste the channel’s link: ⋯ beside its name, Get link to channel',
  time: 'At what time',
  refresh: 'Show as it is now',
  optional: (label: string) => `${label} (optional)`,
  asksMore: 'Some of your answers changed what is asked. Nothing is saved yet.',
  needsTime: 'Please give both the day and the time.',
  closed: sentence('Closed. Nothing was changed.'),
  answeredInPrivate: sentence('The answer is in your chat with Rounds.'),
  typed: (said: string) => said,
  deeds: { bring_in: 'add the app Rounds to that team (Apps, Rounds, Add to a team)', write_first: 'add the app Rounds (Apps, Rounds, Add) and write it a word' } satisfies Record<Deed, string>,
} as const;
