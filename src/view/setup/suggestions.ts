// How often suggestions were right, by type, for those who keep the playbook's words.
import { FIGURE_DAYS } from '../../domain/insights/suggestions.js';
import type { SuggestionFigures } from '../../domain/insights/suggestions.js';
import { typeOf } from '../../domain/playbook.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Form, Line, Node } from '../nodes.js';
import { leads, setupView } from './scene.js';
import type { SetupScene } from './scene.js';

const MOST_TYPES = 20;
const MOST_CHANGED = 3;

const percent = (part: number, whole: number) => `${String(Math.round((part / whole) * 100))}%`;
const nameOf = (playbook: Playbook, type: string) => typeOf(playbook, type)?.name ?? (type === 'none' ? 'No type' : type);

const typeLines = ({ type, n, accepted, changedTo }: SuggestionFigures['types'][number], playbook: Playbook): Line[] => [
  [{ strong: nameOf(playbook, type) }, `: taken ${String(accepted)} of ${String(n)}`],
  ...(changedTo.length === 0 ? [] : [`Changed to ${changedTo.slice(0, MOST_CHANGED).map((other) => `${nameOf(playbook, other.type)} (${String(other.n)})`).join(', ')}`]),
];

export const suggestionsView = (scene: SetupScene, note: readonly Node[], { n, first, amongThree, priority, types }: SuggestionFigures): Form => setupView('Suggestions', scene, [
  ...note,
  ...(n === 0 ? [{ kind: 'text' as const, lines: [`Nobody has answered a suggestion in the last ${String(FIGURE_DAYS)} days. Make a task of a message, and how good they are stands here.`] }] : [
    { kind: 'text' as const, lines: [[{ strong: `${String(n)} answered in the last ${String(FIGURE_DAYS)} days` }], `The first was taken: ${percent(first, n)}`, `Among those shown: ${percent(amongThree, n)}`, `Priority as suggested: ${percent(priority, n)}`] },
    { kind: 'divider' as const },
    ...types.slice(0, MOST_TYPES).map((each): Node => ({ kind: 'text', lines: typeLines(each, scene.playbook) })),
  ]),
  { kind: 'small', lines: ['Your own words for a type make suggestions better: words in the playbook, docs/triage.md.'] },
  { kind: 'buttons', buttons: [leads('setup', 'Back to setup', scene)] },
]);
