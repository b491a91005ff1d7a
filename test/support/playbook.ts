// A small practice for tests: six people at a front desk and in billing, five types, one queue that is not on Rounds yet.
import { parseDuration } from '../../src/domain/duration.js';
import type { Duration } from '../../src/domain/duration.js';
import { parseHours } from '../../src/domain/opening-hours.js';
import type { DayHours } from '../../src/domain/opening-hours.js';
import type { Field, Outcome, Person, Playbook, Queue, TaskType, WaitingReason } from '../../src/domain/playbook.js';

export const duration = (text: string): Duration => {
  const parsed = parseDuration(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed;
};

const hours = (text: string): DayHours => {
  const parsed = parseHours(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.periods;
};

export const person = (key: string, given: Partial<Person> = {}): Person =>
  ({ key, name: key, roles: ['staff'], may_sign: [], queues: ['front_desk'], locations: ['main'], away: [], shared: false, left: false, ...given });

export const queue = (key: string, leads: readonly string[], given: Partial<Queue> = {}): Queue => ({ key, name: key, leads, digest: '08:15', ...given });

const waiting = (key: string, pauses: boolean, patient = false): WaitingReason => ({ key, label: key, pauses, chase: duration('1 business day'), patient });
const outcome = (key: string, given: Partial<Outcome> = {}): Outcome => ({ key, label: key, note_required: false, fields: [], failed: false, ...given });
const field = (key: string, kind: Field['kind'], given: Partial<Field> = {}): Field => ({ key, label: key, kind, ...given });

export const taskType = (key: string, given: Partial<TaskType> = {}) => ({
  key, queue: 'front_desk', name: key, about: '', patient_data: true, sensitivity: 'standard' as const, fields: [], card_line: [],
  due: { usual: duration('1 business day'), by_priority: {}, cases: [] }, deadlines: [], waiting_on: [waiting('vendor', false), waiting('delivery', true)],
  outcomes: [outcome('done')], review: 'none' as const, attempts: 3, exit: {}, escalate: [], words: [], ...given,
}) satisfies TaskType;

const reschedule = taskType('reschedule', {
  fields: [
    field('provider', 'provider', { needed: 'create' }), field('location', 'location'), field('appointment_at', 'datetime'),
    field('reason', 'text', { needed: 'start' }), field('patient_ref', 'patient_ref', { needed: 'done' }),
  ],
  due: { usual: duration('4 business hours'), by_priority: { urgent: duration('1 business hour') }, cases: [], not_later_than: duration('1 business day before appointment_at') },
  waiting_on: [waiting('patient', true, true), waiting('provider', false)],
  outcomes: [
    outcome('rescheduled'), outcome('cancelled_by_patient', { note_required: true }),
    outcome('waitlisted', { follow_up: { type: 'reschedule', due: duration('5 business days'), ask: true, carry: ['provider', 'location', 'appointment_at'].map((key) => ({ from: key, to: key })), fill: {} } }),
    outcome('unreachable', { failed: true, follow_up: { type: 'portal_message', due: duration('1 business day'), ask: false, carry: [{ from: 'provider', to: 'provider' }], fill: {} } }),
  ],
});

const priorAuth = taskType('prior_auth_followup', {
  sensitivity: 'clinical',
  fields: [
    field('insurer', 'insurer', { needed: 'create' }), field('plan_type', 'plan_type', { needed: 'start' }), field('expedited', 'yes_no'),
    field('notice_date', 'date'), field('amount', 'money'), field('amount_note', 'text', { needed: 'done', when: { all: { amount: { at_least: 500 } } } }),
  ],
  due: { usual: duration('2 business days'), by_priority: {}, cases: [{ when: { all: { expedited: true } }, due: duration('6 clock hours'), around_the_clock: true }] },
  deadlines: [
    { when: { all: { plan_type: 'medicare_advantage' } }, limit: duration('60 calendar days after notice_date'), extend_once: duration('14 calendar days') },
    { when: 'always', limit: duration('30 calendar days after notice_date') },
  ],
  waiting_on: [waiting('payer', true), waiting('notes', false)],
  outcomes: [
    outcome('approved', { fields: [field('valid_to', 'date', { needed: 'done' })], follow_up: { type: 'prior_auth_followup', due: duration('14 calendar days before valid_to'), ask: true, carry: [{ from: 'insurer', to: 'insurer' }], fill: {} } }),
    outcome('denied', { fields: [field('denial_reason', 'text', { needed: 'done' })], follow_up: { type: 'denial_followup', due: duration('1 business day'), ask: false, carry: [{ from: 'insurer', to: 'insurer' }], fill: {} } }),
    outcome('not_required', { note_required: true }),
  ],
  review: { by: ['clinician'], when: { any: [{ all: { outcome: 'denied' } }, { all: { expedited: true } }] } },
});

const portalMessage = taskType('portal_message', {
  fields: [field('provider', 'provider'), field('topic', 'choice', { needed: 'create', options: [{ key: 'refill', label: 'Refill' }, { key: 'question', label: 'Question' }] })],
  waiting_on: [waiting('patient', true, true), waiting('provider', false)],
  outcomes: [outcome('answered'), outcome('needs_visit', { follow_up: { type: 'reschedule', due: duration('4 business hours'), ask: false, carry: [{ from: 'provider', to: 'provider' }], fill: {} } })],
});

const supplies = taskType('supplies', { patient_data: false, fields: [field('item', 'text', { needed: 'create' })] });
const complaint = taskType('complaint', { sensitivity: 'restricted', review: { by: ['privacy_officer'], when: 'always' } });
const denial = taskType('denial_followup', { queue: 'billing', fields: [field('insurer', 'insurer', { needed: 'create' })] });

const day = hours('08:00-12:00 13:00-17:00');

/** New York, weekdays 08:00 to 17:00 with lunch at noon, closed on Thanksgiving 2026. */
export const testPlaybook = (given: Partial<Playbook> = {}): Playbook => ({
  version: 3,
  practice: { name: 'Riverside Family Practice', timezone: 'America/New_York' },
  calendar: { zone: 'America/New_York', hours: { sun: [], mon: day, tue: day, wed: day, thu: day, fri: day, sat: [] }, holidays: new Set(['2026-11-26']) },
  locations: [{ key: 'main', label: 'Main Street' }, { key: 'north', label: 'North Clinic' }],
  providers: [{ key: 'patel', label: 'Dr Patel' }, { key: 'chen', label: 'Dr Chen' }],
  insurers: [{ key: 'aetna', label: 'Aetna' }, { key: 'humana', label: 'Humana' }],
  plan_types: [{ key: 'medicare_advantage', label: 'Medicare Advantage' }, { key: 'commercial', label: 'Commercial' }],
  people: [
    person('maria'), person('sam', { locations: ['north'] }), person('dana', { roles: ['staff', 'lead'], may_sign: ['office_manager'] }),
    person('dr_patel', { may_sign: ['clinician'], queues: [] }), person('priya', { roles: ['staff', 'lead'], may_sign: ['billing_lead'], queues: ['billing'] }),
    person('morgan', { roles: ['manager'], may_sign: ['privacy_officer'], queues: [] }), person('alex', { roles: ['admin'], queues: [] }),
    person('jordan', { roles: ['auditor'], queues: [] }), person('desk', { shared: true }),
  ],
  queues: [queue('front_desk', ['dana'], { intake: 'maria' }), queue('billing', ['priya'])],
  enabled: ['front_desk'],
  task_types: [reschedule, priorAuth, portalMessage, supplies, complaint, denial],
  routing: [],
  attention: { idle: {}, remind_at: 0.75, deadline_reminders: [], escalate: [], too_long: {}, at_risk: duration('3 calendar days'), acknowledge: duration('10 clock minutes'), bundles: [], quiet_hours: 'outside_hours', max_messages_per_person: 6 },
  duty: [],
  readers: [],
  webhooks: [],
  intake: [],
  mail: [],
  priorities: { urgent: 'Harm', high: 'Soon', normal: 'Usual', low: 'No rush' },
  agreements: [],
  model: { monthly_tokens: 1000, monthly_dollars: 1, dollars_per_million: { in: 1, out: 1 } },
  retention: { years: 6, legal_hold: [] },
  ...given,
});
