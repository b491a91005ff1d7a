// The forms of a routing rule: what must be true, where it leads, and its place among the others.
import type { RoutingRule } from '../../domain/playbook.js';
import { PRIORITIES } from '../../domain/words.js';
import { putRule, removeRule } from '../../playbook/edits.js';
import { answer, choiceControl, optionsOf } from '../forms/inputs.js';
import type { FormName, Input, Node, Option } from '../nodes.js';
import { PRIORITY_WORDS } from '../words.js';
import { ruleLines } from './lists.js';
import { ownerOptions } from './owners.js';
import { chosenOr, leads, listAnswer, setupForm, setupView, typedOr } from './scene.js';
import type { SetupForm, SetupScene } from './scene.js';

const NAME: FormName = 'rule_form';
const OUT: FormName = 'rule_out_form';

/** The tests that the form asks; the others (plan type, source, sensitivity) stay as the file has them. */
const TESTS = ['type', 'location', 'provider', 'insurer', 'priority'] as const;
type TestName = (typeof TESTS)[number];
const LABELS: Record<TestName, string> = { type: 'Kind of work', location: 'Location', provider: 'Provider', insurer: 'Insurer', priority: 'Priority' };

const testOptions = ({ playbook }: SetupScene): Record<TestName, readonly Option[]> => ({
  type: playbook.task_types.map(({ key, name }) => ({ value: key, label: name })), location: optionsOf(playbook.locations), provider: optionsOf(playbook.providers), insurer: optionsOf(playbook.insurers),
  priority: PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] })),
});

/** Where the rule stands; null: it is a new one. */
const indexOf = ({ ref }: SetupScene): number | null => (ref.arg === undefined ? null : Number.parseInt(ref.arg, 10));

const heldAt = (scene: SetupScene): RoutingRule | null => scene.playbook.routing[indexOf(scene) ?? -1] ?? null;

const tests = (scene: SetupScene, held: RoutingRule | null): Input[] => {
  const options = testOptions(scene);
  return TESTS.filter((name) => options[name].length > 0).map((name, index) => {
    const value = chosenOr(scene.answers, name, held?.when[name] ?? []);
    return { kind: 'input', key: name, label: LABELS[name], optional: true, ...(index === 0 ? { hint: 'One of these. What stays empty is not looked at.' } : {}), control: { kind: 'choices', options: options[name], ...(value.length === 0 ? {} : { value }) } };
  });
};

/** What only the file can say of this rule. */
const unasked = (held: RoutingRule | null): Node[] => {
  const others = Object.entries(held?.when ?? {}).filter(([name]) => !(TESTS as readonly string[]).includes(name));
  return others.length === 0 ? [] : [{ kind: 'small', lines: [`Also looked at, and changed in the playbook’s file alone: ${others.map(([name, values]) => `${name.replace('_', ' ')} ${values.join(' or ')}`).join('; ')}.`] }];
};

const places = (scene: SetupScene): Option[] => {
  const others = scene.playbook.routing.filter((_rule, index) => index !== indexOf(scene));
  return [{ value: '0', label: 'First' }, ...others.map((rule, index) => ({ value: String(index + 1), label: `After: ${ruleLines(rule, scene.playbook).when}` }))];
};

const removal = (scene: SetupScene): Node[] => {
  const index = indexOf(scene);
  return index === null ? [] : [{ kind: 'row', lines: ['A rule that is not needed any more'], button: leads('setup_rule_out', 'Remove…', scene, String(index), 'danger') }];
};

const gone = (scene: SetupScene) => indexOf(scene) !== null && heldAt(scene) === null;
const GONE = 'There is no such rule any more. Close this and look at the list.';

export const ruleForm: SetupForm = {
  name: NAME, verb: 'setup_rule', back: 'setup_rules',
  build: (scene) => {
    if (gone(scene)) return setupView('Routing', scene, [{ kind: 'text', lines: [GONE] }]);
    const { playbook, answers } = scene;
    const held = heldAt(scene);
    const index = indexOf(scene);
    const place = typedOr(answers, 'place', String(index ?? playbook.routing.length));
    return setupForm({ name: NAME, back: 'setup_rules', title: index === null ? 'Add a rule' : `Rule ${String(index + 1)}`, submit: index === null ? 'Add' : 'Save', reasons: ['Somebody is new or does other work', 'To share the work out better', 'A location or an insurer is new', 'It was set wrong'] }, scene, [
      ...tests(scene, held),
      ...unasked(held),
      { kind: 'input', key: 'owner', label: 'Goes to', optional: true, control: choiceControl(ownerOptions(playbook), typedOr(answers, 'owner', held?.to.owner ?? ''), 'list') },
      { kind: 'input', key: 'queue', label: 'In the queue', hint: 'Only where it is another than that of the kind of work.', optional: true, control: choiceControl(playbook.queues.map(({ key, name }) => ({ value: key, label: name })), typedOr(answers, 'queue', held?.to.queue ?? ''), 'list') },
      { kind: 'input', key: 'place', label: 'Its place', hint: 'The first rule that matches wins.', optional: false, control: choiceControl(places(scene), place, 'list') },
      ...removal(scene),
    ]);
  },
  read: (scene) => {
    const { answers } = scene;
    if (gone(scene)) return { ok: false, problems: { form: GONE } };
    const asked = testOptions(scene);
    const when = Object.fromEntries(TESTS.filter((name) => asked[name].length > 0).map((name) => [name, listAnswer(answers, name)]));
    const place = Number.parseInt(answer(answers, 'place'), 10);
    if (!(place >= 0)) return { ok: false, problems: { place: 'Please choose one.' } };
    const [owner, queue] = [answer(answers, 'owner'), answer(answers, 'queue')];
    if (owner === '' && queue === '') return { ok: false, problems: { owner: 'Say who gets it, or in which queue.' } };
    return { ok: true, edit: putRule({ when, to: { owner, queue } }, place, indexOf(scene)), facts: { part: 'routing', entry: place + 1 } };
  },
  inputOf: ([part, index, side, name], { answers }) => {
    if (part !== 'routing') return null;
    // This rule shuts out another one, or another shuts this one out: its place is what can be changed.
    if (index !== Number.parseInt(answer(answers, 'place'), 10) || side === undefined) return 'place';
    if (side === 'to') return name === 'queue' ? 'queue' : 'owner';
    return TESTS.find((test) => test === name) ?? 'type';
  },
};

export const ruleOutForm: SetupForm = {
  name: OUT, verb: 'setup_rule_out', back: 'setup_rules',
  build: (scene) => {
    const held = heldAt(scene);
    if (held === null) return setupView('Routing', scene, [{ kind: 'text', lines: [GONE] }]);
    const { when, to } = ruleLines(held, scene.playbook);
    return setupForm({ name: OUT, back: 'setup_rules', title: 'Remove a rule', submit: 'Remove', reasons: ['It is not needed any more', 'It did not work as we thought', 'It was set wrong'] }, scene, [
      { kind: 'text', lines: [[{ strong: when }], `goes to ${to}`, 'New tasks of that kind go where the next rule that matches sends them. Tasks that are there already stay where they are.'] },
    ]);
  },
  read: (scene) => {
    const index = indexOf(scene);
    return index === null || heldAt(scene) === null ? { ok: false, problems: { form: GONE } } : { ok: true, edit: removeRule(index), facts: { part: 'routing', removed: index + 1 } };
  },
  inputOf: () => null,
};
