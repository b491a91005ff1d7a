import { describe, expect, test } from '@jest/globals';
import { faultsOf } from './reading.js';

type Case = { yaml: string; line: number; message: RegExp; fix: RegExp };

/** A fault as the author of a playbook meets it: in this line, said so, with a way out. */
const finds = (name: string, { yaml, line, message, fix }: Case) => {
  test(name, () => {
    const found = faultsOf(yaml).find((each) => message.test(each.message));
    expect(found ?? faultsOf(yaml)).toMatchObject({ line, message: expect.stringMatching(message), fix: expect.stringMatching(fix) });
  });
};

describe('the form', () => {
  finds('broken YAML', { yaml: 'enabled: [front_desk\npractice: {', line: 2, message: /no YAML/, fix: /indentation/ });
  finds('a list in place of settings', { yaml: '- one\n- two', line: 1, message: /list of settings/, fix: /practice/ });
  finds('a setting that does not exist', { yaml: 'enabled: [front_desk]\nholiday: {}', line: 2, message: /no setting "holiday"/, fix: /Did you mean holidays\?/ });
  finds('one deep inside a type', { yaml: 'task_types:\n  - key: reschedule\n    review: none\n    duee: 1 business day', line: 4, message: /no setting "duee"/, fix: /Did you mean due\?/ });
  finds('two unknown settings at once', { yaml: 'task_types:\n  - key: reschedule\n    aa: 1\n    bb: 2', line: 4, message: /"bb"/, fix: /known/ });
  finds('a duration that is none', { yaml: 'task_types:\n  - { key: reschedule, due: soon }', line: 2, message: /"soon" is no duration/, fix: /4 business hours/ });
  finds('a duration inside a case', { yaml: 'task_types:\n  - key: reschedule\n    due:\n      usual: 1 business day\n      urgent: 1 busines hour', line: 5, message: /no unit of time/, fix: /business, calendar or clock/ });
  finds('a number where a duration belongs', { yaml: 'task_types:\n  - { key: reschedule, due: 4 }', line: 2, message: /4 is no text/, fix: /4 business hours/ });
  finds('hours that overlap', { yaml: 'hours: { mon: "08:00-12:00 11:00-17:00",\n  tue: closed, wed: closed, thu: closed, fri: closed, sat: closed, sun: closed }', line: 1, message: /overlap/, fix: /./ });
  finds('a missing day', { yaml: 'hours:\n  mon: closed', line: 1, message: /"tue" is missing/, fix: /tue:/ });
  finds('a time that does not exist', { yaml: 'attention:\n  bundles: ["10:30", "25:00"]', line: 2, message: /"25:00" is no time of day/, fix: /two digits/ });
  finds('a digest time', { yaml: 'queues:\n  - { key: front_desk, digest: "8.15" }', line: 2, message: /"8.15" is no time/, fix: /08:15/ });
  finds('a date that does not exist', { yaml: 'holidays: { calendar: US, also: [2026-02-30] }', line: 1, message: /"2026-02-30" is no date/, fix: /year, month and day/ });
  finds('a holiday that is none', { yaml: 'holidays: { calendar: US, except: [Easter] }', line: 1, message: /"Easter" is no holiday/, fix: /./ });
  finds('a zone that does not exist', { yaml: 'practice: { name: X, timezone: Eastern }', line: 1, message: /"Eastern" is no time zone/, fix: /IANA/ });
  finds('a role that does not exist', { yaml: 'people:\n  - { key: maria, roles: [staf] }', line: 2, message: /"staf" is not known/, fix: /Did you mean staff\?/ });
  finds('a key that cannot be one', { yaml: 'people:\n  - { key: Maria L, name: Maria, roles: [staff] }', line: 2, message: /key is made of/, fix: /front_desk/ });
  finds('yes in place of true', { yaml: 'task_types:\n  - key: reschedule\n    waiting_on:\n      - { key: patient, pauses: yes }', line: 4, message: /neither true nor false/, fix: /true or false/ });
  finds('a text in place of a list', { yaml: 'enabled: front_desk', line: 1, message: /Here stands a list/, fix: /- / });
  finds('a new type without its queue', { yaml: 'task_types:\n  - { key: errand, name: Errand, due: 1 business day, outcomes: [{ key: run }] }', line: 2, message: /"queue" is missing/, fix: /queue:/ });
  finds('a type without an outcome', { yaml: 'task_types:\n  - { key: reschedule, outcomes: [] }', line: 2, message: /"outcomes" is empty/, fix: /at least one/ });
  finds('a key twice', { yaml: 'people:\n  - { key: maria, name: Maria }\n  - { key: maria, name: Marie }', line: 3, message: /"maria" stands twice/, fix: /another key/ });
  finds('a percentage', { yaml: 'attention: { remind_at: most }', line: 1, message: /"most" is no part/, fix: /99%/ });
  finds('a rate', { yaml: 'attention: { max_messages_per_person: six }', line: 1, message: /"six" is no number of messages/, fix: /6 per day/ });
  finds('an escalation that does not say when', { yaml: 'attention: { escalate: [{ to: lead }] }', line: 1, message: /say when/, fix: /overdue/ });
  finds('a condition that mixes any with tests', { yaml: 'task_types:\n  - key: reschedule\n    review: { by: clinician, when: { any: [{ outcome: rescheduled }], priority: urgent } }', line: 3, message: /"any" stands alone|no setting "priority"/, fix: /./ });
});

