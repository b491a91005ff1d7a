// Invariant 9: the domain reads no clock and draws no lots. Here both are taken away, and it decides as before.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { create, createFollowUp } from '../../src/domain/create.js';
import { nextAttention } from '../../src/domain/attention/policy.js';
import { press, pressAll } from '../support/commands.js';
import { testPlaybook } from '../support/playbook.js';
import { accepted, birth, COMPLETE, createCommand } from '../support/tasks.js';

const { Date: realDate } = globalThis;
const { random } = Math;
const stopped = () => {
  throw new Error('The domain read the clock, or drew a lot.');
};
const handless = new Proxy(realDate, {
  construct: (target, given: unknown[]) => (given.length === 0 ? stopped() : (Reflect.construct(target, given) as Date)),
  apply: stopped,
  get: (target, name) => (name === 'now' ? stopped : (Reflect.get(target, name) as unknown)),
});

const presses = fc.sample(fc.array(press, { minLength: 30, maxLength: 30 }), { numRuns: 60, seed: 9 });

beforeEach(() => {
  globalThis.Date = handless;
  Math.random = stopped;
});
afterEach(() => {
  globalThis.Date = realDate;
  Math.random = random;
});

test('the clock is gone', () => {
  expect(() => new Date()).toThrow('read the clock');
  expect(() => Date.now()).toThrow('read the clock');
  expect(new Date(0).getTime()).toBe(0);
});
test('creating, following up and every step do without it', () => {
  const playbook = testPlaybook();
  const { task } = accepted(create(createCommand({ fields: COMPLETE }), birth('maria', playbook)));
  accepted(createFollowUp(task, { do: 'follow_up', key: 'k', outcome: 'unreachable', by: 'maria' }, birth('system', playbook)));
  const told = presses.flatMap((each) => pressAll(task, each, playbook));
  expect(new Set(told.filter(({ decision }) => decision.ok).map(({ step }) => step.verb)).size).toBeGreaterThan(18);
  expect(nextAttention(task, playbook)).toEqual(new Date('2026-03-03T19:00:00Z')); // three of the four business hours until due, lunch left out
});
