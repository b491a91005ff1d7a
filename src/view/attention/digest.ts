// The morning's messages: the first line says what needs me, each number opens its list.
import type { Digest } from '../../domain/attention/digest.js';
import { wallTime } from '../../domain/local-time.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Button, Line, Message, Node } from '../nodes.js';
import { sayWeekday, sayLate } from '../times.js';
import { nameOf, plural, queueNameOf } from '../words.js';

type Options = { playbook: Playbook; now: Date; /** Local dates whose digest never went out. */ missed: readonly string[] };

const day = ({ playbook, now }: Options) => sayWeekday(wallTime(playbook.practice.timezone, now).day);
const ask = (verb: string, label: string, query: string): Button => ({ verb, label, ref: { arg: `${query}|0` } });

/** `2 overdue (oldest 1 day)`. */
const lateWords = ({ late, oldest }: Digest, { playbook, now }: Options): string =>
  `${late} overdue${oldest === null ? '' : ` (oldest ${sayLate(oldest, now, playbook.practice.timezone).replace(/ late$/, '')})`}`;

const needWords = (digest: Digest, options: Options): string[] => [
  ...(digest.late > 0 ? [lateWords(digest, options)] : []),
  ...(digest.waitingTooLong > 0 ? [`${digest.waitingTooLong} waiting too long`] : []),
  ...(digest.toAskAgain > 0 ? [`${digest.toAskAgain} to ask again`] : []),
  ...(digest.blocked > 0 ? [`${digest.blocked} blocked`] : []),
  ...(digest.triage > 0 ? [`${digest.triage} to triage`] : []),
];

const needButtons = (digest: Digest, queue: string): Node[] => {
  const buttons = [
    ...(digest.late > 0 ? [ask('list_late', `${digest.late} overdue`, `late ${queue}`)] : []),
    ...(digest.waitingTooLong + digest.toAskAgain > 0 ? [ask('list_waiting', 'All that wait', `waits ${queue}`)] : []),
    ...(digest.blocked > 0 ? [ask('list_blocked', `${digest.blocked} blocked`, `blocked ${queue}`)] : []),
    ...(digest.triage > 0 ? [ask('list_triage', `${digest.triage} to triage`, `triage ${queue}`)] : []),
  ];
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
};

const missedNode = ({ missed }: Options): Node[] =>
  missed.length === 0 ? [] : [{ kind: 'small', lines: [`Rounds was away: the digest of ${missed.map((date) => sayWeekday(Date.parse(`${date}T00:00:00Z`) / 86_400_000)).join(', ')} did not come.`] }];

const headOf = (name: string, { needs }: Digest, options: Options): Line =>
  [{ strong: `${name} · ${day(options)}: ${needs === 0 ? 'nothing is late' : `${needs} need${needs === 1 ? 's' : ''} you`}` }];

/** To a lead: their queue this morning. */
export const queueDigest = (queue: string, digest: Digest, options: Options): Message => {
  const { playbook } = options;
  const name = queueNameOf(playbook, queue);
  const needs = needWords(digest, options);
  const out = digest.out.map(({ person, due }): Node => ({ kind: 'row', lines: [`${nameOf(playbook, person)} is out: ${due} due today`], button: { verb: 'move', label: 'Move…', ref: { arg: person } } }));
  const today: Node[] = digest.dueToday === 0 ? [] : [
    { kind: 'text', lines: [`Due today: ${digest.dueToday}`] },
    { kind: 'buttons', buttons: [...(digest.dueTodayOwn > 0 ? [ask('list_own', `Show my ${digest.dueTodayOwn}`, 'today')] : []), ask('list_all', 'All', `today ${queue}`)] },
  ];
  return {
    summary: `${name}: this morning`,
    nodes: [
      { kind: 'text', lines: [headOf(name, digest, options), ...(needs.length > 0 ? [needs.join(' · ')] : [])] },
      ...needButtons(digest, queue), ...out, ...today,
      ...(digest.load.length > 0 ? [{ kind: 'small' as const, lines: [`Open: ${digest.load.slice(0, 8).map(({ person, open }) => `${nameOf(playbook, person)} ${open}`).join(' · ')}`] }] : []),
      ...missedNode(options),
    ],
  };
};

/** To everybody who leads nothing: their own day. */
export const myDay = (digest: Digest, options: Options): Message => {
  const words = [...needWords({ ...digest, triage: 0 }, options), ...(digest.dueToday > 0 ? [`${digest.dueToday} due today`] : []), ...(digest.triage > 0 ? [`${digest.triage} to sort`] : [])];
  return {
    summary: 'Your day',
    nodes: [
      { kind: 'text', lines: [headOf('Your day', digest, options), words.join(' · ')] },
      { kind: 'buttons', buttons: [ask('list', 'Show mine', 'mine'), ...(digest.dueToday > 0 ? [ask('list_all', `Today’s ${digest.dueToday}`, 'today')] : [])] },
      ...missedNode(options),
    ],
  };
};

/** To managers, once a week: where work stands, a queue a line. */
export const weekly = (queues: readonly { queue: string; open: number; digest: Digest }[], options: Options): Message => {
  const { playbook } = options;
  const late = queues.reduce((sum, { digest }) => sum + digest.late, 0);
  return {
    summary: 'Where work stands this week',
    nodes: [
      { kind: 'text', lines: [[{ strong: late === 0 ? 'Nothing is late this week' : `${plural(late, 'task')} late in ${plural(queues.filter(({ digest }) => digest.late > 0).length, 'queue')}` }]] },
      ...queues.map(({ queue, open, digest }): Node => ({
        kind: 'row', lines: [[`${queueNameOf(playbook, queue)}: ${open} open`, ...needWords(digest, options)].join(' · ')], button: ask('list', 'Show', `queue ${queue}`),
      })),
      ...missedNode(options),
    ],
  };
};