describe('the people', () => {
  finds('a queue that does not exist', { yaml: 'people:\n  - key: maria\n    queues: [front_dsk]', line: 3, message: /"front_dsk" is not among the queues/, fix: /Did you mean front_desk\?/ });
  finds('a location that does not exist', { yaml: 'people:\n  - key: maria\n    locations: [south]', line: 3, message: /"south" is not among the locations/, fix: /./ });
  finds('a queue without a lead', { yaml: 'queues:\n  - key: front_desk\n    leads: []', line: 3, message: /Front desk has no lead/, fix: /leads: \[dana\]/ });
  finds('a lead who does not exist', { yaml: 'queues:\n  - { key: front_desk, leads: [donna] }', line: 2, message: /"donna" is not among the people/, fix: /add it to people/ });
  finds('a lead who was taken out: the line of the removal', { yaml: 'practice: { name: X, timezone: America/New_York }\npeople:\n  - { key: dana, remove: true }', line: 3, message: /"dana" is not among the people/, fix: /./ });
  finds('a lead without the role', { yaml: 'people:\n  - key: dana\n    roles: [staff]', line: 3, message: /without the role lead/, fix: /staff, lead/ });
  finds('a lead who may own nothing', { yaml: 'queues:\n  - { key: front_desk, leads: [jordan] }', line: 2, message: /could own no task/, fix: /role staff or lead/ });
  finds('an intake person without access', { yaml: 'queues:\n  - { key: billing, intake: maria }', line: 2, message: /no access/, fix: /queues of maria/ });
  finds('an enabled queue that does not exist', { yaml: 'enabled: [frontdesk]', line: 1, message: /"frontdesk" is not among the queues/, fix: /Did you mean front_desk/ });
  finds('an enabled queue in which nobody works', { yaml: 'enabled: [front_desk, billing]\npeople:\n  - { key: ben, queues: [] }\n  - { key: priya, queues: [] }', line: 1, message: /Nobody works in Billing/, fix: /Add billing to the queues/ });
  finds('nothing enabled', { yaml: 'enabled: []', line: 1, message: /No queue is enabled/, fix: /front_desk/ });
  finds('two people under one Slack id', { yaml: 'people:\n  - { key: sam,\n      slack: U0MARIA }', line: 3, message: /same slack/, fix: /their own/ });
  finds('a holiday that ends before it begins', { yaml: 'people:\n  - key: sam\n    away:\n      - { from: 2026-08-10, to: 2026-08-01 }', line: 4, message: /before leaving/, fix: /Swap/ });
  finds('a shared login that signs', { yaml: 'people:\n  - { key: desk, name: Desk, roles: [staff], shared: true, may_sign: [clinician], slack: U9 }', line: 2, message: /shared login/, fix: /may_sign/ });
  finds('a person whom nobody can reach', { yaml: 'people:\n  - { key: kim, name: Kim, roles: [staff] }', line: 2, message: /neither on Slack nor on Teams/, fix: /slack:/ });
  finds('nobody who may sign', { yaml: 'people:\n  - { key: patel, remove: true }', line: 1, message: /Nobody may sign as clinician/, fix: /may_sign/ });
  finds('an agreement made by nobody', { yaml: 'agreements: [{ with: Slack, on: 2026-01-01, by: bob }]', line: 1, message: /"bob" is not among the people/, fix: /./ });
  finds('no admin and no manager', { yaml: 'people:\n  - { key: alex, roles: [staff] }', line: 1, message: /Nobody is admin/, fix: /Add admin/ });
});

