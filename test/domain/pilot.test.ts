import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { median, pilotFigures } from '../../src/domain/insights/pilot.js';
import type { Course } from '../../src/domain/insights/pilot.js';
import type { Status } from '../../src/domain/words.js';

const NOW = new Date('2026-11-30T15:00:00Z');
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const course = (steps: [minutesAgo: number, to: Status][], { status = 'todo', reopened = 0 }: Partial<Pick<Course, 'status' | 'reopened'>> = {}): Course => ({ status, reopened, steps: steps.map(([minutes, to]) => ({ at: before(minutes), to })) });

describe('how a pilot goes', () => {
  test('time in triage is that of tasks that came in unsorted; one that still waits counts with its time so far', () => {
    const courses = [course([[50, 'triage'], [40, 'todo']]), course([[60, 'triage'], [55, 'triage']], { status: 'triage' }), course([[100, 'triage'], [70, 'todo'], [60, 'done']]), course([[500, 'todo']])];
    expect(pilotFigures(courses, NOW)).toMatchObject({ made: 4, unsorted: 3, triageMs: 30 * 60_000 });
  });
  test('where none came in unsorted, there is no such time', () => expect(pilotFigures([course([[5, 'todo']])], NOW)).toMatchObject({ unsorted: 0, triageMs: null }));
  test('reopened counts tasks, not how often, and of those that were ever done', () => {
    const courses = [course([], { status: 'done' }), course([], { status: 'in_progress', reopened: 3 }), course([], { status: 'done', reopened: 1 }), course([], { status: 'cancelled' })];
    expect(pilotFigures(courses, NOW)).toMatchObject({ made: 4, done: 3, reopened: 2 });
  });
  test('of nothing is nothing', () => expect(pilotFigures([], NOW)).toEqual({ made: 0, unsorted: 0, triageMs: null, done: 0, reopened: 0 }));
});

describe('the median', () => {
  test.each([[[], null], [[3], 3], [[5, 1], 3], [[9, 1, 2], 2], [[4, 1, 2, 3], 2.5]])('of %j is %j', (values, wanted) => expect(median(values)).toBe(wanted));
  test('has as many below as above', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values) ?? NaN;
      expect(values.filter((each) => each < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((each) => each > middle).length).toBeLessThanOrEqual(values.length / 2);
    }));
  });
});
