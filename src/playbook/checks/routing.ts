import { mayOwn } from '../../domain/permissions.js';
import type { Playbook, QueueKey, RoutingRule } from '../../domain/playbook.js';
import { personOf, queueOf } from '../../domain/playbook.js';
import { CAME_BY, PRIORITIES } from '../../domain/task.js';
import { SENSITIVITIES } from '../../domain/playbook.js';
import type { Finding } from '../fault.js';
import { misfit } from './condition-faults.js';
import type { Check } from './finding.js';
import { error, unknownKeys } from './finding.js';

/** Ways to find an owner that are no person's key. */
const WAYS = ['least_loaded', 'round_robin', 'intake', 'requester'] as const;

type Tests = RoutingRule['when'];
type TestName = keyof Tests;

const testsOf = (when: Tests) => Object.entries(when) as [TestName, readonly string[]][];

const known = (playbook: Playbook): Record<TestName, readonly string[]> => ({
  type: playbook.task_types.map(({ key }) => key),
  location: playbook.locations.map(({ key }) => key),
  provider: playbook.providers.map(({ key }) => key),
  insurer: playbook.insurers.map(({ key }) => key),
  plan_type: playbook.plan_types.map(({ key }) => key),
  source: CAME_BY,
  priority: PRIORITIES,
  sensitivity: SENSITIVITIES,
});

const matchFaults = ({ when }: RoutingRule, index: number, playbook: Playbook): Finding[] =>
  testsOf(when).flatMap(([name, wanted]) =>
    wanted.flatMap((value) => {
      const fault = misfit(name, value, known(playbook)[name]);
      return fault === null ? [] : [error(['routing', index, 'when', name], fault.message, fault.fix)];
    }));

/** Whatever the later rule matches, the earlier one matches too. */
const covers = (earlier: Tests, later: Tests): boolean =>
  testsOf(earlier).every(([name, wanted]) => {
    const narrower = later[name];
    return narrower !== undefined && narrower.every((value) => wanted.includes(value));
  });

const neverReached = (rules: readonly RoutingRule[]): Finding[] =>
  rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index).findIndex(({ when }) => covers(when, rule.when));
    return earlier === -1 ? [] : [error(['routing', index], `This rule never applies: entry ${String(earlier + 1)} above matches all that it matches.`, 'Move it above that entry, or take one of the two out.')];
  });

/** Tests that look at a field of the task: a kind of work that has none of that kind never passes. */
const FIELD_TESTS = ['location', 'provider', 'insurer', 'plan_type'] as const satisfies readonly TestName[];

/** A rule whose tests no kind of work can pass, because it has no such field. The first test in vain is named. */
const passesNobody = ({ when }: RoutingRule, index: number, { task_types }: Playbook): Finding[] => {
  const named = task_types.filter(({ key }) => when.type?.includes(key) ?? true);
  // Types that do not exist are named by `matchFaults`.
  if (named.length === 0) return [];
  let types = named.filter(({ sensitivity }) => when.sensitivity?.includes(sensitivity) ?? true);
  if (types.length === 0) return [error(['routing', index, 'when', 'sensitivity'], 'This rule never applies: no kind of work that it names is of this sensitivity.', 'Take sensitivity out of the rule, or name other types.')];
  for (const name of FIELD_TESTS.filter((each) => when[each] !== undefined)) {
    types = types.filter(({ fields }) => fields.some(({ kind }) => kind === name));
    if (types.length === 0) return [error(['routing', index, 'when', name], `This rule never applies: no kind of work that it names asks for ${name === 'insurer' ? 'an' : 'a'} ${name.replace('_', ' ')}.`, `Take ${name} out of the rule, or name types that have such a field.`)];
  }
  return [];
};

/** The queues that a rule's tasks can be in: its own, or those of the types that it matches. */
const queuesOf = ({ when, to }: RoutingRule, playbook: Playbook): readonly QueueKey[] => {
  if (to.queue !== undefined) return [to.queue];
  const types = playbook.task_types.filter(
    ({ key, sensitivity, queue }) => (when.type?.includes(key) ?? playbook.enabled.includes(queue)) && (when.sensitivity?.includes(sensitivity) ?? true),
  );
  return [...new Set(types.map(({ queue }) => queue))];
};

const ownerFaults = (rule: RoutingRule, index: number, playbook: Playbook): Finding[] => {
  const { owner } = rule.to;
  const path = ['routing', index, 'to', 'owner'];
  if (owner === undefined) return rule.to.queue === undefined ? [error(['routing', index, 'to'], 'This rule sends its tasks nowhere.', 'Name an owner, a queue, or both: to: { owner: least_loaded }.')] : [];
  if ((WAYS as readonly string[]).includes(owner)) return [];
  const person = personOf(playbook, owner);
  if (person === null) return unknownKeys([owner], [...playbook.people, ...WAYS.map((key) => ({ key }))], 'people', path);
  if (person.left) return [error(path, `${person.name} left the practice, and routing rule ${String(index + 1)} still leads to them.`, 'Name somebody else.', ['people', owner])];
  return queuesOf(rule, playbook)
    .filter((queue) => queueOf(playbook, queue) !== null && !mayOwn(person, queue, playbook))
    .map((queue) => error(path, `${person.name} has no access to ${queueOf(playbook, queue)?.name ?? queue}, to which this rule leads.`, `Add ${queue} to the queues of ${owner}, or name somebody else.`, ['people', owner]));
};

/** Rules that can match, lead somewhere, and come to their turn. */
export const routing: Check = (playbook) => [
  ...playbook.routing.flatMap((rule, index) => [
    ...matchFaults(rule, index, playbook),
    ...passesNobody(rule, index, playbook),
    ...unknownKeys(rule.to.queue === undefined ? [] : [rule.to.queue], playbook.queues, 'queues', ['routing', index, 'to', 'queue']),
    ...ownerFaults(rule, index, playbook),
  ]),
  ...neverReached(playbook.routing),
];
