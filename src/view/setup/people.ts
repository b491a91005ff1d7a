// The form of a person: who they are, what they do, whether they still work here.
import type { Person, Role, Signer } from '../../domain/playbook.js';
import { personOf, ROLES, SIGNERS } from '../../domain/playbook.js';
import { keyFor, setEntry } from '../../playbook/edits.js';
import type { Path } from '../../playbook/fault.js';
import { answer, choiceControl } from '../forms/inputs.js';
import type { Form, FormName, Input, Option } from '../nodes.js';
import { chosenOr, listAnswer, setupForm, setupView, textInput, typedOr } from './scene.js';
import type { SetupForm, SetupScene } from './scene.js';

const NAME: FormName = 'person_form';

const ROLE_ABOUT: Record<Role, [label: string, about: string]> = {
  staff: ['Staff', 'does the work of their queues'], lead: ['Lead', 'answers for a queue'], manager: ['Manager', 'sees all but restricted tasks'],
  admin: ['Admin', 'changes these rules; sees no task by that'], auditor: ['Auditor', 'reads everything, changes nothing'],
};
const SIGNER_LABELS: Record<Signer, string> = { clinician: 'Clinician', billing_lead: 'Billing lead', coder: 'Coder', privacy_officer: 'Privacy officer', office_manager: 'Office manager' };

export const ROLE_OPTIONS: readonly Option[] = ROLES.map((value) => ({ value, label: ROLE_ABOUT[value][0], about: ROLE_ABOUT[value][1] }));
export const SIGNER_OPTIONS: readonly Option[] = SIGNERS.map((value) => ({ value, label: SIGNER_LABELS[value] }));
const SHARED_OPTIONS: readonly Option[] = [{ value: 'no', label: 'No' }, { value: 'yes', label: 'Yes', about: 'It takes work in and does nothing else' }];
const HERE_OPTIONS: readonly Option[] = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No, they left', about: 'Their open tasks go to the queue’s lead; nothing else here is saved' }];

const PLATFORMS = { slack: 'Slack', teams: 'Teams' } as const;
/** The account that this door's menu can give. */
const platformOf = (door: string): keyof typeof PLATFORMS => (door === 'teams' ? 'teams' : 'slack');

const several = (key: string, label: string, options: readonly Option[], value: readonly string[], hint?: string): Input[] =>
  options.length === 0 ? [] : [{ kind: 'input', key, label, optional: key !== 'roles', ...(hint === undefined ? {} : { hint }), control: { kind: 'choices', options, ...(value.length === 0 ? {} : { value }) } }];

const heldBy = ({ ref, playbook }: SetupScene): Person | null => (ref.arg === undefined ? null : personOf(playbook, ref.arg));

/** Named by a button, and taken out of the file since. */
const gone = (scene: SetupScene) => scene.ref.arg !== undefined && heldBy(scene) === null;
const GONE = 'There is no such person any more. Close this and look at the list.';

const build = (scene: SetupScene): Form => {
  if (gone(scene)) return setupView('People', scene, [{ kind: 'text', lines: [GONE] }]);
  const { playbook, answers, door } = scene;
  const held = heldBy(scene);
  const platform = platformOf(door);
  const account = typedOr(answers, 'account', held?.[platform] ?? '');
  const named = ({ key, label, name }: { key: string; label?: string; name?: string }): Option => ({ value: key, label: label ?? name ?? key });
  return setupForm({ name: NAME, back: 'setup_people', title: held?.name ?? 'Add a person', submit: held === null ? 'Add' : 'Save', reasons: ['New on the team', 'Does other work now', 'Left the practice', 'Came back', 'It was set wrong'] }, scene, [
    textInput('name', 'Name', typedOr(answers, 'name', held?.name ?? '')),
    { kind: 'input', key: 'account', label: `${PLATFORMS[platform]} account`, hint: 'Without one they cannot use Rounds here.', optional: true, control: { kind: 'account', ...(account === '' ? {} : { value: account }) } },
    textInput('email', 'E-mail', typedOr(answers, 'email', held?.email ?? ''), { optional: true }),
    ...several('roles', 'Roles', ROLE_OPTIONS, chosenOr(answers, 'roles', held?.roles ?? ['staff'])),
    ...several('queues', 'Queues', playbook.queues.map(named), chosenOr(answers, 'queues', held?.queues ?? []), 'Whose work they see and do.'),
    ...several('locations', 'Locations', playbook.locations.map(named), chosenOr(answers, 'locations', held?.locations ?? [])),
    ...several('may_sign', 'May sign as', SIGNER_OPTIONS, chosenOr(answers, 'may_sign', held?.may_sign ?? []), 'Whose check it counts as when they review.'),
    { kind: 'input', key: 'shared', label: 'Is this a login that several people share?', optional: false, control: choiceControl(SHARED_OPTIONS, typedOr(answers, 'shared', held?.shared ? 'yes' : 'no')) },
    ...(held === null ? [] : [{ kind: 'input' as const, key: 'here', label: 'Do they work here?', optional: false, control: choiceControl(HERE_OPTIONS, typedOr(answers, 'here', held.left ? 'no' : 'yes')) }]),
  ]);
};

/** Whether this form says that somebody leaves, who is here until now. */
export const leaves = (scene: SetupScene): Person | null => {
  const held = heldBy(scene);
  return held !== null && answer(scene.answers, 'here') === 'no' ? held : null;
};

const read: SetupForm['read'] = (scene) => {
  const { answers, door, playbook, ref } = scene;
  if (gone(scene)) return { ok: false, problems: { form: GONE } };
  const leaver = leaves(scene);
  // That somebody left is a fact: it waits for no rule, or they would keep their access until the last one is mended.
  if (leaver !== null) return { ok: true, edit: setEntry('people', leaver.key, { left: true }), facts: { part: 'people', entry: leaver.key }, fact: true };
  const name = answer(answers, 'name');
  if (name === '') return { ok: false, problems: { name: 'Please fill this in.' } };
  const key = ref.arg ?? keyFor(name, playbook.people.map((person) => person.key));
  const parts = {
    name, roles: listAnswer(answers, 'roles'), may_sign: listAnswer(answers, 'may_sign'), [platformOf(door)]: answer(answers, 'account'), email: answer(answers, 'email'),
    queues: listAnswer(answers, 'queues'), locations: listAnswer(answers, 'locations'), shared: answer(answers, 'shared') === 'yes', ...(ref.arg === undefined ? {} : { left: false }),
  };
  return { ok: true, edit: setEntry('people', key, parts), facts: { part: 'people', entry: key } };
};

const INPUTS: Readonly<Record<string, string>> = { slack: 'account', teams: 'account', left: 'here' };

/** A fault of their own entry stands beside its part; what they cause elsewhere (a queue that loses its lead) beside their roles or queues. */
const inputOf = (path: Path, { ref }: SetupScene, cause: Path = []): string | null => {
  const [list, key, part] = path;
  // Of two people under one account either may be named.
  if (list === 'people' && (key === ref.arg || ref.arg === undefined || part === 'slack' || part === 'teams') && typeof part === 'string') return INPUTS[part] ?? part;
  if (list === 'people' && key === undefined) return 'roles';
  if (list === 'enabled' || list === 'routing') return 'queues';
  return cause[0] === 'people' && cause[1] === ref.arg ? 'roles' : null;
};

export const personForm: SetupForm = { name: NAME, verb: 'setup_person', back: 'setup_people', build, read, inputOf };
