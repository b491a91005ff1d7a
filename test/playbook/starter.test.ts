import { describe, expect, test } from '@jest/globals';
import type { Duration } from '../../src/domain/duration.js';
import { usableTypes } from '../../src/domain/playbook.js';
import { PRIORITIES, STATUSES } from '../../src/domain/task.js';
import { readPlaybook, readStarter } from '../../src/playbook/read.js';
import { deadlineOf, dueOf, followUpOf, good, reviewed, starter, type } from './reading.js';

const book = starter();

/** Roughly, to compare thresholds: a business day has eight hours. */
const hours = ({ n, unit }: Duration) => {
  const each = { business_minutes: 1 / 60, clock_minutes: 1 / 60, business_hours: 1, clock_hours: 1, business_days: 8, calendar_days: 8, clock_days: 8 };
  return n * each[unit];
};

describe('the starter playbook', () => {
  test('has no fault, and not even a warning', () => {
    expect(readStarter()).toMatchObject({ ok: true, warnings: [] });
  });

  test('is what a practice gets that writes nothing', () => {
    expect(good('')).toEqual(book);
  });

  test('has nineteen types in five queues, of which the pilot uses one queue', () => {
    expect(book.task_types).toHaveLength(19);
    expect(book.queues.map(({ key }) => [key, book.task_types.filter(({ queue }) => queue === key).length])).toEqual([
      ['front_desk', 4], ['billing', 4], ['referrals', 4], ['clinical_support', 3], ['operations', 4],
    ]);
    expect(usableTypes(book).map(({ key }) => key)).toEqual(['reschedule', 'missing_paperwork', 'prior_auth_followup', 'portal_message']);
  });

  test.each(book.task_types.map((each) => [each.key, each] as const))('%s is complete', (_, each) => {
    expect(each.about).not.toBe('');
    expect(each.fields.filter(({ needed }) => needed === 'create').length).toBeGreaterThan(0);
    expect(each.card_line.length).toBeGreaterThan(0);
    expect(each.waiting_on.length).toBeGreaterThan(1);
    expect(each.outcomes.length).toBeGreaterThan(2);
    expect(Object.keys(each.exit)).toEqual(expect.arrayContaining([...STATUSES]));
    expect(each.fields.filter(({ kind }) => kind === 'patient_ref').length).toBe(each.patient_data ? 1 : 0);
  });

  test.each(book.task_types.map((each) => [each.key, each] as const))('%s asks about a resting task before it is late', (_, { idle, due }) => {
    expect(idle === undefined ? 0 : hours(idle)).toBeLessThan(hours(due.usual));
  });

  test('asks a person wherever a chain leads back to its own type', () => {
    const own = book.task_types.flatMap((each) => each.outcomes.filter(({ follow_up }) => follow_up?.type === each.key));
    expect(own.length).toBeGreaterThan(5);
    expect(own.every(({ follow_up }) => follow_up?.ask)).toBe(true);
  });

  test('gives follow-ups of another type what their form would ask', () => {
    const reschedule = type(book, 'lab_followup').outcomes.find(({ key }) => key === 'visit_needed');
    expect(reschedule?.follow_up).toMatchObject({ type: 'reschedule', fill: { reason: 'new_visit' } });
    expect(reschedule?.follow_up?.carry.map(({ to }) => to)).toEqual(['provider', 'location', 'patient_ref']);
  });

  test('says what each priority means', () => {
    expect(Object.keys(book.priorities)).toEqual([...PRIORITIES]);
    expect(book.priorities.urgent).toBe('Harm, or treatment stopped');
  });

  test('speaks of attention what Rounds does where a practice says nothing', () => {
    expect(readPlaybook('attention: {}')).toMatchObject({ ok: true, playbook: { attention: book.attention } });
  });
});

describe('billing', () => {
  const denial = type(book, 'denial_followup');

  test.each([
    ['medicare_advantage', '60 calendar days after denial_notice_date'],
    ['medicare_ffs', '120 calendar days after denial_notice_date'],
    ['commercial', '60 calendar days after denial_notice_date'],
    ['medicaid', '30 calendar days after denial_notice_date'],
    ['unknown', '30 calendar days after denial_notice_date'],
  ])('a denial from a %s plan must be appealed in %s', (plan_type, limit) => {
    expect(deadlineOf(denial, { plan_type })).toBe(limit);
  });

  test('the second level of a Medicare appeal has 180 days', () => {
    expect(deadlineOf(denial, { plan_type: 'medicare_ffs', appeal_level: 'second' })).toBe('180 calendar days after denial_notice_date');
  });

  test('a write-off and 500 dollars or more are reviewed, a small appeal is not', () => {
    expect(reviewed(denial, { outcome: 'written_off', amount: 20 })).toBe(true);
    expect(reviewed(denial, { outcome: 'appeal_filed', amount: 500 })).toBe(true);
    expect(reviewed(denial, { outcome: 'appeal_filed', amount: 499 })).toBe(false);
  });

  test('an upheld denial goes on under the date of the new letter', () => {
    const upheld = denial.outcomes.find(({ key }) => key === 'upheld_next_level');
    expect(upheld?.follow_up?.carry).toContainEqual({ from: 'new_notice_date', to: 'denial_notice_date' });
  });

  test('what we owe Medicare goes back within 60 days of finding it', () => {
    const balance = type(book, 'patient_balance');
    expect(deadlineOf(balance, { reason: 'credit_balance_medicare_or_medicaid' })).toBe('60 calendar days after overpayment_identified_at');
    expect(deadlineOf(balance, { reason: 'question' })).toBe('none');
  });
});

describe('referrals', () => {
  test("a patient's own request for records has 30 calendar days, to be extended once", () => {
    const records = type(book, 'records_request');
    expect(deadlineOf(records, { requester_type: 'patient' })).toBe('30 calendar days after received_at');
    expect(records.deadlines.find(({ extend_once }) => extend_once !== undefined)?.extend_once).toEqual({ n: 30, unit: 'calendar_days' });
    expect(deadlineOf(records, { requester_type: 'other_practice' })).toBe('none');
  });

  test('a booked visit brings the task to fetch the consult note', () => {
    expect(followUpOf(type(book, 'specialist_scheduling'), 'booked')).toBe('records_request, 7 calendar days after appointment_at');
  });
});

describe('clinical support', () => {
  const lab = type(book, 'lab_followup');

  test('a critical result is due in an hour, day and night; a normal one in five days', () => {
    expect(dueOf(lab, { result_class: 'critical', priority: 'normal' })).toBe('1 clock hour');
    expect(lab.due.cases[0]?.around_the_clock).toBe(true);
    expect(dueOf(lab, { result_class: 'normal', priority: 'normal' })).toBe('5 business days');
    expect(dueOf(lab, { result_class: 'normal', priority: 'high' })).toBe('2 business days');
  });

  test('only exceptions are reviewed: the health record has its own sign-off', () => {
    expect(reviewed(lab, { result_class: 'normal', outcome: 'patient_notified' })).toBe(false);
    expect(reviewed(lab, { result_class: 'critical', outcome: 'patient_notified' })).toBe(true);
    expect(reviewed(type(book, 'dme_supply'), { outcome: 'order_sent', practitioner_signature: true })).toBe(false);
  });
});

describe('practice operations', () => {
  test.each(['facilities', 'inventory_reorder', 'credentialing', 'vendor_coordination'])('%s holds no patient data', (key) => {
    expect(type(book, key).patient_data).toBe(false);
  });

  test('a licence has no day of grace', () => {
    expect(deadlineOf(type(book, 'credentialing'), {})).toBe('0 calendar days after expires_at');
  });
});
