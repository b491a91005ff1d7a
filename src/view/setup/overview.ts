// Setup's first view: how the pilot goes, which queue comes next, what needs a look.
import { checkPlaybook } from '../../playbook/check.js';
import type { Finding } from '../../playbook/fault.js';
import { PILOT_DAYS } from '../../domain/insights/pilot.js';
import type { PilotFigures } from '../../domain/insights/pilot.js';
import { HOUR, MINUTE, DAY } from '../../domain/local-time.js';
import type { Playbook, Queue, QueueKey } from '../../domain/playbook.js';
import { queueOf } from '../../domain/playbook.js';
import type { Form, Line, Node } from '../nodes.js';
import { plural, queueNameOf } from '../words.js';
import { leads, setupView } from './scene.js';
import type { SetupScene } from './scene.js';

export type QueuePilot = PilotFigures & { queue: QueueKey; open: number; late: number };

/** "25 min", "3 h", "2 days". */
const lengthWords = (ms: number): string => (ms < HOUR ? `${String(Math.round(ms / MINUTE))} min` : ms < DAY ? `${String(Math.round(ms / HOUR))} h` : plural(Math.round(ms / DAY), 'day'));

const pilotLines = ({ queue, open, late, made, unsorted, triageMs, done, reopened }: QueuePilot, playbook: Playbook): Line[] => [
  [{ strong: queueNameOf(playbook, queue) }],
  `${String(open)} open · ${String(late)} overdue now`,
  ...(made === 0 ? [`None made in the last ${String(PILOT_DAYS)} days`] : [
    `${String(made)} made in the last ${String(PILOT_DAYS)} days`,
    triageMs === null ? 'None of them came in unsorted' : `Time in triage: ${lengthWords(triageMs)} (median of ${String(unsorted)})`,
    done === 0 ? 'None of them done yet' : `Reopened: ${String(reopened)} of ${String(done)} done (${String(Math.round((reopened / done) * 100))}%)`,
  ]),
];

const isError = ({ severity }: Finding) => severity === 'error';

/** What the playbook's own checks say of a queue if it were turned on, beside what they say anyway. */
export const readiness = (queue: QueueKey, playbook: Playbook): { missing: readonly Finding[]; hints: readonly Finding[] } => {
  const known = checkPlaybook(playbook).map(({ message }) => message);
  const now = checkPlaybook({ ...playbook, enabled: [...playbook.enabled, queue] }).filter(({ message }) => !known.includes(message));
  // What is wrong with the queue already is in its way as well.
  const own = checkPlaybook(playbook).filter(({ path, severity }) => severity === 'error' && path[0] === 'queues' && path[1] === queue);
  return { missing: [...own, ...now.filter(isError)], hints: now.filter((finding) => !isError(finding)) };
};

export const typesOf = (queue: QueueKey, { task_types }: Playbook) => task_types.filter((type) => type.queue === queue);

export const queuesToCome = ({ queues, enabled }: Playbook): readonly Queue[] => queues.filter(({ key }) => !enabled.includes(key));

const findingLines = (findings: readonly Finding[]): Line[] => findings.map(({ message, fix }) => `• ${message} ${fix}`);

const nextQueue = (scene: SetupScene): Node[] => {
  const { playbook } = scene;
  const [next, ...later] = queuesToCome(playbook);
  if (next === undefined) return [{ kind: 'text', lines: ['Every queue is on Rounds.'] }];
  const { missing } = readiness(next.key, playbook);
  const types = plural(typesOf(next.key, playbook).length, 'type');
  return [
    missing.length === 0
      ? { kind: 'row', lines: [[{ strong: `${next.name} is ready to be turned on: ${types}.` }], 'Do it when the queues above run well.'], button: leads('setup_turn_on', 'Turn on…', scene, next.key, 'primary') }
      : { kind: 'row', lines: [[{ strong: `${next.name} comes next. First:` }], ...findingLines(missing)], button: leads('setup_queue', 'Change…', scene, next.key) },
    ...(later.length === 0 ? [] : [{ kind: 'small' as const, lines: [`Later: ${later.map(({ name }) => name).join(', ')}.`] }]),
  ];
};

/** Faults that stand on the first view; `playbook:check` lists all. */
const MOST_FINDINGS = 5;

const needsLook = (findings: readonly Finding[]): Node[] => {
  if (findings.length === 0) return [];
  const rest = findings.length - MOST_FINDINGS;
  return [{ kind: 'divider' }, { kind: 'text', lines: [[{ strong: 'Needs a look' }], ...findingLines(findings.slice(0, MOST_FINDINGS)), ...(rest > 0 ? [`and ${String(rest)} more`] : [])] }];
};

type Overview = { pilots: readonly QueuePilot[]; findings: readonly Finding[]; /** What became of the playbook's file, if anything is to be said of it. */ file: readonly Line[]; note: readonly Node[] };

export const overviewView = (scene: SetupScene, { pilots, findings, file, note }: Overview): Form => {
  const { playbook } = scene;
  const shown = pilots.filter(({ queue }) => queueOf(playbook, queue) !== null);
  return setupView('Setup', scene, [
    ...note,
    ...(file.length === 0 ? [] : [{ kind: 'text' as const, lines: file }, { kind: 'divider' as const }]),
    ...(shown.length === 0 ? [{ kind: 'text' as const, lines: ['No queue is on yet. Turn the first one on, and how it goes stands here.'] }] : shown.map((pilot): Node => ({ kind: 'text', lines: pilotLines(pilot, playbook) }))),
    { kind: 'divider' },
    ...nextQueue(scene),
    ...needsLook(findings),
    { kind: 'divider' },
    { kind: 'buttons', buttons: [leads('setup_people', 'People', scene), leads('setup_queues', 'Queues', scene), leads('setup_hours', 'Hours', scene), leads('setup_rules', 'Routing', scene), leads('setup_suggestions', 'Suggestions', scene), leads('setup_versions', 'Versions', scene)] },
  ]);
};
