// Spreadsheets and calendars as programs write them.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, momentOf, plainAnswer } from '../../src/domain/plain-answers.js';
import { typeOf } from '../../src/domain/playbook.js';
import { readCsv } from '../../src/use-cases/import/csv.js';
import { readIcs } from '../../src/use-cases/import/ics.js';
import { csvLine } from '../../src/view/csv.js';
import { testPlaybook } from '../support/playbook.js';

const ZONE = 'America/New_York';

describe('a spreadsheet', () => {
  test('is read as it was written, whatever stands in its cells, each row with its line', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Ä', '"', ',', ';', '\n', '\t', ' ', '0') }).map((text) => text.trim()).filter((text) => text !== '' && !/^[=+\-@]/.test(text));
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'), (rows, end, mark) => {
      const sheet = readCsv(mark + [csvLine(['one', 'two', 'three']), ...rows.map((row) => csvLine(row))].join(end) + end);
      if (!sheet.ok) throw new Error(sheet.say);
      expect(sheet.rows.map(({ cells }) => cells)).toEqual(rows);
      const lines = rows.map((row) => row.join('').split('\n').length - 1);
      expect(sheet.rows.map(({ line }) => line)).toEqual(rows.map((_, at) => 2 + at + lines.slice(0, at).reduce((sum, more) => sum + more, 0)));
    }));
  });

  test.each([';', '\t', ','])('may be parted by %j', (sign) => {
    expect(readCsv(['Provider', 'Expires on'].join(sign) + '\n' + ['Dr Patel', '12/3/2026'].join(sign))).toEqual({ ok: true, head: ['Provider', 'Expires on'], rows: [{ line: 2, cells: ['Dr Patel', '12/3/2026'] }] });
  });

  test.each([['', 1, /no row/], ['a,b\n', 1, /no row/], ['a,b\nc,"d\ne', 2, /never closed/], ['a,A\n1,2', 1, /Two columns/]])('says where %j is wrong', (text, line, say) => {
    expect(readCsv(text)).toMatchObject({ ok: false, line, say: expect.stringMatching(say) });
  });

  test('empty rows are none', () => {
    expect(readCsv('a,b\n\n,\n1,2\n')).toMatchObject({ rows: [{ line: 4 }] });
  });
});

describe('a calendar', () => {
  const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.map((event) => `BEGIN:VEVENT\n${event}\nEND:VEVENT`), 'END:VCALENDAR'].join('\r\n').replaceAll(/\r?\n/g, '\r\n');
  const [winter, summer] = ['2026-12-03T19:30:00.000Z', '2026-07-03T18:30:00.000Z'];

  test.each([
    ['its zone', 'DTSTART;TZID=America/New_York:20261203T143000', winter], ['its zone in quotes', 'DTSTART;VALUE=DATE-TIME;TZID="America/New_York":20260703T143000', summer],
    ['a zone as Windows calls it', 'DTSTART;TZID=Eastern Standard Time:20260703T143000', summer], ['Greenwich', 'DTSTART:20261203T193000Z', winter], ['no zone: the practice’s', 'DTSTART:20261203T143000', winter],
  ])('says when it is with %s', (_how, start, at) => {
    expect(readIcs(calendar(`${start}\nSUMMARY:MRI`), ZONE)).toMatchObject([{ at, problem: null, cancelled: false, text: 'MRI' }]);
  });

  test.each([['DTSTART;VALUE=DATE:20261203', /no time/], ['DTSTART;TZID=Mars:20261203T143000', /zone is not known/], ['DTSTART:soon', /cannot be read/], ['DTSTART:20261303T143000', /cannot be read/], ['SUMMARY:none', /no start/]])('says why not with %s', (line, problem) => {
    expect(readIcs(calendar(line), ZONE)).toMatchObject([{ at: null, problem: expect.stringMatching(problem) }]);
  });

  test('folded lines, escapes and alarms inside are read as the standard has them', () => {
    const text = calendar('DTSTART:20261203T193000Z\nSUMMARY:Visit for T-1\n 2\\, late\nDESCRIPTION:MRN 88-44\\nby bus\nBEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\nSTATUS:CANCELLED');
    expect(readIcs(text, ZONE)).toMatchObject([{ text: 'Visit for T-12, late\nMRN 88-44\nby bus', cancelled: true }]);
    expect(readIcs('a,b\n1,2', ZONE)).toBeNull();
  });
});

describe('answers as people write them', () => {
  test.each([['2026-12-03', '2026-12-03'], ['12/3/2026', '2026-12-03'], ['2026-02-30', null], ['13/1/2026', null], ['soon', null]])('the day %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });
  test.each([
    ['12/3/2026 2:30 pm', '2026-12-03T19:30:00.000Z'], ['2026-12-03 14:30', '2026-12-03T19:30:00.000Z'], ['2026-12-03T14:30:00', '2026-12-03T19:30:00.000Z'], ['2026-12-03T19:30:00Z', '2026-12-03T19:30:00.000Z'],
    ['12/3/2026 12 am', '2026-12-03T05:00:00.000Z'], ['2026-12-03 14', null], ['2026-12-03 25:00', null], ['2026-12-03', null], ['14:30', null],
  ])('the moment %s', (text, at) => {
    expect(momentOf(text, ZONE)).toBe(at);
  });
  test('a choice by its key or its words', () => {
    const playbook = testPlaybook();
    const provider = typeOf(playbook, 'reschedule')?.fields.find(({ key }) => key === 'provider');
    if (provider === undefined) throw new Error('no provider');
    expect(['patel', 'Dr. PATEL', 'dr patel', 'Dr Who'].map((text) => plainAnswer(provider, text, playbook))).toEqual(['patel', 'patel', 'patel', 'Dr Who']);
  });
});
