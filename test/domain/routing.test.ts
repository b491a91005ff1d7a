// Who gets a task: exactly one owner, the first rule that matches, nobody who is away, and the reason in words.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { typeOf, SIGNERS } from '../../src/domain/playbook.js';
import type { Person, Playbook, RoutingRule } from '../../src/domain/playbook.js';
import { mayOwn } from '../../src/domain/permissions.js';
import { isAway } from '../../src/domain/absence.js';
import { queueFor, reviewersFor, route } from '../../src/domain/routing.js';
import type { Draft } from '../../src/domain/routing.js';
import { person, queue, taskType, testPlaybook } from '../support/playbook.js';
import { TUESDAY } from '../support/tasks.js';

const AWAY = [{ from: '2026-03-03', to: '2026-03-05' }];
const here = (workload: Record<string, number> = {}, turn = 0) => ({ workload: new Map(Object.entries(workload)), turn, now: TUESDAY });
const draft = (given: Partial<Draft> = {}, playbook = testPlaybook()): Draft => {
  const type = typeOf(playbook, 'reschedule');
  if (type === null) throw new Error('The type is gone.');
  return { type, priority: 'normal', fields: { provider: 'patel', location: 'north' }, cameBy: 'phone', requester: 'priya', maker: 'priya', ...given };
};
const ruled = (...routing: RoutingRule[]) => testPlaybook({ routing });
const away = (playbook: Playbook, ...keys: string[]): Playbook => ({ ...playbook, people: playbook.people.map((one) => (keys.includes(one.key) ? { ...one, away: AWAY } : one)) });

describe('examples', () => {
  test('without a rule: whoever asked, if they work in the queue', () => {
    expect(route(draft({ maker: 'sam' }), testPlaybook(), here())).toEqual({ queue: 'front_desk', owner: 'sam', because: { reason: 'yours' } });
  });
  test('else the queue\'s intake person; without one, its lead', () => {
    expect(route(draft(), testPlaybook(), here())).toEqual({ queue: 'front_desk', owner: 'maria', because: { reason: 'intake' } });
    expect(route(draft(), testPlaybook({ queues: [queue('front_desk', ['dana'])] }), here())).toEqual({ queue: 'front_desk', owner: 'dana', because: { reason: 'lead' } });
  });
  test('a shared login that takes work in never owns it', () => {
    expect(route(draft({ maker: 'desk' }), testPlaybook(), here()).owner).toBe('maria');
  });
  test('the first rule that matches wins, and says what matched', () => {
    const playbook = ruled({ when: { location: ['main'] }, to: { owner: 'dana' } }, { when: { location: ['north'], provider: ['chen', 'patel'] }, to: { owner: 'sam' } }, { when: {}, to: { owner: 'dana' } });
    expect(route(draft(), playbook, here())).toEqual({ queue: 'front_desk', owner: 'sam', because: { reason: 'rule', matched: ['north', 'patel'] } });
    expect(route(draft({ fields: {} }), playbook, here())).toMatchObject({ owner: 'dana', because: { reason: 'rule', matched: [] } });
  });
  test('least loaded, and by name where the load is equal', () => {
    const playbook = ruled({ when: { priority: ['normal'] }, to: { owner: 'least_loaded' } });
    expect(route(draft(), playbook, here({ maria: 3, sam: 1, dana: 2 })).owner).toBe('sam');
    expect(route(draft(), playbook, here()).owner).toBe('dana');
  });
  test('round robin goes round', () => {
    const playbook = ruled({ when: { source: ['phone'] }, to: { owner: 'round_robin' } });
    expect([0, 1, 2, 3].map((turn) => route(draft(), playbook, here({}, turn)).owner)).toEqual(['maria', 'sam', 'dana', 'maria']);
  });
  test('a rule may lead into another queue', () => {
    const playbook = ruled({ when: { type: ['reschedule'] }, to: { queue: 'billing', owner: 'priya' } });
    expect(route(draft(), playbook, here())).toMatchObject({ queue: 'billing', owner: 'priya' });
    expect(queueFor(draft(), playbook)).toBe('billing');
  });
});

