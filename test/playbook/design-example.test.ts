import { expect, test } from '@jest/globals';
import { personOf, queueOf } from '../../src/domain/playbook.js';
import { readPlaybook } from '../../src/playbook/read.js';
import { EXAMPLE } from './example.js';
import { dueOf, good, type } from './reading.js';

test("a practice's own playbook holds only what differs, and the rest is the starter's", () => {
  const book = good(EXAMPLE);
  expect(book.calendar.holidays.has('2026-12-24')).toBe(true);
  expect(book.calendar.holidays.has('2026-07-03')).toBe(true);
  expect(personOf(book, 'maria')?.teams).toBe('8c1f…');
  expect(queueOf(book, 'front_desk')?.teams_channel).toBe('19:…');
  expect(book.people.map(({ key }) => key)).toContain('priya');
  expect(book.task_types).toHaveLength(19);
  const reschedule = type(book, 'reschedule');
  expect(dueOf(reschedule, { priority: 'urgent' })).toBe('4 business hours');
  expect(reschedule.outcomes.find(({ key }) => key === 'waitlisted')?.label).toBe('Waitlisted');
  expect(reschedule.waiting_on.find(({ key }) => key === 'patient')).toMatchObject({ label: 'Patient to call back', patient: true });
  expect(reschedule.outcomes.map(({ key }) => key)).toContain('unreachable');
  expect(book.routing).toHaveLength(2);
  expect(book.attention.max_messages_per_person).toBe(6);
});

test('it is read without a warning', () => {
  expect(readPlaybook(EXAMPLE)).toMatchObject({ ok: true, warnings: [] });
});

test('a version carries its number', () => {
  expect(readPlaybook('', 7)).toMatchObject({ ok: true, playbook: { version: 7 } });
});
