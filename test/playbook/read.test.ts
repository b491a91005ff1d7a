import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlaybook, readSettings, wholeSettings } from '../../src/playbook/read.js';
import { EXAMPLE } from './example.js';
import { good } from './reading.js';

const lines = EXAMPLE.split('\n');

describe('reading', () => {
  test('never throws, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('-', ':', ' ', '\n', '{', '}', '[', ']', '&', '*', '"', 'a', 'key', 'people', '1', '!', '|', '<<') }));
    fc.assert(fc.property(text, (yaml) => {
      expect(typeof readPlaybook(yaml).ok).toBe('boolean');
    }), { numRuns: 100 });
  });

  test('never throws over a spoilt playbook, and each fault stands in a line of it with something to do', () => {
    const spoilt = fc.record({ line: fc.nat(lines.length - 1), by: fc.constantFrom('', '  oops: true', '    - { key: x }', '5', '  due: never', '"') });
    fc.assert(fc.property(spoilt, ({ line, by }) => {
      const reading = readPlaybook(lines.with(line, by).join('\n'));
      for (const fault of reading.ok ? reading.warnings : reading.faults) {
        expect(fault.line).toBeGreaterThanOrEqual(1);
        expect(fault.line).toBeLessThanOrEqual(lines.length);
        expect(fault.fix).not.toBe('');
      }
    }), { numRuns: 25 });
  });

  test('an alias that would copy itself a million times is refused at once', () => {
    expect(readPlaybook('a: &a [x]\nb: &b [*a, *a]\n')).toMatchObject({ ok: false, faults: [{ line: 2 }, { line: 2 }] });
  });
});

describe('stored settings', () => {
  test('are read as the playbook that they were', () => {
    const yaml = 'enabled: [front_desk, billing]\ntask_types: [{ key: denial_followup, due: 3 business days }]';
    expect(readSettings(wholeSettings(yaml), 7)).toEqual({ ok: true, playbook: { ...good(yaml), version: 7 }, warnings: [] });
  });

  test('are not held to rules about their content that came later', () => {
    expect(readPlaybook('queues: [{ key: billing, leads: [] }]').ok).toBe(false);
    expect(readSettings(wholeSettings('queues: [{ key: billing, leads: [] }]'), 2).ok).toBe(true);
  });

  test('that no schema can read say so', () => {
    expect(readSettings({ practice: 'gone' }, 2)).toMatchObject({ ok: false });
  });
});
