// However tasks are moved and handed off, doubled, stale or at once: each has exactly one owner at all times, who may own it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAway } from '../../src/domain/absence.js';
import { leftOut } from '../../src/domain/handoff.js';
import { asksBefore, endOfToday, planMoves } from '../../src/domain/moving.js';
import { mayOwn } from '../../src/domain/permissions.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { Task } from '../../src/domain/task.js';
import { testPlaybook } from '../support/playbook.js';
import { act, COMPLETE, inStatus, inTriage, known, newTask, refusal, SEALED, TUESDAY } from '../support/tasks.js';

const PEOPLE = ['maria', 'sam', 'dana', 'morgan', 'priya', 'dr_patel', 'alex', 'jordan', 'desk'];
const OUT = [{ from: '2026-03-01', to: '2026-03-09' }];
const playbookWith = (out: readonly string[], intake: boolean): Playbook => {
  const playbook = testPlaybook();
  return { ...playbook, people: playbook.people.map((one) => (out.includes(one.key) ? { ...one, away: OUT } : one)), queues: intake ? playbook.queues : playbook.queues.map(({ intake: _intake, ...queue }) => queue) };
};
const practices = fc.tuple(fc.subarray(PEOPLE.slice(0, 5)), fc.boolean()).map(([out, intake]) => playbookWith(out, intake));
const births = fc.constantFrom<(number: number) => Task>(
  (number) => ({ ...newTask({ owner: 'maria', fields: COMPLETE }), number }), (number) => ({ ...inTriage(), number }), (number) => ({ ...inStatus('waiting'), number }),
  (number) => ({ ...newTask({ type: 'complaint', actor: 'dana', requester: 'dana', owner: 'maria' }), number }), (number) => ({ ...inStatus('done'), number }),
);

describe('the plan of who gets what', () => {
  test('gives each task to one person who is here, may own it, and is not the one who is out; or says that nobody is', () => {
    fc.assert(fc.property(practices, fc.array(births, { minLength: 1, maxLength: 8 }), fc.dictionary(fc.constantFrom(...PEOPLE), fc.nat(9)), (playbook, born, load) => {
      const tasks = born.map((birth, index) => birth(index + 1));
      const moves = planMoves(tasks, 'maria', playbook, new Map(Object.entries(load)), TUESDAY);
      expect(moves.map(({ task }) => task.number)).toEqual(tasks.filter(({ state }) => state.status !== 'done').map(({ number }) => number));
      for (const { task, to, because } of moves) {
        const here = playbook.people.filter((one) => one.key !== 'maria' && mayOwn(one, task.queue, playbook) && !isAway(one, TUESDAY, playbook.practice.timezone) && (one.queues.includes(task.queue) || one.key === 'dana'));
        expect(to === null).toBe(because.reason === 'nobody');
        expect(to === null ? here : here.map(({ key }) => key)).toEqual(to === null ? [] : expect.arrayContaining([to]));
      }
    }), { numRuns: 500 });
  });
  test('spreads them where nobody takes in alone', () => {
    const tasks = Array.from({ length: 6 }, (_, index) => ({ ...newTask({ owner: 'maria' }), number: index + 1 }));
    const got = planMoves(tasks, 'maria', playbookWith([], false), new Map([['sam', 2]]), TUESDAY).map(({ to }) => to);
    expect([got.filter((key) => key === 'dana').length, got.filter((key) => key === 'sam').length]).toEqual([4, 2]);
  });
  test('a review of somebody who is out goes to whoever else may sign it, never to its owner', () => {
    const [move] = planMoves([inStatus('in_review')], 'dana', testPlaybook(), new Map(), TUESDAY);
    expect(move).toMatchObject({ what: 'check', because: { reason: 'signs' } });
    expect(['dana', 'maria']).not.toContain(move?.to);
  });
});

test('what asks for somebody today: due, chased, unsorted; not what stands still or is closed', () => {
  const until = endOfToday(testPlaybook(), TUESDAY);
  expect(until.toISOString()).toBe('2026-03-04T05:00:00.000Z');
  const due = newTask({ owner: 'maria', fields: COMPLETE });
  expect([due, inTriage(), inStatus('done'), inStatus('cancelled'), { ...due, due: { ...due.due, pausedSince: TUESDAY } }, { ...due, due: { ...due.due, at: until } }].map((task) => asksBefore(task, until))).toEqual([true, true, false, false, false, false]);
});

type Try = { verb: 'take_over' | 'reassign'; by: string; from: string; to: string };
const tries: fc.Arbitrary<Try> = fc.record({ verb: fc.constantFrom('take_over' as const, 'reassign' as const), by: fc.constantFrom(...PEOPLE), from: fc.constantFrom('maria', 'sam', 'dana', 'morgan'), to: fc.constantFrom(...PEOPLE) });

test('exactly one owner at all times, and only from whom it is: what somebody else has by now stays theirs', () => {
  fc.assert(fc.property(practices, births, fc.array(tries, { minLength: 1, maxLength: 15 }), (playbook, birth, all) => {
    let task = birth(1);
    for (const { verb, by, from, to } of all) {
      const decision = act(task, by, verb === 'take_over' ? { verb, from, note: SEALED } : { verb, to, from }, { playbook });
      if (decision.ok) {
        expect(task.owner).toBe(from);
        expect(decision.task.owner).toBe(verb === 'take_over' ? by : to);
        expect(decision.task.history.at(-1)?.changes).toContainEqual({ name: 'owner', from, to: decision.task.owner });
        expect(decision.intents.filter((intent) => intent.do === 'notify' && intent.kind === 'reassigned')).toEqual([]);
        task = decision.task;
      }
      const owners = playbook.people.filter(({ key }) => key === task.owner);
      expect(owners).toHaveLength(1);
      expect(owners.every((one) => mayOwn(one, task.queue, playbook))).toBe(true);
    }
  }), { numRuns: 500 });
});

test('accepted twice, it moves once', () => {
  const taken = act(newTask({ owner: 'maria' }), 'sam', { verb: 'take_over', from: 'maria', note: null });
  if (!taken.ok) throw new Error('refused');
  expect(refusal(act(taken.task, 'dana', { verb: 'take_over', from: 'maria', note: null }))).toEqual({ code: 'moved_on', who: 'sam' });
});

test('who can be offered what: their queue, and not what is closed to them', () => {
  const playbook = testPlaybook();
  const complaint = newTask({ type: 'complaint', actor: 'dana', requester: 'dana', owner: 'maria' });
  const offer = (task: Task, giver: string, to: string) => leftOut(task, known(giver), known(to), playbook);
  expect(['sam', 'dana', 'morgan', 'priya', 'desk'].map((to) => offer(newTask({ owner: 'maria' }), 'maria', to))).toEqual([null, null, null, 'not_in_queue', 'not_in_queue']);
  expect(['sam', 'dana', 'morgan'].map((to) => offer(complaint, 'maria', to))).toEqual(['closed_to_them', null, 'closed_to_them']);
  expect(offer(newTask({ owner: 'sam' }), 'maria', 'dana')).toBe('not_yours');
});
