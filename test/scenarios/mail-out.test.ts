// People without chat hear by mail, from a real SMTP server: that there is something, and nothing of what it is about.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseMail } from '../../adapters/mail/parse.js';
import { automatic } from '../../src/domain/mail.js';
import { eventually } from '../support/eventually.js';
import { makesTask } from '../support/steps.js';
import { startSmtpServer } from '../support/smtp-server.js';
import type { SmtpServer } from '../support/smtp-server.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
people:
  - { key: nora, name: Nora Quill, roles: [staff, lead], email: nora@riverside.example, queues: [front_desk] }
routing:
  - { when: { type: reschedule, location: north }, to: { owner: nora } }
`;
const NORAS = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'north' };

describe('somebody who has no chat', () => {
  let server: SmtpServer;
  let world: World;
  beforeAll(async () => {
    server = await startSmtpServer();
    world = await openWorld({ playbook: PLAYBOOK, env: { SMTP_URL: server.url, SMTP_FROM: 'Rounds <rounds@riverside.example>', PUBLIC_URL: 'https://rounds.riverside.example' } });
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
  });
  const subjects = () => server.mails.map(({ mail }) => mail.subject);

  test('hears by mail that a task is theirs: its number, the way to Rounds, and nothing else', async () => {
    await makesTask(world, world.as('maria'), NORAS);
    const [first] = server.mails;
    expect([server.mails.length, first?.to, first?.mail.subject]).toEqual([1, ['nora@riverside.example'], 'Rounds: T-1: a task for you']);
    expect(first?.mail.text).toBe('T-1: a task for you.\n\nOpen Rounds to see it: https://rounds.riverside.example\n\nNothing of a patient stands in mails of Rounds, and nobody reads answers to them.\n');
    expect(first?.raw).not.toMatch(/Patel|North|reschedule/i);
  });

  test('no machine answers such a mail, and a mailbox that Rounds reads makes nothing of it', async () => {
    const [first] = server.mails;
    const headers = Object.fromEntries((first?.mail.headerLines ?? []).map(({ key, line }) => [key, line]));
    expect([headers['auto-submitted'], headers['x-auto-response-suppress']]).toEqual(['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All']);
    expect(automatic(await parseMail(Buffer.from(first?.raw ?? ''), 'whole'))).toBe('own');
  });

  test('a change of the task sends no second mail', async () => {
    await world.as('dana').command('/rounds', 'T-1');
    await world.settled();
    expect(server.mails).toHaveLength(1);
  });

  test('the day’s digest and what is overdue come by mail as well', async () => {
    await world.advance({ to: '2026-12-01T13:30:00.000Z' });
    await world.advance({ to: '2026-12-02T21:00:00.000Z' });
    expect(server.mails.length).toBeGreaterThan(1);
    expect(server.mails.every(({ to }) => to.join() === 'nora@riverside.example')).toBe(true);
    expect(server.mails.map(({ raw }) => raw).join()).not.toMatch(/Patel|North Clinic|reschedule/i);
  });

  test('a server that is busy gets it later, under the same id; one that refuses the address does not', async () => {
    const before = server.mails.length;
    server.refuses(451);
    await makesTask(world, world.as('maria'), NORAS);
    await eventually('the mail is sent again', () => server.mails.length > before, 40_000);
    expect(subjects().at(-1)).toBe('Rounds: T-2: a task for you');
    server.refuses(550);
    await makesTask(world, world.as('maria'), NORAS);
    await world.settled();
    expect(subjects()).not.toContain('Rounds: T-3: a task for you');
    expect(world.log.join('\n')).toMatch(/"trouble":"smtp_550"/);
    expect(new Set(server.mails.map(({ mail }) => mail.messageId)).size).toBe(server.mails.length);
  });

  test('whoever has chat hears there and not by mail', async () => {
    expect(server.mails.flatMap(({ to }) => to).filter((address) => address !== 'nora@riverside.example')).toEqual([]);
  });
});
