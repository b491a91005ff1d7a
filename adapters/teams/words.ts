// The few words that are Teams' business alone; everything else that a person reads is written in src/view.
import type { Message } from '../../src/view/nodes.js';

const sentence = (summary: string, ...more: string[]): Message => ({ summary, nodes: [{ kind: 'text', lines: [summary, ...more] }] });

export const words = {
  product: 'Rounds',
  close: 'Close',
  save: 'Save',
  choose: 'Choose',
  channelLink: 'Paste the channel’s link: ⋯ beside its name, Get link to channel',
  time: (label: string) => `${label}: time`,
  optional: (label: string) => `${label} (optional)`,
  noChoice: (label: string) => `${label}: there is nothing to choose from yet. An admin can add it in the practice's playbook.`,
  asksMore: 'Some of your answers changed what is asked. Nothing is saved yet.',
  needsTime: 'Please give both the day and the time.',
  saved: sentence('It is saved.'),
  closed: sentence('Closed. Nothing was changed.'),
  answeredInPrivate: sentence('The answer is in your chat with Rounds.'),
  unknown: sentence('Rounds does not know this control any more, so nothing was done.', 'It comes from an older message. Send Rounds the task’s number for a new card.'),
} as const;
