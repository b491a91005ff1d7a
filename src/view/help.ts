// Help that fits on a phone, and the sentences for strangers and faults.
import type { Playbook } from '../domain/playbook.js';
import type { Line, Message } from './nodes.js';
import { sentence } from './refusal-text.js';
import { either } from './words.js';

type Words = readonly (readonly [string, string])[];

const COMMANDS: Words = [
  ['mine', 'what you own'],
  ['T-12', 'one task'],
  ['queue front desk', 'a queue'],
  ['find words', 'by type, person, insurer, place'],
  ['board', 'all of it in the browser'],
  ['settings', 'when you hear from Rounds'],
  ['calendar', 'your due dates in your own calendar'],
];

const SHIFTS: Words = [
  ['away until Monday', 'others get what is new; away back ends it'],
  ['handoff', 'your tasks go to somebody who accepts'],
];

const explained = (words: Words): Line[] => words.map(([typed, what]) => [{ typed }, `: ${what}`]);

/** `setup`: the reader is an admin. */
export const helpMessage = ({ setup }: { setup: boolean }): Message => ({
  summary: 'Help for Rounds',
  nodes: [
    { kind: 'text', lines: [[{ strong: 'To make a task' }], 'Of a message: its ⋯ menu, then Create task.', ['Without one: ', { typed: 'new' }]] },
    { kind: 'text', lines: [[{ strong: 'To look' }], ...explained(COMMANDS)] },
    ...(setup ? [{ kind: 'text' as const, lines: [[{ strong: 'To change the rules' }], ...explained([['setup', 'people, queues, hours, routing, versions']])] }] : []),
    { kind: 'text', lines: [[{ strong: 'When you leave' }], ...explained(SHIFTS)] },
    { kind: 'buttons', buttons: [{ verb: 'new', label: 'New task', style: 'primary', ref: {} }, { verb: 'list', label: 'Mine', ref: { arg: 'mine|0' } }] },
  ],
});

/** Without what was typed: it may be of a patient, and an answer is a message. */
export const unknownCommand = (help: Message): Message => ({ ...help, nodes: [{ kind: 'text', lines: ['This is no command of Rounds.'] }, ...help.nodes] });

const admins = (playbook: Playbook) => either(playbook.people.filter(({ roles, left }) => roles.includes('admin') && !left).map(({ name }) => name)) || 'the person who runs Rounds';

export const strangerText = (kind: 'unknown' | 'guest' | 'outsider', playbook: Playbook): Message => {
  switch (kind) {
    case 'unknown': return sentence(`You are not on Rounds at ${playbook.practice.name} yet. Ask ${admins(playbook)} to add you.`);
    case 'guest': return sentence(`Guests cannot use Rounds. ${admins(playbook)} can add full members of the workspace.`);
    case 'outsider': return sentence(`Rounds is for the staff of ${playbook.practice.name} alone. ${admins(playbook)} can say more.`);
  }
};

export const apology = (reference: string): Message => sentence(`That did not work, and the fault is ours. Nothing was saved. Try again in a minute; if it happens again, tell your admin this number: ${reference}.`);
export const slowStore = (state: 'saving' | 'lost'): Message =>
  sentence(state === 'saving' ? 'Saving… This takes longer than usual. You get the result in a moment.' : 'Rounds cannot save right now. Nothing was saved. Try again in a minute.');