describe('the task types', () => {
  const type = (body: string) => `task_types:\n  - key: reschedule\n${body}`;
  finds('a queue that does not exist', { yaml: type('    queue: desk'), line: 3, message: /"desk" is not among the queues/, fix: /./ });
  finds('a card line with a chart number', { yaml: type('    card_line: [provider, patient_ref]'), line: 3, message: /may tell of a patient/, fix: /Take patient_ref out/ });
  finds('a card line with the date of a visit', { yaml: type('    card_line: [original_appointment_at]'), line: 3, message: /may tell of a patient/, fix: /Safe are/ });
  finds('a card line with an unknown field', { yaml: type('    card_line: [provder]'), line: 3, message: /no field of/, fix: /Did you mean provider\?/ });
  finds('a fourth question at creation', { yaml: type('    fields:\n      - { key: reason, needed: create }\n      - { key: extra, kind: yes_no, needed: create }'), line: 5, message: /asks 4 fields at creation/, fix: /needed: start/ });
  finds('a choice without options', { yaml: type('    fields:\n      - { key: extra, kind: choice }'), line: 4, message: /nothing to choose/, fix: /options/ });
  finds('options where there is no choice', { yaml: type('    fields:\n      - { key: extra, kind: date, options: [{ key: a }] }'), line: 4, message: /has no options/, fix: /kind: choice/ });
  finds('a field under a word with a meaning', { yaml: type('    fields:\n      - { key: outcome, kind: text }'), line: 4, message: /already has a meaning/, fix: /another key/ });
  finds('patient data where there is none', { yaml: type('    patient_data: false'), line: 2, message: /asks for Chart number/, fix: /Take the field out/ });
  finds('a condition on an unknown field', { yaml: type('    review: { by: clinician, when: { outcom: rescheduled } }'), line: 3, message: /"outcom" is nothing/, fix: /Did you mean outcome\?/ });
  finds('a condition on an unknown outcome', { yaml: type('    review: { by: clinician, when: { outcome: moved } }'), line: 3, message: /"moved" is no value of outcome/, fix: /rescheduled/ });
  finds('a condition in a list of conditions', { yaml: type('    review:\n      by: clinician\n      when:\n        any:\n          - { outcome: rescheduled }\n          - { provider: house }'), line: 8, message: /"house" is no value of provider/, fix: /patel/ });
  finds('a yes/no compared with a word', { yaml: 'task_types:\n  - key: portal_message\n    review: { by: clinician, when: { clinical_content: "yes" } }', line: 3, message: /is yes or no/, fix: /true or false/ });
  finds('at least of something that is no number', { yaml: type('    review: { by: clinician, when: { reason: { at_least: 5 } } }'), line: 3, message: /no number/, fix: /value/ });
  finds('two reasons for a voicemail', { yaml: type('    waiting_on:\n      - { key: provider, patient: true }'), line: 4, message: /Two waiting reasons/, fix: /one of them/ });
  finds('a deadline below one that always holds', { yaml: type('    deadline:\n      - { limit: 3 calendar days after original_appointment_at }\n      - { limit: 9 calendar days after original_appointment_at }'), line: 5, message: /never applies/, fix: /above/ });
  finds('a latest moment that is counted from nothing', { yaml: type('    due: { usual: 1 business day, not_later_than: 1 business day }'), line: 3, message: /does not say from when/, fix: /original_appointment_at/ });
  finds('a deadline after an unknown field', { yaml: type('    deadline: 60 calendar days after denial_date'), line: 3, message: /"denial_date" is no date that is known/, fix: /original_appointment_at/ });
  finds('a deadline after a field that is no date', { yaml: type('    deadline: 60 calendar days after provider'), line: 3, message: /Provider is a provider and no date/, fix: /original_appointment_at/ });
  finds('a deadline counted from being overdue', { yaml: type('    deadline: 2 business days overdue'), line: 3, message: /makes no sense/, fix: /Count from a date/ });
  finds('a due date counted from a field', { yaml: type('    due: 2 business days after original_appointment_at'), line: 3, message: /length of time/, fix: /"2 business days"/ });
  finds('a chase counted from a field', { yaml: type('    waiting_on:\n      - { key: patient, chase: 1 business day after original_appointment_at }'), line: 4, message: /length of time/, fix: /1 business day/ });
  finds('an escalation counted from nothing', { yaml: type('    escalate: [{ after: 2 business days, to: lead }]'), line: 3, message: /does not say from when/, fix: /overdue/ });
  finds('a follow-up of an unknown type', { yaml: type('    outcomes:\n      - { key: waitlisted, follow_up: { type: resched, due: 1 business day } }'), line: 4, message: /"resched" is not among the task types/, fix: /./ });
  finds('a follow-up due on a date that may be empty', { yaml: type('    outcomes:\n      - { key: waitlisted, follow_up: { type: reschedule, due: 1 business day after original_appointment_at } }'), line: 4, message: /may be empty/, fix: /needed: done/ });
  finds('a field carried over that does not exist', { yaml: type('    outcomes:\n      - { key: waitlisted, follow_up: { type: reschedule, due: 1 business day, carry: [provider, lcation] } }'), line: 4, message: /"lcation" is no field/, fix: /Did you mean location\?/ });
  finds('a field carried into another kind', { yaml: type('    outcomes:\n      - { key: waitlisted, follow_up: { type: reschedule, due: 1 business day, carry: [provider as location] } }'), line: 4, message: /is a provider, and/, fix: /same kind/ });
  finds('an answer filled in that cannot be chosen', { yaml: type('    outcomes:\n      - { key: waitlisted, follow_up: { type: reschedule, due: 1 business day, fill: { reason: bored } } }'), line: 4, message: /"bored" is no value of reason/, fix: /Write one of/ });
});

