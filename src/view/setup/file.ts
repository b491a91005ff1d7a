// What an admin reads of the practice's file: it has faults, or it and chat said different things.
import type { Fault } from '../../playbook/fault.js';
import type { Line, Message } from '../nodes.js';

/** As `FileNews` of the playbooks has it. */
type News = { news: 'faulty'; faults: readonly Fault[] } | { news: 'kept_from_chat'; version: number; places: readonly string[] };

const MOST = 10;

const listed = (all: readonly string[]): Line[] => [...all.slice(0, MOST).map((one) => `• ${one}`), ...(all.length > MOST ? [`and ${String(all.length - MOST)} more`] : [])];

export const fileLines = (file: News): Line[] =>
  file.news === 'faulty'
    ? [[{ strong: 'The playbook’s file has faults and was not applied.' }], 'What was in force stays in force.', ...listed(file.faults.filter(({ severity }) => severity === 'error').map(({ line, path, message, fix }) => `Line ${String(line)}${path === '' ? '' : ` (${path})`}: ${message} ${fix}`)), 'Correct the file and restart Rounds. playbook:check names every fault.']
    : [[{ strong: `The playbook’s file was applied as version ${String(file.version)}.` }], 'In these places it and chat had changed the same; what was said in chat stays:', ...listed(file.places), 'Change them in setup, or write the same into the file.'];

/** To each admin, once for each text of the file. `null`: another instance of Rounds read it, and this one sends the message. */
export const fileMessage = (file: News | null): Message => ({
  summary: 'The playbook’s file needs a look',
  nodes: [
    { kind: 'text', lines: file === null ? [[{ strong: 'The playbook’s file needs a look.' }], 'What was in force stays in force. playbook:check names every fault.'] : fileLines(file) },
    { kind: 'buttons', buttons: [{ verb: 'setup', label: 'Setup', ref: {} }] },
  ],
});
