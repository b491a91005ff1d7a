// The few words that are the web's business alone; everything else that a person reads is written in src/view.
import type { Deed } from '../../src/view/nodes.js';

export const words = {
  choose: 'Choose…',
  any: 'Any',
  optional: (label: string) => `${label} (optional)`,
  noChoice: (label: string) => `${label}: there is nothing to choose from yet. An admin can add it in the practice’s playbook.`,
  redraw: 'Show what this choice asks',
  unknown: 'This form or button is from an older page. Nothing was done: open the task anew.',
  save: 'Save',
  typed: (said: string) => `“${said}” in chat`,
  deeds: { bring_in: 'bring Rounds into that channel', write_first: 'write Rounds a word' } satisfies Record<Deed, string>,
} as const;
