// `/rounds calendar`: the address of somebody's due dates, and the end of it.
import type { Playbook } from '../domain/playbook.js';
import type { Message, Node } from './nodes.js';
import { sayExactly } from './times.js';

const NOT_SHARED: Node = { kind: 'small', lines: ['Whoever has the address sees the numbers, the kinds and the dates of your tasks. Nothing of a patient stands in it. Share it with nobody.'] };

/** `since`: when the person got the address that holds now; null where they have none. */
export const calendarMessage = (since: Date | null, { practice }: Playbook): Message => ({
  summary: 'Your due dates as a calendar',
  nodes: [
    { kind: 'text', lines: [[{ strong: 'Your due dates in your own calendar' }], since === null ? 'You have no address for it yet.' : `You have an address since ${sayExactly(since, practice.timezone)}. It is shown once, when it is made.`] },
    {
      kind: 'buttons',
      buttons: since === null
        ? [{ verb: 'calendar_give', label: 'Get an address', style: 'primary', ref: {} }]
        : [
          { verb: 'calendar_give', label: 'New address', ref: {}, confirm: { title: 'A new address?', text: 'Calendars that read the address you have now show nothing new from then on.', yes: 'New address', no: 'Keep it' } },
          { verb: 'calendar_take_away', label: 'Take it away', style: 'danger', ref: {}, confirm: { title: 'Take it away?', text: 'Calendars that read it show nothing new from then on.', yes: 'Take it away', no: 'Keep it' } },
        ],
    },
    NOT_SHARED,
  ],
});

export const calendarGiven = (url: string): Message => ({
  summary: 'Your calendar address',
  nodes: [
    { kind: 'text', lines: [[{ strong: 'Your calendar address' }], 'Add it in Outlook, Google or Apple as a calendar “from the internet” or “by URL”:', [{ href: url, label: url }], 'It is shown this once.'] },
    NOT_SHARED,
  ],
});
