// Tasks that nothing can be done with stay at the head of what is owed. However many they are, the others are looked after.
import { describe, expect, test } from '@jest/globals';
import type { Intent } from '../../src/domain/intent.js';
import { refused } from '../../src/domain/refusal.js';
import { carryOut } from '../../src/use-cases/carry-out.js';
import { sweep } from '../../src/use-cases/sweep.js';

const clock = { now: () => new Date('2026-11-30T14:00:00Z') };
const BAD = 250;

test('the sweep gets past them', async () => {
  const due = new Set(Array.from({ length: BAD + 20 }, (_, index) => index + 1));
  const failed: number[] = [];
  const attended = await sweep({
    tasks: { attentionDue: async (_now: Date, limit: number) => [...due].slice(0, limit).map((number) => ({ number, version: 1 })) } as never, clock,
    actOnTask: async (number) => {
      if (number <= BAD) throw new Error('a document of a later release');
      due.delete(number);
      return { ok: true } as never;
    },
    onFault: (number) => void failed.push(number),
  });
  expect(attended).toBe(20);
  expect(failed).toHaveLength(BAD);
});

describe('the relay', () => {
  const note = (task: number, what: string): Intent => ({ do: 'notify', key: `T-${task}/${what}`, kind: 'card', to: { person: 'maria' }, by: 'dana' });
  const unblock = (task: number): Intent => ({ do: 'tell', key: `T-${task}/unblock/9/2`, task: 9, about: task, verb: 'unblock' });
  const relayOf = (owing: Map<number, Intent[]>, told: string[], act: () => Promise<never>) => ({
    tasks: {
      owing: async (limit: number) => [...owing].slice(0, limit).map(([number, intents]) => ({ number, version: 2, anchor: { seq: 2, hash: 'h' }, intents })),
      anchor: async () => undefined,
      settle: async ({ number, keys }: { number: number; keys: readonly string[] }) => {
        const left = (owing.get(number) ?? []).filter(({ key }) => !keys.includes(key));
        if (left.length === 0) owing.delete(number);
        else owing.set(number, left);
      },
    },
    notices: { add: async ([notice]: { key: string }[]) => void told.push(notice?.key ?? '') },
    clock, wallClock: clock.now, actOnTask: act, onFault: () => undefined,
  });

  test('gets past them', async () => {
    const owing = new Map(Array.from({ length: BAD + 20 }, (_, index) => [index + 1, index < BAD ? [unblock(index + 1)] : [note(index + 1, 'card')]]));
    const told: string[] = [];
    const deps = relayOf(owing, told, () => Promise.reject(new Error('no such version of the playbook')));
    while ((await carryOut(deps as never)) > 0);
    expect(told).toHaveLength(20);
    expect(owing.size).toBe(BAD);
  });

  test('carries out the rest of a task of which one thing fails, and keeps that', async () => {
    const owing = new Map([[1, [unblock(1), note(1, 'card')]]]);
    const told: string[] = [];
    await carryOut(relayOf(owing, told, () => Promise.reject(new Error('not now'))) as never);
    expect(told).toEqual(['T-1/card']);
    expect(owing.get(1)).toEqual([unblock(1)]);
  });

  test('keeps what it could not tell another task because that was busy', async () => {
    const owing = new Map([[1, [unblock(1)]]]);
    await carryOut(relayOf(owing, [], async () => ({ ...refused({ code: 'still_busy' }), task: null }) as never) as never);
    expect(owing.get(1)).toEqual([unblock(1)]);
  });
});
