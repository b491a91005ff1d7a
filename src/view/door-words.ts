// Words that every platform's adapter needs around what the views say.
import { sentence } from './refusal-text.js';

export const doorWords = {
  product: 'Rounds',
  close: 'Close',
  save: 'Save',
  choose: 'Choose',
  noChoice: (label: string) => `${label}: there is nothing to choose from yet. An admin can add it in the practice's playbook.`,
  saved: sentence('It is saved.'),
  unknown: sentence('Rounds does not know this control any more, so nothing was done.', ['It comes from an older message. Open the task anew by its number: ', { typed: 'T-12' }]),
} as const;
