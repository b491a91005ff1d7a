// One version: what it changed, and the way back to it.
import { goBackTo } from '../../playbook/edits.js';
import type { Form, FormName, Line } from '../nodes.js';
import { sayTime } from '../times.js';
import { nameOf } from '../words.js';
import { leads, setupForm, setupView } from './scene.js';
import type { SetupForm, SetupScene } from './scene.js';

/** Who made it, when and why. */
export type VersionLine = { version: number; at: Date; by: string; why: string };

/** Lines of a difference on one view. */
const MOST_LINES = 40;

export const differenceLines = (lines: readonly string[]): Line[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES).map((line) => `• ${line}`), `and ${String(lines.length - MOST_LINES)} more`] : lines.map((line) => `• ${line}`);

/** `changed`: against the version before; null for the first one. `back`: what going back to it would change now; null where today's Rounds cannot read it. */
export const versionView = (scene: SetupScene, { version, at, by, why }: VersionLine, changed: readonly string[] | null, back: readonly string[] | null): Form => {
  const { playbook, now } = scene;
  const inForce = version === playbook.version;
  const what: Line[] = changed === null ? ['The first version.'] : changed.length === 0 ? ['It says the same as the one before.'] : [[{ strong: 'It changed:' }], ...differenceLines(changed)];
  const way: Line[] = inForce ? ['This version is in force.'] : back === null ? ['It was written for another Rounds, so nobody can go back to it here.'] : back.length === 0 ? ['Going back to it would change nothing: the rules say the same now.'] : [[{ strong: 'Going back to it would change:' }], ...differenceLines(back)];
  return setupView(`Version ${String(version)}`, scene, [
    { kind: 'text', lines: [[{ strong: `${nameOf(playbook, by)}, ${sayTime(at, now, playbook.practice.timezone)}` }], why] },
    { kind: 'text', lines: what },
    { kind: 'divider' },
    { kind: 'text', lines: way },
    { kind: 'buttons', buttons: [...(inForce || back === null || back.length === 0 ? [] : [leads('setup_go_back', 'Go back to this…', scene, String(version))]), leads('setup_versions', 'Back to versions', scene)] },
  ]);
};

const NAME: FormName = 'go_back_form';

export const goBackForm: SetupForm = {
  name: NAME, verb: 'setup_go_back', back: 'setup_versions',
  build: (scene) => setupForm({ name: NAME, back: 'setup_versions', title: `Back to version ${scene.ref.arg ?? ''}`, submit: 'Go back', reasons: ['It did not work as we thought', 'It was changed by mistake', 'We only tried it'] }, scene, [
    { kind: 'text', lines: [[{ strong: 'This changes:' }], ...differenceLines(scene.earlier?.lines ?? [])] },
    { kind: 'small', lines: ['It makes a new version, so that you can go forward again. Who works here, days away, agreements and legal holds stay as they are.'] },
  ]),
  read: ({ earlier }) => (earlier === null ? { ok: false, problems: { form: 'There is no such version any more. Close this and look at the list.' } } : { ok: true, edit: goBackTo(earlier.settings), facts: { part: 'go_back', to: earlier.version } }),
  inputOf: () => null,
};
