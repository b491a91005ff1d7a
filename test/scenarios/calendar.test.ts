// Somebody's due dates in their own calendar: a secret address, got and taken away in chat, with nothing of a patient in it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { completes, lastWord, looksUp, makesTask, makesTaskOfMessage } from '../support/steps.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld({ playbook: 'people: [{ key: desk, name: Front desk computer, roles: [staff], slack: U0DESK, queues: [front_desk], shared: true }]' });
  await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow');
});
afterAll(() => world.close());

/** Says `/rounds calendar` and presses one of its buttons; gives the last private message. */
const presses = async (person: PersonClient, button: string): Promise<string> => {
  const channel = await person.opensDm();
  await person.command('/rounds', 'calendar', channel);
  const copy = person.ephemerals(channel).at(-1);
  const before = person.ephemerals(channel).length;
  await person.press(`task:${button}`, { channel, ts: copy?.ts ?? '' });
  await world.slack.until(() => person.ephemerals(channel).length > before, 10_000);
  return JSON.stringify(person.ephemerals(channel).at(-1));
};
const getsAddress = async (person: PersonClient) => /\/calendar\.ics\?key=[\w-]{43}/.exec(await presses(person, 'calendar_give'))?.[0] ?? 'none';

const reads = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(world.url(address), { headers });
  // Long lines are folded (RFC 5545, 3.1).
  return { status: answer.status, text: (await answer.text()).replaceAll('\r\n ', ''), headers: answer.headers };
};

test('the address gives the due dates of one’s open tasks; nothing of the patient, and nothing that others own', async () => {
  await makesTask(world, world.as('maria'), { owner: 'dana' });
  const { status, text, headers } = await reads(await getsAddress(world.as('maria')));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toContain('SUMMARY:Due: T-1 Appointment reschedule');
  expect(text).toMatch(/DTEND:20261130T\d{6}Z/);
  expect(text).not.toMatch(/T-2|Jane|Doe|Patel/);
});

test('who has it already is told so in a word, and gets it anew when a task changed', async () => {
  const address = await getsAddress(world.as('maria'));
  const etag = (await reads(address)).headers.get('etag') ?? '';
  expect(await reads(address, { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' });
  const maria = world.as('maria');
  await completes(world, maria, 'wait', await looksUp(maria, 'T-1'), { on: 'patient' });
  const after = await reads(address, { 'if-none-match': etag });
  expect(after.status).toBe(200);
  // Its clock stands still while the patient owes an answer.
  expect(after.text).not.toContain('Due: T-1');
});

test('a new address makes the old one void, and taken away both are', async () => {
  const maria = world.as('maria');
  const old = await getsAddress(maria);
  const fresh = await getsAddress(maria);
  expect((await reads(old)).status).toBe(404);
  expect((await reads(fresh)).status).toBe(200);
  expect(await presses(maria, 'calendar_take_away')).toContain('is void');
  expect((await reads(fresh)).status).toBe(404);
  expect((await auditOf(world)).filter(({ action }) => action === 'calendar').map(({ facts }) => facts['what']).slice(-3)).toEqual(['given', 'given', 'taken_away']);
});

test('whoever has left has no calendar any more', async () => {
  const address = await getsAddress(world.as('sam'));
  expect((await reads(address)).status).toBe(200);
  await world.slack.deactivate('U0SAM');
  await world.settled();
  expect((await reads(address)).status).toBe(404);
});

test('a login that several share has none', async () => {
  const desk = world.as('desk');
  const channel = await desk.opensDm();
  await desk.command('/rounds', 'calendar', channel);
  expect(lastWord(desk, channel)).toContain('no calendar');
});

test('the log does not hold the address, and whoever reads too often waits', async () => {
  const address = await getsAddress(world.as('maria'));
  const token = address.split('=')[1] ?? '';
  const answers = await Promise.all(Array.from({ length: 40 }, () => reads(address)));
  expect(answers.map(({ status }) => status)).toContain(429);
  expect(world.log.join('\n')).not.toContain(token);
});
