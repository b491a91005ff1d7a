// What somebody hears of days off: what was understood, and what is due meanwhile.
import { backAt } from '../domain/absence.js';
import type { Person, PersonKey, Playbook } from '../domain/playbook.js';
import type { Message, Node } from './nodes.js';
import { sentence } from './refusal-text.js';
import { sayDated, sayDay } from './times.js';
import { both, queueNameOf } from './words.js';

type Told = {
  whom: Person;
  reader: PersonKey;
  /** Days off that begin later; null where they began. */
  from: string | null;
  back: Date;
  /** Their tasks that ask for somebody before they are back. */
  due: number;
  /** Queues whose leads are all out with them. */
  alone: readonly string[];
};

const dueNode = (due: number, { whom, reader, from, back }: Told): Node[] => {
  if (due === 0) return [];
  const mine = whom.key === reader;
  const lines = [`${due} of ${mine ? 'your' : 'their'} tasks ${due === 1 ? 'is' : 'are'} due before then.`];
  if (mine) return [{ kind: 'row', lines, button: { verb: 'handoff', label: 'Hand over…', ref: { arg: back.toISOString() } } }];
  return from === null ? [{ kind: 'row', lines, button: { verb: 'move', label: 'Move what is due today…', ref: { arg: whom.key } } }] : [{ kind: 'text', lines }];
};

/** "You are out until Mon, Nov 30, 8 am. New tasks go to others." and what to do about the rest. */
export const outMessage = (told: Told, playbook: Playbook, now: Date): Message => {
  const { whom, reader, from, back, due, alone } = told;
  const zone = playbook.practice.timezone;
  const who = whom.key === reader ? 'You are' : `${whom.name} is`;
  const starts = from === null ? '' : ` from ${sayDay(from, now, zone)}`;
  const left = alone.length === 0 ? [] : [`Every lead of ${both(alone.map((key) => queueNameOf(playbook, key)))} is out then: what nobody else can take still comes to ${whom.key === reader ? 'you' : 'them'}.`];
  return {
    summary: 'Days off are noted',
    nodes: [
      { kind: 'text', lines: [[{ strong: `${who} out${starts} until ${sayDated(back, now, zone)}.` }], 'New tasks go to others.', ...left] },
      ...dueNode(due, told),
      { kind: 'buttons', buttons: [{ verb: 'away', label: 'Change…', ref: { arg: whom.key } }] },
    ],
  };
};

/** Back again; days off that lie ahead stay, and are named. */
export const backMessage = (whom: Person, reader: PersonKey, playbook: Playbook, now: Date): Message => {
  const zone = playbook.practice.timezone;
  const mine = whom.key === reader;
  const ahead = whom.away.filter(({ from }) => new Date(`${from}T00:00:00Z`) > now).map(({ from, to }) => `${mine ? 'You are' : 'They are'} still down as out from ${sayDay(from, now, zone)} to ${sayDay(to, now, zone)}.`);
  return { summary: 'Back again', nodes: [{ kind: 'text', lines: [[{ strong: `${mine ? 'You are' : `${whom.name} is`} back.` }], `New tasks come to ${mine ? 'you' : 'them'} again.`, ...ahead] }] };
};

/** To somebody for whom another said it. */
export const saidForYou = (whom: Person, by: string, playbook: Playbook, now: Date): Message => {
  const at = backAt(whom, playbook, now);
  const what = at === null ? `${by} changed your days off.` : `${by} noted that you are out until ${sayDated(at, now, playbook.practice.timezone)}.`;
  return { summary: 'Your days off', nodes: [{ kind: 'row', lines: [what], button: { verb: 'away', label: 'Change…', ref: {} } }] };
};

export const NO_SUCH_DAYS = sentence('These are no days that Rounds understands. Write: away until Monday, away until 12/3, away through Friday, away from Dec 24 until Jan 2. Or away alone, for a form.');
export const NOT_FOR_THEM = sentence('Nothing was noted: a lead of their queue or a manager says this for somebody else.');
export const NOT_AT_SHARED_LOGIN = sentence('Nothing was done: this login is shared and takes in work alone. Use your own.');
