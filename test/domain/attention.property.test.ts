// Every slot once: in twelve zones, across every change of their clocks in 2026 and 2027, with a clock that steps to and fro, and after an outage.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestSlots } from '../../src/domain/attention/digest-slots.js';
import { firstWaking, nextBundle } from '../../src/domain/attention/quiet.js';
import { alwaysOpen } from '../../src/domain/open-time.js';
import { dateOfDay, DAY, HOUR, MINUTE, wallTime } from '../../src/domain/local-time.js';
import { decide } from '../../src/domain/lifecycle.js';
import type { Person, Playbook } from '../../src/domain/playbook.js';
import type { Task } from '../../src/domain/task.js';
import { sendDigests } from '../../src/use-cases/send-digests.js';
import { person, testPlaybook } from '../support/playbook.js';
import { after, COMPLETE, newTask } from '../support/tasks.js';

const ZONES = [
  'America/New_York', 'America/Los_Angeles', 'America/Anchorage', 'America/St_Johns', 'America/Havana', 'America/Santiago', 'Europe/London', 'Africa/Cairo', 'Asia/Kolkata',
  'Australia/Adelaide', 'Australia/Lord_Howe', 'Pacific/Chatham',
] as const;

const offsetAt = (zone: string, at: number) => { const { day, clock } = wallTime(zone, new Date(at)); return day * DAY + clock - at; };
/** Days of 2026 and 2027 on which the zone changes its clock; a January day where it never does. */
const changesOf = (zone: string): number[] => {
  const days = Array.from({ length: 730 }, (_, index) => Date.UTC(2026, 0, 1) + index * DAY).filter((day) => offsetAt(zone, day) !== offsetAt(zone, day + DAY));
  return days.length > 0 ? days : [Date.UTC(2026, 0, 6)];
};
const CHANGES = ZONES.flatMap((zone) => changesOf(zone).map((day) => [zone, day] as const));
const BUNDLES = ['00:30', '02:15', '10:30', '23:45'];

/** A practice that is open around the clock, so that the changed hours lie within it. */
const practiceIn = (zone: string): Playbook => {
  const base = testPlaybook();
  return {
    ...base, practice: { ...base.practice, timezone: zone }, calendar: alwaysOpen(zone), attention: { ...base.attention, bundles: BUNDLES },
    queues: base.queues.map((queue, index) => ({ ...queue, digest: ['02:15', '08:15'][index] ?? '08:15' })), enabled: ['front_desk', 'billing'],
  };
};

test('there is a change to cross in every zone that has one', () => {
  expect(CHANGES.length).toBeGreaterThan(40);
});

