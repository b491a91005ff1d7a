// Mails as they come: whatever their bytes are, they are read or said to be unreadable.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMail } from '../../adapters/mail/parse.js';
import { FILE_TYPES, mailText, ruleFor, sift } from '../../src/domain/mail.js';
import type { Mail, MailFile } from '../../src/domain/mail.js';

const raw = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const ALL = { types: Object.keys(FILE_TYPES) as (keyof typeof FILE_TYPES)[], megabytes: 1 };
const file = (name: string, type: string, bytes = 3): MailFile => ({ name, type, content: Buffer.alloc(bytes) });

describe('a mail', () => {
  test('of any bytes is read, and has an id of its own', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const [one, again] = [await parseMail(Buffer.from(bytes), 'whole'), await parseMail(Buffer.from(bytes), 'whole')];
      expect(one.id).not.toBe('');
      expect(again.id).toBe(one.id);
    }), { numRuns: 200 });
  });

  test('in HTML alone is read as text, without what would run', async () => {
    const { text } = await parseMail(raw('From: a@b.example', 'Message-ID: <1@b.example>', 'Content-Type: text/html; charset=utf-8', '', '<p>Please <b>call</b> me</p><img src="https://spy.example/x.png"><script>alert(1)</script>'), 'whole');
    expect(text).toContain('Please call me');
    expect(text).not.toMatch(/alert|<img/);
  });

  test('names its thread from the nearest on, each once, whatever stands between', async () => {
    const { references } = await parseMail(raw('From: a@b.example', 'Message-ID: <3@b.example>', 'In-Reply-To: <2@b.example> (yours of Monday)', 'References: <1@b.example>', ' <2@b.example>', '', 'x'), 'whole');
    expect(references).toEqual(['<2@b.example>', '<1@b.example>']);
  });

  test('with names and subjects in other alphabets, and recipients in groups', async () => {
    const mail = await parseMail(raw('From: =?utf-8?q?J=C3=BCrgen?= <j@b.example>', 'To: staff: one@c.example, two@c.example;', 'Cc: three@c.example', 'Subject: =?utf-8?b?w5xiZXJ3ZWlzdW5n?=', '', 'x'), 'whole');
    expect([mail.from, mail.to, mail.subject]).toEqual([{ address: 'j@b.example', name: 'Jürgen' }, ['one@c.example', 'two@c.example', 'three@c.example'], 'Überweisung']);
  });

  test('that is too large is known by its headers, and its text says where it is', async () => {
    const mail = await parseMail(raw('From: a@b.example', 'Message-ID: <4@b.example>', 'Subject: Scans', 'Content-Type: multipart/mixed; boundary=x', '', ''), 'headers');
    expect(mail).toMatchObject({ id: '<4@b.example>', subject: 'Scans', text: null, files: [] });
    expect(mailText(mail, { kept: [], left: [] })).toContain('Look at it in the mailbox');
  });
});

describe('files', () => {
  test.each([
    ['scan.pdf', 'application/octet-stream', 'application/pdf'], ['SCAN.JPEG', 'text/html', 'image/jpeg'], ['scan', 'application/pdf', 'application/pdf'],
    ['scan.pdf.exe', 'application/pdf', null], ['page.html', 'image/png', null], ['scan', 'text/html', null], ['scan.svg', 'image/svg+xml', null],
  ])('%s, called %s by its sender, is kept as %s', (name, type, as) => {
    expect(sift([file(name, type)], ALL).kept.map((kept) => kept.type)).toEqual(as === null ? [] : [as]);
  });

  test('of another kind, or too large, stay in the mailbox; none is lost between', () => {
    const files = [file('a.pdf', 'x'), file('b.exe', 'x'), file('c.pdf', 'x', 1_000_001)];
    expect(sift(files, { types: ['pdf'], megabytes: 1 })).toMatchObject({ kept: [{ name: 'a.pdf' }], left: [{ name: 'b.exe', why: 'type' }, { name: 'c.pdf', why: 'size' }] });
    fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.constantFrom('.pdf', '.exe', ''), fc.nat(9)), { maxLength: 6 }), (all) => {
      const { kept, left } = sift(all.map(([name, end, bytes]) => file(`${name}${end}`, 'application/pdf', bytes)), ALL);
      expect(kept.length + left.length).toBe(all.length);
    }));
  });
});

test('a rule fits where all that it names fits, in any letters', () => {
  const mail: Mail = { id: '1', references: [], from: { address: 'Lab@Quest.example', name: '' }, to: ['labs@riverside.example'], subject: 'Result ready', text: '', headers: {}, files: [] };
  const rule = (when: object) => ruleFor({ rules: [{ when, ignore: true }] }, mail) !== null;
  expect([rule({}), rule({ from: ['@quest.example'] }), rule({ from: ['@quest.example'], subject: ['bill', 'RESULT'] }), rule({ from: ['@quest.example'], subject: ['bill'] }), rule({ to: ['records@'] })]).toEqual([true, true, true, false, false]);
});
