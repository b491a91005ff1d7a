// Changes made in chat, on settings as a practice wrote them.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { goBackTo, keyFor, putRule, removeRule, setEnabled, setEntry, setHours } from '../../src/playbook/edits.js';
import { ruleChanges } from '../../src/playbook/rule-changes.js';

describe('what a form does not ask stays', () => {
  test('of a person', () => {
    const before = { people: [{ key: 'maria', name: 'Maria', roles: ['staff'], away: [{ from: '2026-08-03', to: '2026-08-14' }], slack: 'U1' }], exit: { done: 'x' } };
    expect(setEntry('people', 'maria', { name: 'Maria Lopez', queues: ['billing'] })(before)).toEqual({ people: [{ ...before.people[0], name: 'Maria Lopez', queues: ['billing'] }], exit: { done: 'x' } });
  });
  test('of a rule: tests that only the file knows', () => {
    const before = { routing: [{ when: { source: 'fax', type: 'denial' }, to: { owner: 'priya' } }] };
    expect(putRule({ when: { type: ['denial', 'appeal'], location: [] }, to: { owner: 'ben', queue: undefined } }, 0, 0)(before)).toEqual({ routing: [{ when: { source: 'fax', type: ['denial', 'appeal'] }, to: { owner: 'ben' } }] });
  });
  test('of the week: the other days', () => {
    expect(setHours({ mon: 'closed' })({ hours: { mon: '08:00-17:00', tue: '08:00-17:00' } })).toEqual({ hours: { mon: 'closed', tue: '08:00-17:00' } });
  });
});

describe('a form that is saved as it was opened changes nothing', () => {
  test('though a menu gives its choices in another order, and empty ones as none', () => {
    const before = { queues: [{ key: 'billing', leads: ['priya', 'ben'] }] };
    expect(setEntry('queues', 'billing', { leads: ['ben', 'priya'], intake: '', slack_channel: undefined })(before)).toEqual(before);
  });
  test('a rule', () => {
    const before = { routing: [{ when: { location: 'north' }, to: { owner: 'least_loaded' } }] };
    expect(putRule({ when: { location: ['north'], type: [] }, to: { owner: 'least_loaded', queue: undefined } }, 0, 0)(before)).toEqual(before);
  });
  test('a queue that is on already', () => expect(setEnabled('billing', true)({ enabled: ['billing'] })).toEqual({ enabled: ['billing'] }));
});

test('the first lead stays first, and a new one comes behind', () => {
  expect(setEntry('queues', 'billing', { leads: ['ben', 'priya', 'ana'] })({ queues: [{ key: 'billing', leads: ['priya'] }] })).toEqual({ queues: [{ key: 'billing', leads: ['priya', 'ben', 'ana'] }] });
});

describe('rules', () => {
  const routing = ['a', 'b', 'c'].map((owner) => ({ when: {}, to: { owner } }));
  const owners = (settings: unknown) => (settings as { routing: { to: { owner: string } }[] }).routing.map(({ to }) => to.owner).join(' ');
  const rule = (owner: string) => ({ when: {}, to: { owner } });
  test.each([['added first', putRule(rule('x'), 0, null), 'x a b c'], ['added last', putRule(rule('x'), 3, null), 'a b c x'], ['moved down', putRule(rule('a'), 2, 0), 'b c a'], ['moved up', putRule(rule('c'), 0, 2), 'c a b'], ['removed', removeRule(1), 'a c']])('%s', (_name, edit, wanted) => {
    expect(owners(edit({ routing }))).toBe(wanted);
  });

  test.each<[string, string, string[]]>([
    ['abc', 'abc', []],
    ['abc', 'abxc', ['Routing added: rule 3, x']],
    ['abc', 'ac', ['Routing removed: rule 2, b']],
    ['abc', 'axc', ['rule 2: sends b → x']],
    ['abc', 'cab', ['Routing: rule 3 is now rule 1, c']],
    ['abc', 'bcax', ['Routing: rule 1 is now rule 3, a', 'Routing added: rule 4, x']],
    ['', 'a', ['Routing added: rule 1, a']],
  ])('from %s to %s', (before, after, lines) => expect(ruleChanges([...before], [...after])).toEqual(lines));

  test('every difference is told, and nothing else', () => {
    const rules = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(fc.property(rules, rules, (before, after) => {
      const lines = ruleChanges(before, after);
      expect(lines.length === 0).toBe(before.join() === after.join());
      for (const gone of before.filter((each) => !after.includes(each))) expect(lines.some((line) => line.includes('removed') ? line.endsWith(`, ${gone}`) : line.includes(`sends ${gone} →`))).toBe(true);
      for (const come of after.filter((each) => !before.includes(each))) expect(lines.some((line) => line.includes('added') ? line.endsWith(`, ${come}`) : line.endsWith(`→ ${come}`))).toBe(true);
    }));
  });
});

describe('going back', () => {
  const then = { enabled: ['front_desk'], people: [{ key: 'maria', roles: ['staff'] }, { key: 'sam', roles: ['staff'] }], agreements: [] };
  const now = { enabled: ['front_desk', 'billing'], people: [{ key: 'maria', roles: ['staff', 'lead'], away: [1] }, { key: 'sam', roles: ['staff'], left: true }, { key: 'kim', roles: ['staff'] }], agreements: [{ with: 'Slack' }], retention: { legal_hold: 'all' } };
  test('brings the rules back; who works here, days away, agreements and legal holds stay', () => {
    expect(goBackTo(then)(now)).toEqual({
      enabled: ['front_desk'], people: [{ key: 'maria', roles: ['staff'], away: [1] }, { key: 'sam', roles: ['staff'], left: true }, { key: 'kim', roles: ['staff'] }], agreements: [{ with: 'Slack' }], retention: { legal_hold: 'all' },
    });
  });
  test('brings back no agreement that is over', () => {
    const { agreements: _over, ...since } = now;
    expect(goBackTo({ ...then, agreements: [{ with: 'Slack' }] })(since)).not.toHaveProperty('agreements');
  });
  test('to what is in force changes nothing', () => expect(goBackTo(now)(now)).toEqual(now));
});

describe('the key of somebody new', () => {
  test.each([['Rosa Díaz', [], 'rosa_diaz'], ['Dr. Asha Patel', [], 'dr_asha_patel'], ['Rosa Diaz', ['rosa_diaz'], 'rosa_diaz_2'], ['李', [], 'person'], ['3rd floor desk', [], 'rd_floor_desk']])('%s', (name, taken, key) => expect(keyFor(name, taken)).toBe(key));
  test('is one that the playbook takes, and nobody else’s', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.string()), (name, others) => {
      const taken = [...others, keyFor(name, [])];
      const key = keyFor(name, taken);
      expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(taken).not.toContain(key);
    }));
  });
});
