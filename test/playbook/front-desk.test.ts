import { describe, expect, test } from '@jest/globals';
import { deadlineOf, dueOf, followUpOf, reviewed, starter, type } from './reading.js';

const book = starter();

const asked = (key: string, needed: 'create' | 'start' | 'done') => type(book, key).fields.filter((field) => field.needed === needed).map((field) => field.key);

describe('an appointment to move', () => {
  const reschedule = type(book, 'reschedule');

  test('asks for provider and location, and for the chart number only at the end', () => {
    expect(asked('reschedule', 'create')).toEqual(['provider', 'location']);
    expect(asked('reschedule', 'start')).toEqual([]);
    expect(asked('reschedule', 'done')).toEqual(['reason', 'patient_ref']);
  });

  test('is due in four business hours, in one when urgent, next day when there is no rush', () => {
    expect(dueOf(reschedule, { priority: 'normal' })).toBe('4 business hours');
    expect(dueOf(reschedule, { priority: 'urgent' })).toBe('1 business hour');
    expect(dueOf(reschedule, { priority: 'low' })).toBe('1 business day');
  });

  test('stands still while the patient is to call back, and not while we look for an opening', () => {
    expect(reschedule.waiting_on.map(({ key, pauses, patient }) => [key, pauses, patient])).toEqual([['patient', true, true], ['provider', false, false]]);
  });

  test('after three attempts nobody reached: a portal message goes out the next day', () => {
    expect(reschedule.attempts).toBe(3);
    expect(followUpOf(reschedule, 'unreachable')).toBe('portal_message, 1 business day');
  });

  test('on the waiting list, a person is asked whether to look again in five days', () => {
    expect(followUpOf(reschedule, 'waitlisted')).toBe('reschedule, 5 business days, if a person says so');
  });

  test('needs no second person', () => {
    expect(reschedule.review).toBe('none');
  });
});

describe('missing paperwork', () => {
  const paperwork = type(book, 'missing_paperwork');

  test('asks when the visit is only where it is for a visit', () => {
    expect(paperwork.fields.find(({ key }) => key === 'appointment_at')).toMatchObject({ needed: 'create', when: { all: { needed_for: 'visit' } } });
  });

  test('is due in two business days, and a business day before the visit at the latest', () => {
    expect(dueOf(paperwork)).toBe('2 business days');
    expect(paperwork.due.not_later_than).toEqual({ n: 1, unit: 'business_days', relation: { kind: 'before', field: 'appointment_at' } });
  });

  test('a good faith estimate starts the same day and has the legal limit', () => {
    expect(dueOf(paperwork, { document_type: 'good_faith_estimate' })).toBe('4 business hours');
    expect(deadlineOf(paperwork, { document_type: 'good_faith_estimate', estimate_for: 'booked_3_to_9_days' })).toBe('1 business day after scheduled_at');
    expect(deadlineOf(paperwork, { document_type: 'good_faith_estimate', estimate_for: 'asked' })).toBe('3 business days after scheduled_at');
    expect(deadlineOf(paperwork, { document_type: 'consent' })).toBe('none');
  });

  test('not here in time, the visit moves', () => {
    expect(followUpOf(paperwork, 'not_received_by_visit')).toBe('reschedule, 4 business hours');
  });
});

describe('a prior authorization', () => {
  const auth = type(book, 'prior_auth_followup');

  test('asks for insurer, service and whether it is expedited', () => {
    expect(asked('prior_auth_followup', 'create')).toEqual(['insurer', 'service', 'expedited']);
  });

  test('a Medicare Advantage plan must decide in 7 days, in 72 hours when expedited', () => {
    expect(deadlineOf(auth, { plan_type: 'medicare_advantage', service: 'imaging', expedited: false })).toBe('7 calendar days after submitted_at');
    expect(deadlineOf(auth, { plan_type: 'medicare_advantage', service: 'imaging', expedited: true })).toBe('72 clock hours after submitted_at');
  });

  test('neither an employer plan nor a drug is bound by that', () => {
    expect(deadlineOf(auth, { plan_type: 'commercial', service: 'imaging', expedited: true })).toBe('none');
    expect(deadlineOf(auth, { plan_type: 'medicaid', service: 'medication', expedited: true })).toBe('none');
  });

  test('a clinician reads denials and expedited requests', () => {
    expect(reviewed(auth, { outcome: 'denied', expedited: false })).toBe(true);
    expect(reviewed(auth, { outcome: 'approved', expedited: true })).toBe(true);
    expect(reviewed(auth, { outcome: 'approved', expedited: false })).toBe(false);
  });

  test('an approval is renewed two weeks before it ends, where care goes on', () => {
    expect(followUpOf(auth, 'approved')).toBe('prior_auth_followup, 14 calendar days before valid_to, if a person says so');
    expect(auth.outcomes.find(({ key }) => key === 'approved')?.follow_up?.carry.map(({ from }) => from)).not.toContain('submitted_at');
  });

  test('a denial becomes work for billing, with the date of its letter', () => {
    expect(followUpOf(auth, 'denied')).toBe('denial_followup, 1 business day');
    expect(auth.outcomes.find(({ key }) => key === 'denied')?.follow_up?.carry).toContainEqual({ from: 'denial_notice_date', to: 'denial_notice_date' });
  });
});

describe('a portal message', () => {
  const message = type(book, 'portal_message');

  test('is answered within a business day; symptoms within two hours, whatever was picked', () => {
    expect(dueOf(message, { topic: 'visit', priority: 'normal' })).toBe('1 business day');
    expect(dueOf(message, { topic: 'symptoms', priority: 'low' })).toBe('2 business hours');
  });

  test('a clinician checks the answer where it needs medical judgment', () => {
    expect(reviewed(message, { clinical_content: true, outcome: 'answered' })).toBe(true);
    expect(reviewed(message, { clinical_content: false, outcome: 'answered' })).toBe(false);
  });

  test('a visit that it needs is a task with its reason filled in', () => {
    expect(message.outcomes.find(({ key }) => key === 'needs_visit')?.follow_up).toMatchObject({ type: 'reschedule', fill: { reason: 'new_visit' } });
  });
});

describe('North Clinic', () => {
  test("its front desk work goes to Sam", () => {
    expect(book.routing).toContainEqual({ when: { type: ['reschedule', 'missing_paperwork', 'prior_auth_followup', 'portal_message'], location: ['north'] }, to: { owner: 'sam' } });
  });
});
