// What would go to a model: nothing that tells who a patient is. Names are whatever is no plain word.
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { redact } from '../../src/triage/redaction/redact.js';
import { leaks } from '../../scripts/triage/measure.js';
import { readRows } from '../../scripts/triage/messages.js';

const sent = (text: string): string => {
  const result = redact(text);
  return result.send ? result.text : '';
};

describe('nothing of a patient is sent', () => {
  test.each([
    ['can u move will park from tues to thurs', /will|park/],
    ['rose hill needs a refill, grace said ok', /rose|hill|grace/],
    ['mary-jane o’brien wants her records sent to the new office please', /mary|jane|brien/],
    ['please call mrs king back about the bill at 555 0134', /king|0134/],
    ['he is 94 and lives at 22 oak st with his son', /94|22|oak/],
    ['my number is on file but use five five five oh one three four today please', /five|three|four/],
    ['SMITH, JOHN needs a new referral to the eye doctor', /smith|john/i],
    ['she was seen in august and again on the twenty-fourth for the same cough', /august|twenty/],
    ['Curtis Walker’s walker came back, send it to j.doe@example.org', /curtis|doe|example/i],
    ['mrn A-88441 and claim 4402-AX-918 for the visit on 7/1, please check with the payer', /88441|4402|918|7\/1/],
  ])('%s', (text, patient) => {
    expect(sent(text)).not.toMatch(patient);
  });

  test('no identifier of the labelled messages, nor a telling part of one; few messages are held back', () => {
    const rows = readRows(readFileSync(new URL('../fixtures/triage/triage-dev.jsonl', import.meta.url), 'utf8'));
    expect(rows.flatMap(leaks)).toEqual([]);
    expect(rows.filter(({ text }) => !redact(text).send).length / rows.length).toBeLessThanOrEqual(0.1);
  });

  test('no name that is no word of English, wherever it stands, in capitals or not', () => {
    const syllable = fc.constantFrom('zor', 'vik', 'quen', 'thra', 'dlo', 'mbe', 'xiu', 'oyu', 'kje');
    const name = fc.tuple(syllable, syllable, syllable).map((parts) => parts.join(''));
    fc.assert(fc.property(name, fc.constantFrom('please move # to friday', '# wants her records', 'denial for #, appeal it please', 'pt # called', '#: no insurance card on file'), fc.boolean(), (who, text, capital) => {
      expect(sent(text.replace('#', capital ? `${who.charAt(0).toUpperCase()}${who.slice(1)}` : who)).toLowerCase()).not.toContain(who);
    }));
  });

  test('no digits but small counts, clock times and money', () => {
    fc.assert(fc.property(fc.integer({ min: 90, max: 99_999_999 }), (number) => {
      expect(sent(`please look into the account ${number} for me today`)).not.toContain(String(number));
    }));
  });
});

test('what the work is stays readable', () => {
  expect(sent('Aetna denied the MRI as not medically necessary, please appeal by Friday')).toBe('Aetna denied the MRI as not medically necessary, please appeal by Friday');
});

describe('where in doubt nothing is sent', () => {
  test.each([['a text of another script', '患者さんの予約を変更してください', 'another_script'], ['almost nothing but names and numbers', 'Quist Bly 4471823 8/3/61', 'too_little_left'], ['a very long text', 'word '.repeat(1000), 'too_long']])('%s', (_what, text, because) => {
    expect(redact(text)).toEqual({ send: false, because });
  });
});
