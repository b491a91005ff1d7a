// What a person reads after a change of the rules: saved, or overtaken by somebody else.
import type { Playbook } from '../../domain/playbook.js';
import type { Finding } from '../../playbook/fault.js';
import type { Form, Line, Node } from '../nodes.js';
import { sayTime } from '../times.js';
import { both, nameOf, plural } from '../words.js';
import { leads, PLACE_WORDS, setupView } from './scene.js';
import type { SetupPlace, SetupScene } from './scene.js';
import { differenceLines } from './versions.js';

type Meanwhile = readonly { by: string; at: Date }[];

const whoMeanwhile = (meanwhile: Meanwhile, playbook: Playbook): string => both([...new Set(meanwhile.map(({ by }) => nameOf(playbook, by)))]);

type Saved = { version: number; lines: readonly string[]; meanwhile: Meanwhile; /** Open tasks of somebody who left. */ handedOver: number | null };

/** Stands above the list that follows. */
export const savedNodes = ({ version, lines, meanwhile, handedOver }: Saved, playbook: Playbook): Node[] => {
  const head: Line[] = lines.length === 0 ? [[{ strong: 'Nothing to change: the rules say so already.' }]] : [[{ strong: `Saved as version ${String(version)}, in force now.` }], ...differenceLines(lines)];
  const others: Line[] = meanwhile.length === 0 ? [] : [`${whoMeanwhile(meanwhile, playbook)} changed other rules meanwhile; that stays.`];
  const tasks: Line[] = handedOver === null ? [] : [handedOver === 0 ? 'They owned no open task.' : `${plural(handedOver, 'open task')} went to whoever leads its queue.`];
  return [{ kind: 'text', lines: [...head, ...tasks, ...others] }, { kind: 'divider' }];
};

/** Somebody else changed the same place since the form was opened. Nothing was saved; what they did, and the way to the form as it is now. */
export const overtakenView = (scene: SetupScene, { meanwhile, lines }: { meanwhile: Meanwhile; lines: readonly string[] }, again: { verb: string; back: SetupPlace }): Form => {
  const { playbook, now, ref } = scene;
  const last = meanwhile[0];
  const when = last === undefined ? '' : `, ${sayTime(last.at, now, playbook.practice.timezone)}`;
  return setupView('Changed meanwhile', scene, [
    { kind: 'text', lines: [[{ strong: `${whoMeanwhile(meanwhile, playbook) || 'Somebody'} changed the same rules after you opened them${when}.` }], 'Nothing of yours was saved. They changed:', ...differenceLines(lines)] },
    { kind: 'buttons', buttons: [leads(again.verb, 'Open it as it is now', scene, ref.arg, 'primary'), leads(again.back, `Back to ${PLACE_WORDS[again.back].toLowerCase()}`, scene)] },
  ]);
};

/** One sentence of what is wrong and what to do. */
export const findingText = ({ message, fix }: Finding): string => `${message} ${fix}`;

/** What was pressed shows rules that have changed since: the list as it is now, and why. */
export const movedOn: readonly Node[] = [{ kind: 'text', lines: [[{ strong: 'The rules were changed since you opened this list. This is how they stand now.' }]] }, { kind: 'divider' }];
