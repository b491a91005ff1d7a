// Two changes of one playbook brought together.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeSettings } from '../../src/playbook/merge.js';
import type { Settings } from '../../src/playbook/settings.js';

const word = fc.constantFrom('a', 'b', 'c');
const entry = fc.record({ key: fc.constantFrom('maria', 'sam', 'dana'), name: word, roles: fc.array(word, { maxLength: 2 }) }, { requiredKeys: ['key'], noNullPrototype: true });
const entries = fc.uniqueArray(entry, { selector: ({ key }) => key, maxLength: 3 });
const settings: fc.Arbitrary<Settings> = fc.record(
  { people: entries, hours: fc.record({ mon: word, tue: word }, { requiredKeys: [], noNullPrototype: true }), enabled: fc.array(word, { maxLength: 2 }), routing: fc.array(fc.record({ to: word }, { noNullPrototype: true }), { maxLength: 2 }) },
  { requiredKeys: [], noNullPrototype: true },
);

/** What stands at a path; entries of lists by their keys. */
const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((here, part) => (Array.isArray(here) ? here.find((each: { key?: unknown }) => each.key === part) : (here as Record<string, unknown> | undefined)?.[part]), value);

describe('bringing two changes together', () => {
  test('where one side changed nothing, the other one stands', () => {
    fc.assert(fc.property(settings, settings, (base, other) => {
      expect(mergeSettings(base, base, other)).toEqual({ settings: other, conflicts: [] });
      expect(mergeSettings(base, other, base)).toEqual({ settings: other, conflicts: [] });
    }));
  });

  test('where both did the same, that is done once', () => {
    fc.assert(fc.property(settings, settings, (base, both) => expect(mergeSettings(base, both, structuredClone(both))).toEqual({ settings: both, conflicts: [] })));
  });

  test('nothing is overwritten silently: what is not what one side wants is a conflict, and there our side stands', () => {
    fc.assert(fc.property(settings, settings, settings, (base, ours, theirs) => {
      const merged = mergeSettings(base, ours, theirs);
      for (const path of merged.conflicts) {
        expect(at(merged.settings, path)).toEqual(at(ours, path));
        expect(at(ours, path)).not.toEqual(at(theirs, path));
        expect(at(base, path)).not.toEqual(at(theirs, path));
      }
    }));
  });

  test('which of the two is called ours decides nothing but the conflicts', () => {
    fc.assert(fc.property(settings, settings, settings, (base, one, other) => {
      expect(mergeSettings(base, one, other).conflicts.length === 0).toBe(mergeSettings(base, other, one).conflicts.length === 0);
    }));
  });

  test.each<[string, Settings, Settings, Settings, Settings, readonly (readonly string[])[]]>([
    ['two days of the hours', { hours: { mon: '8', tue: '8' } }, { hours: { mon: '9', tue: '8' } }, { hours: { mon: '8', tue: '7' } }, { hours: { mon: '9', tue: '7' } }, []],
    ['the same day', { hours: { mon: '8' } }, { hours: { mon: '9' } }, { hours: { mon: '7' } }, { hours: { mon: '9' } }, [['hours', 'mon']]],
    ['two people who join', { people: [] }, { people: [{ key: 'kim' }] }, { people: [{ key: 'lee' }] }, { people: [{ key: 'kim' }, { key: 'lee' }] }, []],
    ['one who left in chat, and whom the file gives another queue', { people: [{ key: 'sam', queues: ['a'] }] }, { people: [{ key: 'sam', queues: ['a'], left: true }] }, { people: [{ key: 'sam', queues: ['b'] }] }, { people: [{ key: 'sam', queues: ['b'], left: true }] }, []],
    ['one whom the file takes out and chat changed', { people: [{ key: 'sam' }] }, { people: [{ key: 'sam', left: true }] }, { people: [] }, { people: [{ key: 'sam', left: true }] }, [['people', 'sam']]],
    ['the order of rules, which is one thing', { routing: [{ to: 'a' }] }, { routing: [{ to: 'b' }, { to: 'a' }] }, { routing: [] }, { routing: [{ to: 'b' }, { to: 'a' }] }, [['routing']]],
  ])('%s', (_name, base, ours, theirs, wanted, conflicts) => {
    expect(mergeSettings(base, ours, theirs)).toEqual({ settings: wanted, conflicts });
  });
});
