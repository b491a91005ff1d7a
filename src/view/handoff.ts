// What giver and receiver read of a handoff. Rendered when it is sent, from how it stands then.
import { isOver } from '../domain/handoff.js';
import type { Handoff, Stayed } from '../domain/handoff.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { Line, Message, Node } from './nodes.js';
import { sentence } from './refusal-text.js';
import { rowWords } from './task-line.js';
import { sayTime } from './times.js';
import { nameOf, plural } from './words.js';

type Reading = { playbook: Playbook; now: Date; reader: PersonKey };
type Settled = Handoff & { result: NonNullable<Handoff['result']> };

/** Tasks that stand in the message; the others have their number. */
const ROWS = 15;

const STAYED_WORDS: Partial<Record<Stayed['why'], string>> = { wrong_status: 'it is closed', moved_on: 'somebody else has it', task_gone: 'it is gone' };
const stayedLine = ({ task, why }: Stayed): Line => `${taskName(task)} did not move: ${STAYED_WORDS[why] ?? 'it may not go there any more'}.`;

/** Of one task, or of several. */
const stays = ({ length }: readonly unknown[]) => (length === 1 ? 'It stays' : 'They stay');

const person = (key: PersonKey, { reader, playbook }: Reading) => (key === reader ? 'you' : nameOf(playbook, key));
const Person = (key: PersonKey, reading: Reading) => (key === reading.reader ? 'You' : nameOf(reading.playbook, key));

/** What came of it: the same facts for both, each in their own words. */
const outcome = (handoff: Handoff, reading: Reading): Line[] => {
  const { from, to, tasks, state, result, endsAt } = handoff;
  const stay = `${tasks.length === 1 ? 'The task stays' : `The ${tasks.length} tasks stay`} with ${person(from, reading)}.`;
  switch (state) {
    case 'accepted': return result === null ? [`${Person(to, reading)} accepted. The tasks are being moved.`] : acceptedLines({ ...handoff, result }, reading);
    case 'declined': return [[{ strong: `${Person(to, reading)} declined.` }], stay];
    case 'withdrawn': return [[{ strong: `${Person(from, reading)} took the offer back.` }], stay];
    case 'offered': case 'ended': return [[{ strong: `${Person(to, reading)} did not answer by ${sayTime(endsAt, reading.now, reading.playbook.practice.timezone)}.` }], stay];
  }
};

const acceptedLines = ({ to, tasks, result }: Settled, reading: Reading): Line[] => [
  [{ strong: result.stayed.length === 0 ? `${Person(to, reading)} took over ${plural(tasks.length, 'task')}.` : `${Person(to, reading)} took over ${result.moved.length} of ${plural(tasks.length, 'task')}.` }],
  ...result.stayed.map(stayedLine),
];

/** To whom it is offered: the list and two buttons; afterwards what came of it. */
export const offerMessage = (handoff: Handoff, tasks: readonly Task[], reading: Reading): Message => {
  const { playbook, now } = reading;
  const { from, note, endsAt, id } = handoff;
  const giver = nameOf(playbook, from);
  const summary = 'A handoff for you';
  if (isOver(handoff, now)) return { summary, nodes: [{ kind: 'text', lines: [[{ strong: `Handoff from ${giver}` }]] }, { kind: 'text', lines: outcome(handoff, reading) }] };
  const rows = tasks.slice(0, ROWS).map((task): Node => {
    const [what, how] = rowWords(task, playbook, now, { own: true });
    return { kind: 'row', lines: [[{ strong: what }], how], button: { verb: 'open', label: 'Open', ref: { task: task.number } } };
  });
  const rest = tasks.length > ROWS ? [`and ${tasks.slice(ROWS).map(({ number }) => taskName(number)).join(', ')}`] : [];
  const noted = note === null ? [] : ['A note comes with it. After you accept, press Open securely on the card to read it.'];
  return {
    summary,
    nodes: [
      { kind: 'text', lines: [[{ strong: `${giver} hands ${plural(tasks.length, 'task')} to you` }], `${stays(tasks)} with ${giver} until you accept. The offer ends ${sayTime(endsAt, now, playbook.practice.timezone)}.`] },
      { kind: 'buttons', buttons: [{ verb: 'handoff_accept', label: 'Accept', style: 'primary', ref: { arg: id } }, { verb: 'handoff_decline', label: 'Decline', ref: { arg: id } }] },
      ...rows,
      ...(rest.length + noted.length === 0 ? [] : [{ kind: 'small' as const, lines: [...rest, ...noted] }]),
    ],
  };
};

/** In place of the form. */
export const NOBODY_TO_TAKE = sentence('Nobody who is here can take what you own. Ask a lead.');
export const NOTHING_TO_HAND = sentence('You own no open task, so there is nothing to hand off.');

/** To the giver, at once: nothing has moved yet. */
export const offeredMessage = ({ id, to, tasks, endsAt }: Handoff, playbook: Playbook, now: Date): Message => ({
  summary: 'A handoff is offered',
  nodes: [
    { kind: 'text', lines: [[{ strong: `Offered to ${nameOf(playbook, to)}: ${plural(tasks.length, 'task')}.` }], `${stays(tasks)} yours until ${nameOf(playbook, to)} accepts. The offer ends ${sayTime(endsAt, now, playbook.practice.timezone)}.`] },
    { kind: 'buttons', buttons: [{ verb: 'handoff_withdraw', label: 'Take it back', ref: { arg: id } }] },
  ],
});

/** To the giver, when it is over. */
export const handedMessage = (handoff: Handoff, reading: Reading): Message => ({
  summary: 'Your handoff was answered',
  nodes: [
    { kind: 'text', lines: outcome(handoff, reading) },
    ...(handoff.state === 'accepted' && handoff.result?.stayed.length === 0 ? [] : [{ kind: 'buttons' as const, buttons: [{ verb: 'handoff', label: 'Hand off again…', ref: {} }] }]),
  ],
});

/** Why a press changes nothing: it was answered before, or too late. */
export const answeredAlready = (handoff: Handoff, reading: Reading): Message =>
  ({ summary: 'This handoff is over', nodes: [{ kind: 'text', lines: ['Nothing changed: this handoff is over.', ...outcome(handoff, reading)] }] });
