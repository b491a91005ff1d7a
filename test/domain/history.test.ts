// The verifier of the history finds any edit, removal, insertion, reordering and truncation.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { append, canonical, genesis, verify } from '../../src/domain/history.js';
import type { Entry } from '../../src/domain/history.js';
import { DOORS, STATUSES } from '../../src/domain/task.js';

const unsigned = fc.record({
  at: fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') }), actor: fc.constantFrom('maria', 'dana', 'system'), door: fc.constantFrom(...DOORS),
  verb: fc.constantFrom('start', 'wait', 'finish'), from: fc.constantFrom(null, ...STATUSES), to: fc.constantFrom(...STATUSES),
  changes: fc.array(fc.record({ name: fc.string(), from: fc.option(fc.string()), to: fc.option(fc.string()) }, { requiredKeys: ['name'] }), { maxLength: 3 }),
  why: fc.option(fc.string()),
});
const chain = (entries: readonly Omit<Entry, 'seq' | 'prev' | 'hash'>[]) => entries.reduce<Entry[]>((history, entry) => append('T-1', history, entry), []);
const histories = fc.array(unsigned, { minLength: 2, maxLength: 8 }).map(chain);
const anchorOf = (history: readonly Entry[]) => ({ seq: history.length, hash: history.at(-1)?.hash ?? '' });
const found = (history: readonly Entry[], anchor: { seq: number; hash: string } | null = null) => verify('T-1', history, anchor).length > 0;
const check = (rule: (history: Entry[], i: number, j: number) => boolean | void) =>
  fc.assert(fc.property(histories, fc.nat(), fc.nat(), (history, i, j) => rule(history, i % history.length, j % history.length)));

/** Every way to change one value of an entry. */
const EDITS: Readonly<Record<keyof Entry, (entry: Entry) => Partial<Entry>>> = {
  seq: ({ seq }) => ({ seq: seq + 1 }), at: ({ at }) => ({ at: new Date(at.getTime() + 1) }), actor: ({ actor }) => ({ actor: `${actor}x` }),
  door: ({ door }) => ({ door: door === 'web' ? 'mail' : 'web' }), verb: ({ verb }) => ({ verb: `${verb}x` }), from: ({ from }) => ({ from: from === 'todo' ? 'done' : 'todo' }),
  to: ({ to }) => ({ to: to === 'todo' ? 'done' : 'todo' }), changes: ({ changes }) => ({ changes: [...changes, { name: 'owner', to: 'sam' }] }),
  why: ({ why }) => ({ why: `${why ?? ''}x` }), facts: () => ({ facts: { told: 'dana' } }), prev: ({ prev }) => ({ prev: prev.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
  hash: ({ hash }) => ({ hash: hash.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
};

describe('the chain', () => {
  test('is whole as it is written, and after a store that keeps dates as text', () => {
    check((history) => {
      expect(verify('T-1', history, anchorOf(history))).toEqual([]);
      expect(verify('T-1', JSON.parse(JSON.stringify(history)) as Entry[], anchorOf(history))).toEqual([]);
    });
  });
  test.each(Object.entries(EDITS))('shows an edit of %s', (_name, edit) => {
    check((history, i) => found(history.map((entry, index) => (index === i ? { ...entry, ...edit(entry) } : entry)), null));
  });
  test('shows a removal, wherever it is', () => {
    check((history, i) => found(history.filter((_, index) => index !== i), anchorOf(history)));
  });
  test('shows an insertion, even of an entry that is chained to the one before it', () => {
    check((history, i, j) => {
      const other = history[j] as Entry;
      const forged = append('T-1', history.slice(0, i), { at: other.at, actor: 'sam', door: other.door, verb: other.verb, from: other.from, to: other.to, changes: [], why: 'forged' });
      return found([...forged, ...history.slice(i)]);
    });
  });
  test('shows a reordering', () => {
    check((history, i, j) => {
      if (i === j) return true;
      const moved = history.toSpliced(i, 1).toSpliced(j, 0, history[i] as Entry);
      return found(moved);
    });
  });
  test('shows a cut tail by the anchor, and a whole history cut', () => {
    check((history, i) => {
      expect(verify('T-1', history.slice(0, i), anchorOf(history))).toContainEqual({ seq: history.length, fault: 'truncated' });
    });
  });
  test('shows a tail that was written anew with right hashes, by the anchor alone', () => {
    check((history, i) => {
      const anew = chain(history.map((entry, index) => (index < i ? entry : { ...entry, why: 'anew' })).map(({ seq: _seq, prev: _prev, hash: _hash, ...rest }) => rest));
      expect(found(anew)).toBe(false);
      expect(verify('T-1', anew, anchorOf(history))).toEqual(canonical(anew) === canonical(history) ? [] : [{ seq: history.length, fault: 'edited' }]);
    });
  });
  test('shows a gap in the count, even in an entry with a right hash', () => {
    check((history, i) => {
      const { hash: _hash, ...entry } = history[i] as Entry;
      const skipped = { ...entry, seq: entry.seq + 1 };
      return found([...history.slice(0, i), { ...skipped, hash: createHash('sha256').update(canonical(skipped)).digest('hex') }]);
    });
  });
  test('cannot be moved to another task', () => {
    check((history) => verify('T-2', history, null).length > 0);
    expect(genesis('T-1')).not.toBe(genesis('T-2'));
  });
  test('says where it is broken', () => {
    const history = chain(Array.from({ length: 3 }, () => ({ at: new Date(0), actor: 'maria', door: 'web' as const, verb: 'note', from: null, to: 'todo' as const, changes: [], why: null })));
    expect(verify('T-1', history.map((entry) => (entry.seq === 2 ? { ...entry, actor: 'dana' } : entry)), null)).toEqual([{ seq: 2, fault: 'edited' }]);
    expect(verify('T-1', history.filter(({ seq }) => seq !== 2), null)).toEqual([{ seq: 2, fault: 'missing_or_moved' }]);
  });
});

test('equal values make equal bytes, whatever the order of keys', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => canonical(value) === canonical(Object.fromEntries(Object.entries(value).reverse()))));
  expect(canonical({ b: new Date(0), a: undefined })).toBe('{"b":"1970-01-01T00:00:00.000Z"}');
});