describe('routing', () => {
  const rules = (body: string) => `routing:\n${body}`;
  finds('an unknown type', { yaml: rules('  - { when: { type: denial }, to: { owner: least_loaded } }'), line: 2, message: /"denial" is no value of type/, fix: /./ });
  finds('an unknown insurer', { yaml: rules('  - when:\n      insurer: [aetna, etna]\n    to: { owner: requester }'), line: 3, message: /"etna" is no value of insurer/, fix: /Did you mean aetna\?/ });
  finds('an unknown queue', { yaml: rules('  - { when: { location: north }, to: { queue: north } }'), line: 2, message: /"north" is not among the queues/, fix: /./ });
  finds('an unknown owner', { yaml: rules('  - { when: { location: north }, to: { owner: least_loadd } }'), line: 2, message: /"least_loadd" is not among/, fix: /Did you mean least_loaded\?/ });
  finds('an owner without access', { yaml: rules('  - { when: { type: claim_status }, to: { owner: maria } }'), line: 2, message: /Maria Lopez has no access to Billing/, fix: /Add billing to the queues of maria/ });
  finds('an owner without access, through the queue of the rule', { yaml: rules('  - { when: { location: main }, to: { queue: billing, owner: sam } }'), line: 2, message: /Sam Ortiz has no access/, fix: /somebody else/ });
  finds('an auditor as owner', { yaml: rules('  - { when: { location: main }, to: { owner: jordan } }'), line: 2, message: /Jordan Bell has no access/, fix: /./ });
  finds('a rule that leads nowhere', { yaml: rules('  - { when: { location: main }, to: {} }'), line: 2, message: /nowhere/, fix: /least_loaded/ });
  finds('a test on a field that no such task has', { yaml: rules('  - { when: { type: facilities, insurer: aetna }, to: { owner: dana } }'), line: 2, message: /no kind of work that it names asks for an insurer/, fix: /Take insurer out/ });
  finds('a sensitivity that no such type has', { yaml: rules('  - { when: { type: facilities, sensitivity: restricted }, to: { owner: dana } }'), line: 2, message: /no kind of work that it names is of this sensitivity/, fix: /other types/ });
  finds('a rule below a weaker one', { yaml: rules('  - { when: { location: [north, main] }, to: { owner: least_loaded } }\n  - { when: { location: north, priority: urgent }, to: { owner: sam } }'), line: 3, message: /never applies: entry 1/, fix: /Move it above/ });
  finds('a rule below an equal one', { yaml: rules('  - { when: { type: [reschedule] }, to: { owner: sam } }\n  - { when: { type: reschedule }, to: { owner: maria } }'), line: 3, message: /never applies/, fix: /take one of the two out/ });
  finds('anything below a rule for everything', { yaml: rules('  - { when: {}, to: { owner: least_loaded } }\n  - { when: { location: main }, to: { owner: maria } }'), line: 3, message: /never applies/, fix: /./ });
  test('a rule above a weaker one is fine', () => {
    expect(faultsOf(rules('  - { when: { location: north, priority: urgent }, to: { owner: sam } }\n  - { when: { location: north }, to: { owner: least_loaded } }'))).toEqual([]);
  });
});

