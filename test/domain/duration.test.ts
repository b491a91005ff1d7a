import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DURATION_UNITS, formatDuration, parseDuration } from '../../src/domain/duration.js';
import type { Duration, DurationRelation } from '../../src/domain/duration.js';

describe('durations as a playbook writes them', () => {
  test.each<[string, Duration]>([
    ['4 business hours', { n: 4, unit: 'business_hours' }],
    ['1 business day', { n: 1, unit: 'business_days' }],
    ['0 business days', { n: 0, unit: 'business_days' }],
    ['30 business minutes', { n: 30, unit: 'business_minutes' }],
    ['72 clock hours', { n: 72, unit: 'clock_hours' }],
    ['1 business day before appointment_at', { n: 1, unit: 'business_days', relation: { kind: 'before', field: 'appointment_at' } }],
    ['30 calendar days after overdue', { n: 30, unit: 'calendar_days', relation: { kind: 'after', field: 'overdue' } }],
    ['4 business hours overdue', { n: 4, unit: 'business_hours', relation: { kind: 'overdue' } }],
    ['  2  Business  Days   overdue ', { n: 2, unit: 'business_days', relation: { kind: 'overdue' } }],
  ])('%s', (text, duration) => { expect(parseDuration(text)).toEqual(duration); });

  test('without the word, minutes and hours are elapsed and days are calendar days; calendar hours are elapsed', () => {
    expect(['2 hours', '90 minutes', '1 day', '3 days overdue', '2 calendar hours', '2 clock days'].map((text) => (parseDuration(text) as Duration).unit))
      .toEqual(['clock_hours', 'clock_minutes', 'calendar_days', 'calendar_days', 'clock_hours', 'clock_days']);
  });

  test.each([
    ['', '"" is no duration'],
    ['soon', '"soon" is no duration'],
    ['1.5 business hours', '"1.5" is no whole number'],
    ['1,5 days', '"1,5" is no whole number'],
    ['-1 business day', 'before, not a minus'],
    ['100000 clock minutes', 'Use a larger unit'],
    ['2 weeks', '"weeks" is no unit of time'],
    ['2 business weeks', '"business weeks" is no unit of time'],
    ['2 business', '"business" is no unit of time'],
    ['2 working days', '"working" is no unit of time'],
    ['1 business day before', '"before" makes no sense after the unit'],
    ['1 business day before Appointment At', '"before Appointment At" makes no sense'],
    ['1 business day late', '"late" makes no sense'],
  ])('"%s" is refused with the way to mend it', (text, why) => { expect(parseDuration(text)).toEqual({ error: expect.stringContaining(why) }); });

  test('what is written out is read back', () => {
    const field = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
    const relation = fc.oneof(
      fc.constant<DurationRelation>({ kind: 'overdue' }),
      fc.record({ kind: fc.constantFrom('before' as const, 'after' as const), field }),
    );
    const duration = fc.record({ n: fc.integer({ min: 0, max: 99_999 }), unit: fc.constantFrom(...DURATION_UNITS), relation }, { requiredKeys: ['n', 'unit'] });
    fc.assert(fc.property(duration, (one) => { expect(parseDuration(formatDuration(one))).toEqual(one); }));
    expect(formatDuration({ n: 1, unit: 'business_days', relation: { kind: 'before', field: 'appointment_at' } })).toBe('1 business day before appointment_at');
  });
  test('any other text is answered, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(typeof parseDuration(text)).toBe('object'); }));
  });
});
