// The simulated day that docs/attention.md shows: drawn from a seed, decided by the product's own rules.
import { expect, test } from '@jest/globals';
import { busyPlaybook } from '../../scripts/busy-day/practice.js';
import { simulate } from '../../scripts/busy-day/simulate.js';

const SEEDS = [20261130, 7];
const median = (counts: readonly number[]) => counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? NaN;

test.each(SEEDS)('on a busy day (seed %i) nobody hears more than the cap, and most hear little', (seed) => {
  const { messages, late, done, untoldMinutes } = simulate(seed, 'bundled');
  const { people, attention } = busyPlaybook('bundled');
  expect(messages).toHaveLength(people.length);
  expect(median(messages)).toBeLessThanOrEqual(4);
  expect(Math.max(...messages)).toBeLessThanOrEqual(attention.max_messages_per_person);
  // It is a day on which something happens.
  expect([late, done].map((count) => count > 20)).toEqual([true, true]);
  // From one bundle to the next, or to the end of the day.
  expect(untoldMinutes).toBeLessThanOrEqual(165);
});

test('the same seed is the same day, and without bundles there are more messages for the same work', () => {
  const [one, again, alone] = [simulate(7, 'bundled'), simulate(7, 'bundled'), simulate(7, 'alone')];
  expect(again).toEqual(one);
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  expect(sum(alone.messages)).toBeGreaterThan(2 * sum(one.messages));
});