describe('people away', () => {
  test('get nothing, not even what they were chosen for: the lead does, and is told why', () => {
    const playbook = away(ruled({ when: {}, to: { owner: 'sam' } }), 'sam');
    expect(route(draft(), playbook, here())).toEqual({ queue: 'front_desk', owner: 'dana', because: { reason: 'fallback', wanted: 'sam' } });
  });
  test('not through a task that somebody made on their behalf', () => {
    expect(route(draft({ maker: 'sam' }), away(testPlaybook(), 'sam'), here()).owner).toBe('maria');
  });
  test('not as the intake person', () => {
    expect(route(draft(), away(testPlaybook(), 'maria'), here())).toEqual({ queue: 'front_desk', owner: 'dana', because: { reason: 'fallback', wanted: 'intake' } });
  });
  test('not as the first of two leads', () => {
    const playbook = away(testPlaybook({ queues: [queue('front_desk', ['dana', 'sam'])] }), 'dana');
    expect(route(draft(), playbook, here()).owner).toBe('sam');
  });
  test('are away on both of their days by the practice\'s own calendar', () => {
    const sam = person('sam', { away: AWAY });
    const on = (iso: string) => isAway(sam, new Date(iso), 'America/New_York');
    expect([on('2026-03-03T04:59:00Z'), on('2026-03-03T05:00:00Z'), on('2026-03-06T04:59:00Z'), on('2026-03-06T05:00:00Z')]).toEqual([false, true, true, false]);
  });
});

const KEYS = ['a', 'b', 'c', 'd', 'e'];
const staff: fc.Arbitrary<Omit<Person, 'key' | 'name'>> = fc.record({
  roles: fc.subarray(['staff', 'lead', 'manager', 'admin', 'auditor'] as const, { minLength: 1 }), may_sign: fc.subarray([...SIGNERS], { maxLength: 2 }),
  queues: fc.subarray(['front_desk', 'billing']), locations: fc.constant([]), away: fc.constantFrom([], [], AWAY), left: fc.constant(false), shared: fc.boolean(),
});
const rule: fc.Arbitrary<RoutingRule> = fc.record({
  when: fc.record({ type: fc.subarray(['kind', 'other']), location: fc.subarray(['main', 'north']), priority: fc.subarray(['urgent', 'normal'] as const), source: fc.subarray(['phone', 'fax']) }, { requiredKeys: [] }),
  to: fc.record({ queue: fc.constantFrom('front_desk', 'billing'), owner: fc.constantFrom('least_loaded', 'round_robin', 'intake', 'requester', ...KEYS) }, { requiredKeys: [] }),
});
/** Random practices. As the playbook's check promises, each queue has a lead, who works and shares their login with nobody. */
const practices = fc.record({ people: fc.tuple(...KEYS.map(() => staff)), leads: fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)), intake: fc.constantFrom(undefined, ...KEYS), routing: fc.array(rule, { maxLength: 4 }) })
  .map(({ people, leads, intake, routing }): Playbook => ({
    ...testPlaybook(), routing,
    people: people.map((one, index) => {
      const key = KEYS[index] ?? '';
      return person(key, leads.includes(key) ? { ...one, roles: [...one.roles, 'lead'], shared: false } : one);
    }),
    queues: [queue('front_desk', [leads[0]], intake === undefined ? {} : { intake }), queue('billing', [leads[1]])],
    task_types: [taskType('kind', { fields: [{ key: 'location', label: 'Location', kind: 'location' }] })],
  }));
const drafts = fc.record({ priority: fc.constantFrom('urgent' as const, 'normal' as const), location: fc.constantFrom('main', 'north', undefined), cameBy: fc.constantFrom('phone', 'fax'), requester: fc.constantFrom(...KEYS), turn: fc.nat(50), load: fc.dictionary(fc.constantFrom(...KEYS), fc.nat(9)) });

