import { describe, expect, test } from '@jest/globals';
import { momentAt, untilMonday, wallOf } from '../../adapters/playground/browser/times.js';

const NEW_YORK = 'America/New_York';

describe('the practice’s zone in the page', () => {
  test.each([['2026-11-23T22:00:00.000Z', '2026-11-23T17:00'], ['2026-07-01T04:05:00.000Z', '2026-07-01T00:05']])('%s as a field holds it, and back', (iso, wall) => {
    expect(wallOf(new Date(iso), NEW_YORK)).toBe(wall);
    expect(momentAt(wall, NEW_YORK).toISOString()).toBe(iso);
  });
  test('next Monday is never today', () => {
    const monday = new Date('2026-11-30T14:00:00.000Z');
    expect(wallOf(new Date(monday.getTime() + untilMonday(monday, NEW_YORK)), NEW_YORK)).toBe('2026-12-07T08:00');
    const sunday = new Date('2026-11-29T14:00:00.000Z');
    expect(wallOf(new Date(sunday.getTime() + untilMonday(sunday, NEW_YORK)), NEW_YORK)).toBe('2026-11-30T08:00');
  });
});
