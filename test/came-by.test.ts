import { describe, expect, test } from '@jest/globals';
import { cameByOf } from '../src/use-cases/came-by.js';

describe('how a message says that its matter came in', () => {
  test.each([
    ['Voicemail (0:41): “Hi, this is …”', 'voicemail'], ['Fax in from Northside Cardiology', 'fax'], ['Walk-in: new patient packet', 'walk_in'], ['Portal message sitting since Friday', 'portal'],
    ['E-mail from the supplier', 'email'], ['*Call* from the pharmacy', 'phone'], ['Can someone fax this?', 'chat'], ['Calling hours changed', 'chat'], ['', 'chat'],
  ])('%s', (text, cameBy) => expect(cameByOf(text)).toBe(cameBy));
});
