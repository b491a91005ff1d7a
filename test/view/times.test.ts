import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { sayExactly, sayIn, sayLate, sayTime } from '../../src/view/times.js';

const zone = 'America/New_York';
const local = (text: string) => DateTime.fromISO(text, { zone }).toJSDate();
const now = local('2026-01-05T10:00'); // a Monday

describe('times as people say them', () => {
  test.each([
    ['2026-01-05T16:30', 'today 4:30 pm'],
    ['2026-01-05T08:05', 'today 8:05 am'],
    ['2026-01-06T08:00', 'tomorrow 8 am'],
    ['2026-01-04T12:00', 'yesterday 12 pm'],
    ['2026-01-07T14:00', 'Wed 2 pm'],
    ['2026-01-11T00:00', 'Sun 12 am'],
    ['2026-01-12T09:00', 'Mon, Jan 12, 9 am'],
    ['2026-01-02T09:00', 'Fri, Jan 2, 9 am'],
    ['2025-12-31T09:00', 'Wed, Dec 31, 2025, 9 am'],
  ])('%s is %s', (at, words) => { expect(sayTime(local(at), now, zone)).toBe(words); });

  test('today and tomorrow are the practice\'s, not the server\'s', () => {
    expect(sayTime(new Date('2026-01-06T04:00:00Z'), now, zone)).toBe('today 11 pm');
    expect(sayTime(new Date('2026-01-06T04:00:00Z'), now, 'Europe/London')).toBe('tomorrow 4 am');
  });
  test('the exact time', () => {
    expect(sayExactly(local('2026-01-05T14:00'), zone)).toBe('Monday, January 5, 2026, 2 pm (America/New_York)');
  });
  test.each([
    ['2026-01-05T10:00', 'due now'],
    ['2026-01-05T09:35', '25 min late'],
    ['2026-01-05T05:01', '4 h late'],
    ['2026-01-04T10:00', '1 day late'],
    ['2026-01-02T16:00', '3 days late'],
  ])('due %s is %s', (due, words) => { expect(sayLate(local(due), now, zone)).toBe(words); });
  test.each([
    ['2026-01-05T10:00', 'now'],
    ['2026-01-05T09:00', 'now'],
    ['2026-01-05T10:25', 'in 25 min'],
    ['2026-01-06T09:00', 'in 23 h'],
    ['2026-01-06T11:00', 'in 1 day'],
    ['2026-01-08T08:00', 'in 3 days'],
  ])('%s is %s', (at, words) => { expect(sayIn(local(at), now, zone)).toBe(words); });
  test('24 hours over a clock change are a day', () => {
    expect(sayIn(local('2026-11-01T23:30'), local('2026-11-01T00:15'), zone)).toBe('in 1 day');
  });
});
