// The private answer in chat that holds a way to the web.
import type { Message } from './nodes.js';

/** `what` stands beside the button, on a screen that others may see as well: nothing of a patient. */
export const privateLink = (what: string, url: string): Message => ({
  summary: 'A private link',
  nodes: [
    { kind: 'row', lines: [what], button: { verb: 'open_web', label: 'Open in the browser', ref: {}, url } },
    { kind: 'small', lines: ['For you alone: it opens once, within five minutes.'] },
  ],
});
