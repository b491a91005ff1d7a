// The forms of a queue: who leads it and where it lives, and turning it on or off.
import type { Queue } from '../../domain/playbook.js';
import { queueOf } from '../../domain/playbook.js';
import { setEnabled, setEntry } from '../../playbook/edits.js';
import type { Finding, Path } from '../../playbook/fault.js';
import { answer, choiceControl } from '../forms/inputs.js';
import type { Form, Line, Node } from '../nodes.js';
import { both, plural, queueNameOf } from '../words.js';
import { ableOptions } from './owners.js';
import { readiness, typesOf } from './overview.js';
import { chosenOr, leads, listAnswer, setupForm, setupView, typedOr } from './scene.js';
import type { SetupForm, SetupScene } from './scene.js';

const heldIn = ({ ref, playbook }: SetupScene): Queue | null => queueOf(playbook, ref.arg ?? null);

const NO_QUEUE = { ok: false, problems: { form: 'There is no such queue any more. Close this and look at the list.' } } as const;
const noQueue = (scene: SetupScene): Form => setupView('Queue', scene, [{ kind: 'text', lines: [NO_QUEUE.problems.form] }]);

const channelKey = (door: string) => (door === 'teams' ? 'teams_channel' : 'slack_channel');

const onOrOff = (queue: Queue, scene: SetupScene): Node =>
  scene.playbook.enabled.includes(queue.key)
    ? { kind: 'row', lines: ['This queue is on: its types can be created.'], button: leads('setup_turn_off', 'Turn off…', scene, queue.key) }
    : { kind: 'row', lines: ['This queue is off: none of its types can be created.'], button: leads('setup_turn_on', 'Turn on…', scene, queue.key) };

export const queueForm: SetupForm = {
  name: 'queue_form', verb: 'setup_queue', back: 'setup_queues',
  build: (scene) => {
    const queue = heldIn(scene);
    if (queue === null) return noQueue(scene);
    const { playbook, answers, door } = scene;
    const channel = typedOr(answers, 'channel', queue[channelKey(door)] ?? '');
    const people = ableOptions(playbook);
    return setupForm({ name: 'queue_form', back: 'setup_queues', title: queue.name, submit: 'Save', reasons: ['Somebody else leads it now', 'Its channel is another one', 'Work comes in otherwise', 'It was set wrong'] }, scene, [
      onOrOff(queue, scene),
      { kind: 'input', key: 'leads', label: 'Leads', hint: 'The first one owns what nobody else can. Their role must say lead, too.', optional: true, control: { kind: 'choices', options: people, value: chosenOr(answers, 'leads', queue.leads) } },
      { kind: 'input', key: 'intake', label: 'Who takes work in', hint: 'Gets what no routing rule gives to somebody.', optional: true, control: choiceControl(people, typedOr(answers, 'intake', queue.intake ?? ''), 'list') },
      { kind: 'input', key: 'channel', label: 'Channel', optional: true, control: { kind: 'channel', ...(channel === '' ? {} : { value: channel }) } },
      { kind: 'small', lines: [['For Rounds to write there, ', { deed: 'bring_in' }, '.']] },
    ]);
  },
  read: (scene) => {
    const queue = heldIn(scene);
    if (queue === null) return NO_QUEUE;
    const { answers, door } = scene;
    const parts = { leads: listAnswer(answers, 'leads'), intake: answer(answers, 'intake'), [channelKey(door)]: answer(answers, 'channel') };
    return { ok: true, edit: setEntry('queues', queue.key, parts), facts: { part: 'queues', entry: queue.key } };
  },
  inputOf: ([list, key, part]: Path, { ref }) => {
    if (list !== 'queues' || key !== ref.arg) return null;
    return part === 'slack_channel' || part === 'teams_channel' ? 'channel' : part === 'intake' ? 'intake' : 'leads';
  },
};

const bullets = (findings: readonly Finding[]): Line[] => findings.map(({ message, fix }) => `• ${message} ${fix}`);

const turnOnParts = (queue: Queue, scene: SetupScene): Node[] => {
  const { missing, hints } = readiness(queue.key, scene.playbook);
  const types = typesOf(queue.key, scene.playbook);
  return [
    { kind: 'text', lines: [[{ strong: `${plural(types.length, 'type')} of work can be created then:` }], types.map(({ name }) => name).join(', ')] },
    ...(missing.length === 0 ? [] : [{ kind: 'text' as const, lines: [[{ strong: 'This must be true first:' }], ...bullets(missing)] }]),
    ...(hints.length === 0 ? [] : [{ kind: 'text' as const, lines: [[{ strong: 'Good to know:' }], ...bullets(hints)] }]),
  ];
};

export const turnOnForm: SetupForm = {
  name: 'turn_on_form', verb: 'setup_turn_on', back: 'setup',
  build: (scene) => {
    const queue = heldIn(scene);
    if (queue === null) return noQueue(scene);
    const parts = turnOnParts(queue, scene);
    const title = `Turn on ${queue.name}`;
    if (readiness(queue.key, scene.playbook).missing.length > 0) return setupView(title, scene, [...parts, { kind: 'buttons', buttons: [leads('setup_queue', 'Change the queue…', scene, queue.key, 'primary'), leads('setup_people', 'People', scene), leads('setup', 'Back to setup', scene)] }]);
    return setupForm({ name: 'turn_on_form', back: 'setup', title, submit: 'Turn on', reasons: ['The pilot runs well', 'The team asked for it', 'We try it'] }, scene, parts);
  },
  read: (scene) => {
    const queue = heldIn(scene);
    return queue === null ? NO_QUEUE : { ok: true, edit: setEnabled(queue.key, true), facts: { part: 'enabled', on: queue.key } };
  },
  inputOf: () => null,
};

export const turnOffForm: SetupForm = {
  name: 'turn_off_form', verb: 'setup_turn_off', back: 'setup_queues',
  build: (scene) => {
    const queue = heldIn(scene);
    if (queue === null) return noQueue(scene);
    const types = typesOf(queue.key, scene.playbook).map(({ name }) => name);
    return setupForm({ name: 'turn_off_form', back: 'setup_queues', title: `Turn off ${queue.name}`, submit: 'Turn off', reasons: ['It was too early', 'The team works otherwise', 'It was turned on by mistake'] }, scene, [
      { kind: 'text', lines: [`Nobody can create a task of ${queueNameOf(scene.playbook, queue.key)} any more: ${both(types)}.`, 'Its open tasks go on as they are.'] },
    ]);
  },
  read: (scene) => {
    const queue = heldIn(scene);
    return queue === null ? NO_QUEUE : { ok: true, edit: setEnabled(queue.key, false), facts: { part: 'enabled', off: queue.key } };
  },
  inputOf: () => null,
};
