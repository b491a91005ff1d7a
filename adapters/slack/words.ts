// The few words that are Slack's business alone; everything else that a person reads is written in src/view.
import type { Message } from '../../src/view/nodes.js';

const sentence = (summary: string, ...more: string[]): Message => ({ summary, nodes: [{ kind: 'text', lines: [summary, ...more] }] });

export const words = {
  product: 'Rounds',
  close: 'Close',
  save: 'Save',
  choose: 'Choose',
  find: 'Type to find',
  noChoice: (label: string) => `${label}: there is nothing to choose from yet. An admin can add it in the practice's playbook.`,
  oneMoment: sentence('One moment…'),
  saved: sentence('It is saved.'),
  tooLate: sentence('Slack gave up waiting, so nothing was opened.', 'Please press again.'),
  unknown: sentence('Rounds does not know this control any more, so nothing was done.', 'It comes from an older message. Open the task anew with /rounds and its number.'),
} as const;
