import { describe, expect, test } from '@jest/globals';
import { identifiersIn } from '../../src/triage/identifiers.js';
import type { Identifier } from '../../src/triage/identifiers.js';

describe('a message shows who a patient is', () => {
  test.each<[string, Identifier[]]>([
    ['please call 555-014-7788 back', ['phone']],
    ['(555) 014-7788 wants mornings', ['phone']],
    ['call back at 014-7788', ['phone']],
    ['Mrs K. (chart 27761) called twice', ['chart']],
    ['MRN: A-88441 needs a referral', ['chart']],
    ['Aetna member id W1234567', ['member']],
    ['SSN 123-45-6789', ['member']],
    ['dob 3/14/1952, refill', ['birth']],
    ['born March 14, 1952', ['birth']],
    ['write to jane.doe@example.org', ['email']],
    ['a 93 y/o with a fall', ['age']],
    ['she is 101 years old', ['age']],
    ['pt Jane Doe cannot come', ['name']],
    ['Patient: Okonkwo wants a letter', ['name']],
    ['Mr. O’Brien asks again', ['name']],
    ['Mrs. Nguyen, chart 88213, 555-014-2200', ['phone', 'chart', 'name']],
  ])('%s', (text, kinds) => {
    expect(identifiersIn(text)).toEqual(kinds);
  });
});

describe('silence, where nothing is sure', () => {
  test.each([
    'Voicemail: she cannot come tomorrow at two, mornings are best',
    'Dr Patel is out on 3/14/2026',
    'The patient called twice',
    'Patient portal is down',
    'PT evaluation on Tuesday',
    'Order 12 boxes of gloves, item 4471 0092',
    'chart is missing',
    'CPT 99213 denied, claim from 2026-02-20',
    'a 45 year old with a cough',
    'Room 93 is free',
    'member services did not pick up',
    'The deadline is 2026-12-04, $1,250.00 at stake',
  ])('%s', (text) => {
    expect(identifiersIn(text)).toEqual([]);
  });
});
