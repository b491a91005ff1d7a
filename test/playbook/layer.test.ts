import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layOver } from '../../src/playbook/layer.js';
import { good } from './reading.js';

const keys = fc.constantFrom('a', 'b', 'c', 'd');
const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean());
const entry = (inner: fc.Arbitrary<unknown>) => fc.record({ key: keys, value: scalar, remove: fc.constant(true), inner }, { requiredKeys: ['key'] });
/** A list as a careful person writes it: each key once. */
const list = (inner: fc.Arbitrary<unknown>) => fc.uniqueArray(entry(inner), { selector: ({ key }) => key });
const settings = fc.dictionary(fc.constantFrom('people', 'queues', 'enabled', 'attention'), fc.oneof(scalar, fc.array(scalar), fc.dictionary(keys, scalar), list(list(fc.constant(null)))));
/** What has been laid already says nothing about removing. */
const laid = settings.map((each) => layOver({}, each));

describe('laying one playbook over another', () => {
  test('nothing laid over changes nothing', () => {
    fc.assert(fc.property(laid, (base) => {
      expect(layOver(base, {})).toEqual(base);
    }));
  });

  test('twice is once', () => {
    fc.assert(fc.property(laid, settings, (base, over) => {
      const once = layOver(base, over);
      expect(layOver(once, over)).toEqual(once);
    }));
  });

  test('neither side is changed', () => {
    fc.assert(fc.property(laid, settings, (base, over) => {
      const before = JSON.stringify([base, over]);
      layOver(base, over);
      expect(JSON.stringify([base, over])).toBe(before);
    }));
  });

  test('lists with keys merge by them, also inside each other; everything else replaces', () => {
    const base = { people: [{ key: 'maria', name: 'Maria', queues: ['front_desk'], away: [{ key: 'x', n: 1 }, { key: 'y', n: 2 }] }, { key: 'dana', name: 'Dana' }], hours: { mon: 'closed', tue: 'closed' } };
    const over = { people: [{ key: 'maria', queues: ['billing'], away: [{ key: 'y', n: 3 }] }, { key: 'sam', name: 'Sam' }], hours: { mon: '08:00-12:00' } };
    expect(layOver(base, over)).toEqual({
      people: [{ key: 'maria', name: 'Maria', queues: ['billing'], away: [{ key: 'x', n: 1 }, { key: 'y', n: 3 }] }, { key: 'dana', name: 'Dana' }, { key: 'sam', name: 'Sam' }],
      hours: { mon: '08:00-12:00' },
    });
  });
});

describe('a practice', () => {
  test('takes out a type that it does not need', () => {
    expect(good('task_types: [{ key: dme_supply, remove: true }]').task_types.map(({ key }) => key)).not.toContain('dme_supply');
  });

  test('clears the people of the starter and names its own', () => {
    const book = good(`
people:
  - { key: "*", remove: true }
  - { key: kim, name: Kim Park, roles: [staff, lead, manager, admin], slack: U1, queues: [desk], may_sign: [clinician] }
queues:
  - { key: "*", remove: true }
  - { key: desk, name: Desk, leads: [kim] }
task_types:
  - { key: "*", remove: true }
  - { key: errand, queue: desk, name: Errand, due: 1 business day, outcomes: [{ key: run }] }
enabled: [desk]
routing: []
`);
    expect(book.people.map(({ name }) => name)).toEqual(['Kim Park']);
    expect(book.task_types).toHaveLength(1);
    expect(book.task_types[0]?.outcomes[0]?.label).toBe('Run');
  });

  test('writes an entry anew when it is removed and given in one list', () => {
    const rule = good('task_types: [{ key: reschedule, waiting_on: [{ key: patient, remove: true }, { key: patient, label: Caller, pauses: false, chase: 2 business days }] }]').task_types[0];
    expect(rule?.waiting_on[0]).toEqual({ key: 'patient', label: 'Caller', pauses: false, patient: false, chase: { n: 2, unit: 'business_days' } });
  });
});
