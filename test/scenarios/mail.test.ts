// Mail that comes in, from a real IMAP server: each once, in the right thread, and no machine is answered or believed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { Task } from '../../src/domain/task.js';
import { collectEvidence } from '../../src/use-cases/evidence.js';
import { worldSealer } from '../support/deliveries.js';
import { PASSWORD, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { cardOf, cardsOf, completesUnderMore } from '../support/steps.js';
import { auditOf, signsIn } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const playbook = (port: number) => `
enabled: [front_desk, referrals]
mail:
  - key: referrals
    name: Referrals mailbox
    host: 127.0.0.1
    port: ${port}
    security: none
    user: referrals
    password_from: MAIL_REFERRALS
    queue: referrals
    rules:
      - { when: { from: "@news.example" }, ignore: true }
      - { when: { to: records@, subject: [records, chart] }, type: records_request }
      - { when: { subject: reschedule }, queue: front_desk }
  - { key: broken, name: Another mailbox, host: 127.0.0.1, port: 1, security: none, user: other, password_from: MAIL_REFERRALS }
`;

type Letter = { id?: string; from?: string; to?: string; subject?: string; text?: string; headers?: string; files?: readonly { name: string; type: string; content: string }[] };

/** A mail as it lies on a server. */
const letter = ({ id, from = 'Jane Doe <jane@patients.example>', to = 'referrals@riverside.example', subject = 'A question', text = 'Please call me', headers = '', files = [] }: Letter): string => {
  const head = `From: ${from}\nTo: ${to}\nSubject: ${subject}\nDate: Mon, 30 Nov 2026 09:00:00 -0500\n${id === undefined ? '' : `Message-ID: <${id}>\n`}${headers === '' ? '' : `${headers}\n`}MIME-Version: 1.0\n`;
  if (files.length === 0) return `${head}Content-Type: text/plain; charset=utf-8\n\n${text}\n`;
  const parts = files.map(({ name, type, content }) => `--b\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(content).toString('base64')}\n`);
  return `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n${parts.join('')}--b--\n`;
};

describe('a mailbox', () => {
  let server: MailServer;
  let world: World;
  let store: Store;
  beforeAll(async () => {
    server = await startMailServer();
    await server.delivers('referrals', letter({ id: 'old@patients.example', text: 'It lay here before Rounds came' }));
    world = await openWorld({ playbook: playbook(server.port), env: { MAIL_REFERRALS: PASSWORD } });
    store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    await world.settled();
  });
  afterAll(async () => {
    await store.close();
    await world.close();
    await server.stop();
  });

  const gets = async (...letters: Letter[]) => {
    for (const each of letters) await server.delivers('referrals', letter(each));
    await world.settled();
  };
  const count = async () => (await store.tasks.list({}, { skip: 0, limit: 1 })).total;
  const task = async (number: number): Promise<Task> => {
    const found = await store.tasks.load(number);
    if (found === null) throw new Error(`no T-${number}`);
    return found;
  };
  const open = (sealed: Task['sourceText']) => worldSealer.open(sealed ?? { sealed: '', key: '' });

  test('is read from the day on which it was named: what lay in it before stays there', async () => {
    expect(await count()).toBe(0);
  });

  test('a mail waits in triage in the mailbox’s queue, sealed, and whoever sorts it is told', async () => {
    await gets({ id: 'one@patients.example', subject: 'MRI for Jane Doe', text: 'Cardiology asks for the referral of Jane Doe' });
    const one = await task(1);
    expect(one).toMatchObject({ state: { status: 'triage' }, type: null, priority: null, requester: 'system', cameBy: 'email', queue: 'referrals', source: { platform: 'mail', channel: 'referrals' } });
    expect(one.history).toMatchObject([{ actor: 'system', door: 'mail', verb: 'create', facts: { intake: 'referrals', files: 0 } }]);
    expect(open(one.sourceText)).toBe('From: Jane Doe <jane@patients.example>\nSubject: MRI for Jane Doe\n\nCardiology asks for the referral of Jane Doe');
    expect(JSON.stringify(one)).not.toMatch(/Jane|Cardiology/);
    expect(await cardsOf(world.as(one.owner ?? ''), 'T-1')).toHaveLength(1);
  });

  test('an answer in its thread becomes a note, by whichever message it answers, and the owner hears of it', async () => {
    await gets(
      { id: 'two@patients.example', subject: 'Re: MRI', text: 'The number is 555-0100', headers: 'In-Reply-To: <one@patients.example>' },
      { id: 'three@patients.example', subject: 'Re: MRI', text: 'And the fax', headers: 'In-Reply-To: <two@patients.example>\nReferences: <gone@patients.example> <two@patients.example>' },
    );
    const one = await task(1);
    expect([await count(), one.notes.map(({ by, text }) => [by, open(text).split('\n').at(-1)])]).toEqual([1, [['system', 'The number is 555-0100'], ['system', 'And the fax']]]);
    expect(one.history.slice(1)).toMatchObject([{ actor: 'system', door: 'mail', verb: 'note' }, { verb: 'note' }]);
    const owner = world.as(one.owner ?? '');
    expect(JSON.stringify(owner.messages(await owner.opensDm()))).toContain('An answer came by mail');
  });

  test('rules look at sender, recipient and subject, and the first that fits wins', async () => {
    await gets(
      { from: 'Weekly <hello@news.example>', subject: 'records and more' }, { to: 'records@riverside.example', subject: 'Chart wanted' },
      { subject: 'Please RESCHEDULE me' }, { to: 'records@riverside.example', subject: 'Something else' },
    );
    expect((await Promise.all([2, 3, 4].map(task))).map(({ type, queue }) => [type, queue])).toEqual([['records_request', 'referrals'], [null, 'front_desk'], [null, 'referrals']]);
    expect(await count()).toBe(4);
  });

  test.each([
    ['a vacation’s answer', { headers: 'Auto-Submitted: auto-replied' }], ['an old program’s answer', { headers: 'X-Autoreply: yes' }], ['one that says so by its precedence', { headers: 'Precedence: auto_reply' }],
    ['a bounce', { from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered' }], ['a report of delivery', { headers: 'Return-Path: <>' }],
    ['what Rounds sent itself', { headers: 'X-Rounds: notice' }], ['an automatic answer in the thread', { headers: 'In-Reply-To: <one@patients.example>\nAuto-Submitted: auto-replied (vacation)' }],
  ])('no task and no note is made of %s', async (_what, mail) => {
    const before = [await count(), (await task(1)).version];
    await gets(mail);
    expect([await count(), (await task(1)).version]).toEqual(before);
  });

  test('a fax service’s mail is work, though a machine sent it; its files are kept sealed, and others stay in the mailbox', async () => {
    await gets({
      id: 'fax@fax.example', from: 'Fax <noreply@fax.example>', subject: 'Fax, 2 pages', headers: 'Auto-Submitted: auto-generated',
      files: [{ name: 'Jane Doe.pdf', type: 'application/pdf', content: '%PDF of Jane' }, { name: 'setup.exe', type: 'application/pdf', content: 'MZ' }, { name: 'scan.tiff', type: 'text/html', content: '<script>' }],
    });
    const [fax] = (await store.tasks.list({ status: ['triage'] }, { skip: 0, limit: 50 })).tasks.filter(({ number }) => number === 5);
    expect(fax).toBeDefined();
    const files = await store.attachments.of(5);
    expect(files.map(({ name, type }) => [open(name), type])).toEqual(expect.arrayContaining([['Jane Doe.pdf', 'application/pdf'], ['scan.tiff', 'image/tiff']]));
    expect(files).toHaveLength(2);
    expect((await task(5)).history[0]).toMatchObject({ facts: { files: 2, files_left: 1 } });
    expect(open((await task(5)).sourceText)).toContain('setup.exe (left in the mailbox: this kind is not taken)');
  });

  test('a file opens on the page of details, as a file and nothing else, and that it was opened is on record', async () => {
    const owner = (await task(5)).owner ?? '';
    const page = await signsIn(world, world.as(owner), 'T-5');
    const [, path = ''] = /href="(\/tasks\/T-5\/details\/files\/[\w-]+)" download>Jane Doe.pdf/.exec(page.seen.text) ?? [];
    const file = await page.visits(path);
    expect([file.status, file.text, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([200, '%PDF of Jane', 'application/pdf', 'no-store']);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Jane%20Doe.pdf");
    expect((await auditOf(world)).at(-1)).toMatchObject({ actor: owner, action: 'read', task: 5, facts: { file: path.split('/').at(-1) } });
    // By the address of a task that is not its own it opens for nobody.
    expect((await page.visits(path.replace('T-5', 'T-1'))).status).toBe(404);
    expect((await fetch(world.url(path))).status).toBe(401);
  });

  test('the evidence of its task names the files where texts were asked for, and nowhere else', async () => {
    const made = { at: new Date(), by: 'Kim' };
    const whole = await collectEvidence(5, made, store, (sealed) => worldSealer.open(sealed));
    expect(whole?.texts?.files.map(({ name }) => name).toSorted()).toEqual(['Jane Doe.pdf', 'scan.tiff']);
    expect(JSON.stringify(await collectEvidence(5, made, store, null))).not.toContain('Jane');
  });

  test('each mail is read once: after a restart, and when the server counts anew', async () => {
    const before = await count();
    await world.restart();
    await world.settled();
    expect(await count()).toBe(before);
    await store.mailCursors.keep('referrals', { validity: 'another', uid: 1, at: new Date() });
    await world.settled();
    // What lay there before Rounds came is of these days, and its number tells nothing any more.
    expect(await count()).toBe(before + 1);
  });

  test('what answers a closed task is a new one, and says what it follows', async () => {
    await gets({ id: 'closing@patients.example', subject: 'Please reschedule', text: 'first' });
    const number = await count();
    const owner = world.as((await task(number)).owner ?? '');
    await completesUnderMore(world, owner, 'cancel', await cardOf(owner, `T-${number}`), { reason: 'no_longer_needed' });
    await gets({ id: 'late@patients.example', subject: 'Re: Please reschedule', text: 'and again', headers: 'References: <closing@patients.example>' });
    expect(await task(number + 1)).toMatchObject({ state: { status: 'triage' }, queue: 'front_desk', links: { followUpOf: number } });
    expect(await task(number)).toMatchObject({ state: { status: 'cancelled' }, notes: [], links: { followUps: [number + 1] } });
  });

  test('a mailbox that cannot be read is one line in the log, and holds up no other', async () => {
    await world.settled();
    const lines = world.log.filter((line) => line.includes('a mailbox could not be read'));
    expect(lines.length).toBeLessThanOrEqual(2); // one a start
    expect(lines[0]).toContain('"mailbox":"broken"');
    expect(lines[0]).not.toContain(PASSWORD);
  });

  test('the mailbox itself is left as it was: nothing is marked as read, moved or removed', async () => {
    const client = await server.login('referrals');
    await client.mailboxOpen('INBOX', { readOnly: true });
    const all = await client.fetchAll('1:*', { flags: true });
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ flags }) => flags?.has('\\Seen'))).toEqual([]);
    await client.logout();
  });

  test('no log line and no figure says what stood in a mail', async () => {
    expect(world.log.join('\n')).not.toMatch(/Jane|jane@|MRI|555-0100/);
    const metrics = await (await fetch(world.url('/metrics'))).text();
    expect(metrics).toMatch(/rounds_mail_total\{mailbox="referrals",outcome="again"\} \d/);
  });
});