describe.each(CHANGES.map(([zone, day]) => [zone, new Date(day).toISOString().slice(0, 10), day] as const))('%s around %s', (zone, _date, day) => {
  const playbook = practiceIn(zone);
  const maria: Person = person('maria');

  test('every bundle time comes once a day', () => {
    const [from, until] = [day - 2 * DAY, day + 3 * DAY];
    const slots: number[] = [];
    for (let at = from; ; ) {
      const slot = nextBundle(maria, new Date(at), playbook).getTime();
      if (slot >= until) break;
      slots.push(slot);
      at = slot + 1;
    }
    expect(slots.length).toBe(new Set(slots).size);
    const days = slots.map((slot) => dateOfDay(wallTime(zone, new Date(slot)).day));
    const whole = [...new Set(days)].slice(1, -1);
    expect(whole.length).toBeGreaterThanOrEqual(3);
    for (const each of whole) expect(days.filter((one) => one === each)).toHaveLength(BUNDLES.length);
  });

  test('quiet hours end, and what waits for that comes neither early nor never', () => {
    fc.assert(fc.property(fc.integer({ min: -2 * DAY, max: 2 * DAY }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }), (shift, from, to) => {
      fc.pre(from !== to);
      const own = person('maria', { prefers: { quiet: { from, to }, days_off: [], bundles: [], digest: true } });
      const at = new Date(day + shift);
      const woken = firstWaking(own, at, playbook);
      expect(woken.getTime()).toBeGreaterThanOrEqual(at.getTime());
      // A waking minute that the clock skips comes a day later.
      expect(woken.getTime() - at.getTime()).toBeLessThanOrEqual(50 * HOUR);
      const clock = wallTime(zone, woken).clock / MINUTE;
      expect(from < to ? clock >= from && clock < to : clock >= from || clock < to).toBe(false);
    }), { numRuns: 20 });
  });

  /** Wakes every half hour, by a clock that may be set to and fro, two hours at a time at the most (four are past what is left of a morning: that digest is missed by right), with an outage of up to three days. */
  const wakes = fc.record({ steps: fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 4 }), outage: fc.option(fc.record({ at: fc.integer({ min: 15, max: 150 }), hours: fc.integer({ min: 1, max: 72 }) }), { nil: null }) })
    .map(({ steps, outage }) => {
      const ticks: Date[] = [];
      const off = (index: number) => (steps.length === 0 ? 0 : (steps[Math.floor(index / 30) % steps.length] ?? 0)) * MINUTE;
      for (let index = 0; index < 8 * 48; index += 1) {
        if (outage !== null && index >= outage.at && index < outage.at + outage.hours * 2) continue;
        ticks.push(new Date(day - 3 * DAY + index * 30 * MINUTE + (index < 8 * 48 - 20 ? off(index) : 0)));
      }
      return { ticks, outage };
    });

  test('every digest is sent once, or recorded as missed after an outage', async () => {
    await fc.assert(fc.asyncProperty(wakes, async ({ ticks, outage }) => {
      const store = new Map<string, 'there' | 'missed'>();
      const sent: string[] = [];
      const clock = { now: ticks[0] ?? new Date(day) };
      const deps = {
        bundles: {
          known: async (keys: readonly string[]) => new Map(keys.flatMap((key) => { const fate = store.get(key); return fate ? [[key, fate] as const] : []; })),
          gather: async ({ key }: { key: string }) => !store.has(key) && (store.set(key, 'there'), sent.push(key), true),
          missed: async ({ key }: { key: string }) => void (store.has(key) || store.set(key, 'missed')),
        },
        playbooks: { current: () => playbook }, clock: { now: () => clock.now }, wallClock: () => clock.now, send: () => undefined, startedAt: clock.now,
      };
      for (const now of ticks) {
        clock.now = now;
        await sendDigests(deps);
      }
      expect(sent.length).toBe(new Set(sent).size);
      const whole = Array.from({ length: 4 }, (_, index) => dateOfDay(wallTime(zone, new Date(day + (index - 1) * DAY)).day));
      for (const date of whole) for (const { key } of digestSlots(date, playbook)) expect({ key, fate: store.has(key) }).toEqual({ key, fate: true });
      if (outage === null) expect([...store.values()]).not.toContain('missed');
    }), { numRuns: 2 });
  });

  test('every reminder is told once', () => {
    fc.assert(fc.property(wakes, fc.integer({ min: 0, max: 4 * 24 * 4 }), ({ ticks }, quarters) => {
      const born = new Date(day - 3 * DAY + 3 * HOUR);
      const chaseAt = new Date(born.getTime() + (quarters + 1) * 15 * MINUTE);
      let task: Task = after(newTask({ fields: COMPLETE }, playbook, born), 'maria', { verb: 'wait', on: 'patient', chaseAt }, { playbook, now: born });
      const told = new Map<string, number>();
      for (const now of ticks.filter((tick) => tick > born)) {
        if (task.attentionAt === null || task.attentionAt > now) continue;
        const decision = decide(task, { id: 'a', door: 'job', actor: 'system', seen: null, verb: 'attend' }, { actor: 'system', playbook, now });
        if (!decision.ok) throw new Error(decision.refusal.code);
        task = decision.task;
        for (const intent of decision.intents) if (intent.do === 'notify') told.set(intent.key, (told.get(intent.key) ?? 0) + 1);
      }
      expect([...told]).toEqual([[`T-1/chase/${chaseAt.toISOString()}`, 1]]);
    }), { numRuns: 5 });
  });
});