describe('times', () => {
  const closed = 'tue: closed, wed: closed, thu: closed, fri: closed, sat: closed, sun: closed';
  finds('a practice that never opens', { yaml: `hours: { mon: closed, ${closed} }`, line: 1, message: /closed on all seven days/, fix: /at least one day/ });
  finds('a location that never opens', { yaml: `locations:\n  - { key: north, hours: { mon: closed, ${closed} } }`, line: 2, message: /North Clinic is closed/, fix: /take hours out/ });
  finds('a bundle at night', { yaml: 'attention: { bundles: ["22:00"] }', line: 1, message: /22:00 would never go out/, fix: /quiet_hours/ });
  finds('a bundle twice', { yaml: 'attention: { bundles: ["10:30", "10:30"] }', line: 1, message: /twice/, fix: /one of the two/ });
  finds('a digest before anybody is there', { yaml: 'queues:\n  - key: front_desk\n    digest: "05:00"', line: 3, message: /comes at 05:00/, fix: /within the hours/ });
});

test('faults come in the order of their lines, each with its place', () => {
  const faults = faultsOf('enabled: [nowhere]\nrouting:\n  - { when: { location: moon }, to: { owner: bob } }\n');
  expect(faults.map(({ line, path }) => [line, path])).toEqual([[1, 'enabled'], [3, 'routing › entry 1 › when › location'], [3, 'routing › entry 1 › to › owner']]);
});

describe('what comes in by itself', () => {
  const mailbox = (more: string) => `mail:\n  - { key: box, name: Box, host: imap.example, user: box, ${more} }`;
  finds('a source of a type that is not there', { yaml: 'intake:\n  - { key: form, name: Form, type: reschedul }', line: 2, message: /"reschedul" is not among the task types/, fix: /Did you mean reschedule\?/ });
  finds('a source of a queue that is not there', { yaml: 'intake:\n  - { key: form, name: Form, queue: desk }', line: 2, message: /"desk" is not among the queues/, fix: /./ });
  finds('fields without a type', { yaml: 'intake:\n  - { key: form, name: Form, fields: { provider: doctor } }', line: 2, message: /no type says/, fix: /Add the type/ });
  finds('a field that the type does not ask', { yaml: 'intake:\n  - key: form\n    name: Form\n    type: reschedule\n    fields:\n      providr: doctor', line: 6, message: /asks nothing called providr/, fix: /Did you mean provider\?/ });
  finds('a secret in the playbook', { yaml: 'intake:\n  - { key: form, name: Form, secret: abc }', line: 2, message: /no setting "secret"/, fix: /./ });
  finds('a password in the playbook', { yaml: mailbox('password: abc, password_from: MAIL_BOX'), line: 2, message: /no setting "password"/, fix: /./ });
  finds('another secret of the environment sent as a password', { yaml: mailbox('password_from: FIELD_KEY'), line: 2, message: /no name of a variable/, fix: /MAIL_/ });
  finds('a password in the clear', { yaml: mailbox('password_from: MAIL_BOX, security: none'), line: 2, message: /in the clear/, fix: /tls/ });
  finds('a rule for mail that does nothing', { yaml: mailbox('password_from: MAIL_BOX, rules: [{ when: { from: x } }]'), line: 2, message: /does not say what to do/, fix: /ignore: true/ });
  finds('a rule for mail of a queue that is not there', { yaml: mailbox('password_from: MAIL_BOX, rules: [{ when: { from: x }, queue: desk }]'), line: 2, message: /"desk" is not among the queues/, fix: /./ });
});
