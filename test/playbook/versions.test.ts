import { describe, expect, test } from '@jest/globals';
import { differences } from '../../src/playbook/versions.js';
import { good, starter } from './reading.js';

const changes = (yaml: string) => differences(starter(), good(yaml));

describe('the difference between two versions', () => {
  test('is nothing between equal ones', () => {
    expect(differences(starter(), good(''))).toEqual([]);
  });

  test.each([
    ['a due date', 'task_types: [{ key: denial_followup, due: 3 business days }]', ['Denial follow-up: due 5 business days → 3 business days']],
    ['one for urgent work', 'task_types: [{ key: provider_request, due: { usual: 1 business day, urgent: 1 business hour } }]', ['Provider request: due if urgent 2 business hours → 1 business hour']],
    ['a case that is gone', 'task_types: [{ key: portal_message, due: { usual: 1 business day, urgent: 2 business hours } }]', ['Portal message: due where topic is symptoms 2 business hours → none']],
    ['who reviews', 'task_types: [{ key: patient_balance, review: none }]', ['Patient balance: review by billing lead where outcome is hardship adjustment or send to collections or refund issued → none']],
    ['a waiting reason', 'task_types: [{ key: reschedule, waiting_on: [{ key: provider, pauses: true }] }]', ['Appointment reschedule: waiting on provider "Opening in the provider\'s schedule", due date runs on, ask again after 1 business day → "Opening in the provider\'s schedule", due date stands still, ask again after 1 business day']],
    ['a person added', 'people: [{ key: kim, name: Kim Park, roles: [staff], slack: UKIM, queues: [front_desk] }]', ['Person added: Kim Park', 'Kim Park: roles staff', 'Kim Park: Slack UKIM', 'Kim Park: queues Front desk']],
    ['what somebody new may do', 'people: [{ key: eve, name: Eve, roles: [manager, auditor], may_sign: [privacy_officer], slack: UEVE }]', ['Person added: Eve', 'Eve: roles manager, auditor', 'Eve: may sign privacy officer', 'Eve: Slack UEVE']],
    ['a person who left', 'people: [{ key: sam, remove: true }]\nrouting: []', ['Person removed: Sam Ortiz', 'Routing removed: rule 1, type Appointment reschedule or Missing paperwork or Prior authorization or Portal message and location North Clinic to Sam Ortiz']],
    ['roles', 'people: [{ key: maria, roles: [staff, lead] }]', ['Maria Lopez: roles staff → staff, lead']],
    ['the next queue of the pilot', 'enabled: [front_desk, billing]', ['Practice: queues that are on Front desk → Front desk, Billing']],
    ['hours', 'hours: { mon: "08:00-12:00 13:00-17:00", tue: "08:00-17:00", wed: "08:00-17:00", thu: "08:00-17:00", fri: "08:00-12:00", sat: closed, sun: closed }', ['Practice: hours on Friday 08:00-16:00 → 08:00-12:00']],
    ['a closed day', 'holidays: { calendar: US, also: [2026-12-24] }', ['Practice: holidays added Dec 24, 2026']],
    ['no holidays at all', 'holidays: { calendar: none }', [expect.stringMatching(/^Practice: holidays removed \d+ days$/)]],
    ['a lead', 'queues: [{ key: billing, leads: [ben] }]\npeople: [{ key: ben, roles: [staff, lead] }]', ['Ben Carter: roles staff → staff, lead', 'Billing: leads Priya Shah → Ben Carter']],
    ['attention', 'attention: { max_messages_per_person: 3 per day }', ['Attention: messages per person 6 per day → 3 per day']],
    ['a routing rule', 'routing: [{ when: { location: north }, to: { owner: least_loaded } }]', ['rule 1: sends type Appointment reschedule or Missing paperwork or Prior authorization or Portal message and location North Clinic to Sam Ortiz → location North Clinic to whoever has the fewest open tasks']],
  ])('%s', (_, yaml, lines) => {
    expect(changes(yaml)).toEqual(lines);
  });

  test('says a new name once, and not again wherever the person stands', () => {
    expect(changes('people: [{ key: priya, name: Priya Shah-Reed }]')).toEqual(['Priya Shah-Reed: name Priya Shah → Priya Shah-Reed']);
  });

  test('tells two people of one name apart', () => {
    expect(changes('people: [{ key: priya2, name: Priya Shah, roles: [staff, lead], slack: U2, queues: [billing] }]\nqueues: [{ key: billing, leads: [priya2] }]')).toContain('Billing: leads Priya Shah (priya) → Priya Shah (priya2)');
  });

  test('says of every part of the starter that it is new, where there was nothing', () => {
    const small = good('people: [{ key: "*", remove: true }, { key: kim, name: Kim, roles: [staff, lead, manager, admin], slack: U1, queues: [front_desk] }]\nqueues: [{ key: "*", remove: true }, { key: front_desk, name: Front desk, leads: [kim] }]\ntask_types: [{ key: "*", remove: true }]\nrouting: []');
    const lines = differences(small, starter());
    expect(lines.filter((line) => line.startsWith('Task type added'))).toHaveLength(19);
    expect(lines.filter((line) => line.startsWith('Person added'))).toHaveLength(9);
    expect(lines).toContain('Person removed: Kim');
  });
});