const routed = (playbook: Playbook, { priority, location, cameBy, requester, turn, load }: typeof drafts extends fc.Arbitrary<infer T> ? T : never) => {
  const [type] = playbook.task_types;
  if (type === undefined) throw new Error('The type is gone.');
  const asked: Draft = { type, priority, fields: location ? { location } : {}, cameBy, requester, maker: requester };
  return { asked, got: route(asked, playbook, here(load, turn)) };
};
/** The first rule whose every test names what the draft has, found the long way. */
const firstByHand = (playbook: Playbook, { priority, fields, cameBy }: Draft) => playbook.routing.find(({ when }) =>
  (when.type?.includes('kind') ?? true) && (when.location?.includes(fields['location'] as string) ?? true) && (when.priority?.includes(priority ?? '') ?? true) && (when.source?.includes(cameBy) ?? true));

describe('random practices', () => {
  test('always have exactly one owner, who may own it', () => {
    fc.assert(fc.property(practices, drafts, (playbook, wish) => {
      const { got } = routed(playbook, wish);
      const owner = playbook.people.filter(({ key }) => key === got.owner);
      expect(owner).toHaveLength(1);
      expect(owner.every((one) => mayOwn(one, got.queue, playbook))).toBe(true);
    }), { numRuns: 1000 });
  });
  test('give nothing to people away, unless every lead is away too', () => {
    fc.assert(fc.property(practices, drafts, (playbook, wish) => {
      const { got } = routed(playbook, wish);
      const leads = playbook.queues.find(({ key }) => key === got.queue)?.leads ?? [];
      expect(playbook.people.find(({ key }) => key === got.owner)?.away.length === 0 || leads.includes(got.owner)).toBe(true);
    }), { numRuns: 1000 });
  });
  test('follow the first rule that matches', () => {
    fc.assert(fc.property(practices, drafts, (playbook, wish) => {
      const { asked, got } = routed(playbook, wish);
      const wanted = firstByHand(playbook, asked)?.to;
      expect(got.queue).toBe(wanted?.queue ?? 'front_desk');
      expect(got.because.reason === 'rule' || (got.because.reason === 'fallback' && got.because.wanted === wanted?.owner)).toBe(wanted?.owner !== undefined);
      if (KEYS.includes(wanted?.owner ?? '')) expect(got.owner === wanted?.owner || got.because.reason === 'fallback').toBe(true);
    }), { numRuns: 1000 });
  });
});

describe('reviewers', () => {
  const by = (signers: Parameters<typeof reviewersFor>[0], owner: string, playbook = testPlaybook()) => reviewersFor(signers, owner, 'front_desk', playbook, TUESDAY);
  test('are those whose sign-off counts', () => {
    expect(by(['clinician'], 'maria')).toEqual(['dr_patel']);
    expect(by(['clinician', 'billing_lead'], 'maria')).toEqual(['dr_patel', 'priya']);
  });
  test('are the queue\'s leads where nobody but the owner could sign, then the managers', () => {
    expect(by(['clinician'], 'dr_patel')).toEqual(['dana']);
    expect(by(['office_manager'], 'dana')).toEqual(['morgan']);
  });
  test('are whoever else works here, in a practice of two', () => {
    const two = { ...testPlaybook(), people: [person('dana', { roles: ['staff', 'lead'], may_sign: ['clinician'] }), person('maria'), person('alex', { roles: ['admin'] }), person('desk', { shared: true })] };
    expect(by(['clinician'], 'maria', two)).toEqual(['dana']);
    expect(by(['clinician'], 'dana', two)).toEqual(['maria']);
  });
  test('are never the owner, and never nobody where two people work', () => {
    fc.assert(fc.property(practices, fc.subarray([...SIGNERS]), fc.constantFrom(...KEYS), (playbook, signers, owner) => {
      const able = by(signers, owner, playbook);
      const others = playbook.people.filter((one) => one.key !== owner && !one.shared && one.roles.some((role) => ['staff', 'lead', 'manager'].includes(role)));
      expect(able).not.toContain(owner);
      expect(able.length > 0).toBe(others.length > 0);
      expect(able.every((key) => others.some((one) => one.key === key))).toBe(true);
    }), { numRuns: 1000 });
  });
});
