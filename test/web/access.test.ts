// The permission matrix at the web's door: everybody, at every request of the details page, on a task of each sensitivity.
import { randomUUID, createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import { makeSealer } from '../../adapters/sealer/index.js';
import { formToken } from '../../adapters/web/session-cookie.js';
import type { ConfirmedState, ConfirmedTask } from '../../src/domain/task.js';
import { creation, todoTask } from '../support/sample-task.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
people:
  - { key: omar, name: Omar Own, roles: [staff], slack: U0OMAR, queues: [front_desk] }
  - { key: rita, name: Rita Ask, roles: [staff], slack: U0RITA, queues: [billing] }
  - { key: rob, name: Rob Check, roles: [staff], slack: U0ROB, queues: [billing] }
  - { key: ned, name: Ned Need, roles: [staff], slack: U0NED, queues: [billing] }
  - { key: mona, name: Mona Manage, roles: [manager], slack: U0MONA }
  - { key: adam, name: Adam Admin, roles: [admin], slack: U0ADAM }
  - { key: desk, name: Front desk login, roles: [staff], slack: U0DESK, queues: [front_desk], shared: true }
task_types:
  - { key: missing_paperwork, sensitivity: restricted }
`;

/** Reads the page, reveals, sets an answer, adds a note: `+` where it is done. */
const STANDARD: Record<string, string> = {
  omar: '++++', rita: '----', rob: '++-+', ned: '----', dana: '++++', mona: '+-++', sam: '----', jordan: '+---', adam: '----', desk: '----', patel: '----',
};
const RESTRICTED: Record<string, string> = { ...STANDARD, mona: '----' };
/** While the task is blocked: whoever it needs something from works on it too, and nobody reviews it. */
const BLOCKED: Record<string, string> = { ...STANDARD, ned: '++-+', rob: '----' };

const IN_REVIEW: ConfirmedState = { status: 'in_review', reviewer: 'rob', outcome: 'rescheduled', followUp: false };
const NEEDS_NED: ConfirmedState = { status: 'blocked', need: 'information', from: 'ned', task: null };
const KINDS = [
  ['a standard type, in review', { number: 1, type: 'reschedule', state: IN_REVIEW }, STANDARD],
  ['a restricted type, in review', { number: 2, type: 'missing_paperwork', state: { ...IN_REVIEW, outcome: 'complete' } }, RESTRICTED],
  ['a blocked task', { number: 3, type: 'reschedule', state: NEEDS_NED }, BLOCKED],
] as const;

describe('who may do what on the details page', () => {
  let world: World;
  let store: Store;
  beforeAll(async () => {
    world = await openWorld({ playbook: PLAYBOOK });
    store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    const { seal } = makeSealer(Buffer.alloc(32, 7));
    for (const [, { number, ...kind }] of KINDS) {
      const given: Partial<ConfirmedTask> = { ...kind, owner: 'omar', requester: 'rita', fields: { patient_ref: seal('MRN-884417') }, sourceText: seal('from Jane') };
      await store.tasks.insert(creation(todoTask(number, given)));
    }
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });

  /** A session of anybody, however it came about: also of those whom no link is given. */
  const sessionOf = async (person: string) => {
    const session = randomUUID();
    const end = new Date(Date.now() + 3_600_000);
    await store.signIns.addSession({ hash: createHash('sha256').update(session).digest('hex'), person, idleUntil: end, endsAt: end });
    const headers = { cookie: `rounds=${session}` };
    return async (number: number, part: string, form?: Record<string, string>) => {
      const body = form && new URLSearchParams({ token: formToken(session), form: randomUUID(), seen: '9999', ...form });
      const answer = await fetch(world.url(`/tasks/T-${number}/details${part}`), { headers, redirect: 'manual', ...(body ? { method: 'POST', body } : {}) });
      return { status: answer.status, text: await answer.text() };
    };
  };

  describe.each(KINDS)('%s', (_kind, { number }, table) => {
    test.each(Object.entries(table))('%s: %s', async (person, wanted) => {
      const ask = await sessionOf(person);
      const answers = [
        await ask(number, ''), await ask(number, '/reveal', { field: 'patient_ref' }),
        await ask(number, '/fields', { 'field.patient_ref': 'MRN-884417' }), await ask(number, '/notes', { 'field.note': `by ${person}` }),
      ];
      // 422: the rule let them through, and what the domain says of this task's other answers is another matter.
      const line = answers.map(({ status }) => ([200, 303, 422].includes(status) ? '+' : status === 403 ? '-' : String(status))).join('');
      expect(line).toBe(wanted);
      for (const { status, text } of answers.filter((each) => each.status === 403)) expect([status, /Jane|884417/.test(text)]).toEqual([403, false]);
      expect(answers[1]?.text.includes('MRN-884417')).toBe(wanted[1] === '+');
    });
  });

  test('each refusal is in the audit, and each reveal', async () => {
    const rows = await auditOf(world);
    const refusals = KINDS.flatMap(([, , table]) => Object.values(table).flatMap((line) => [...line])).filter((mark) => mark === '-');
    expect(rows.filter(({ action }) => action === 'denied')).toHaveLength(refusals.length);
    const reveals = KINDS.flatMap(([, { number }, table]) => Object.entries(table).filter(([, line]) => line[1] === '+').map(([person]) => `${person} T-${number}`));
    expect(rows.filter(({ action }) => action === 'reveal').map(({ actor, task }) => `${actor} T-${task}`).toSorted()).toEqual(reveals.toSorted());
  });

  /** Every admin's door, and who comes in: `+` for whoever does. A new door is a line here. */
  describe('the admin’s pages', () => {
    const READS = ['/admin', '/admin?part=routing', '/admin/form?part=people', '/admin/form?part=people&entry=omar', '/admin/versions', '/admin/versions/1', '/admin/outbox', '/admin/secrets'];
    const WRITES: readonly [string, Record<string, string>][] = [
      ['/admin', { part: 'routing', text: 'routing: []', seen: '1', do: 'check' }], ['/admin', { part: 'routing', text: 'routing: [', seen: '1', do: 'apply', why: 'x' }],
      ['/admin/form', { part: 'people', entry: 'omar', seen: '1', do: 'fill' }], ['/admin/form', { part: 'routing', entry: '0', seen: '1', do: 'down' }],
      ['/admin/versions/1', { seen: '1', why: '' }], ['/admin/outbox', { key: 'none' }], ['/admin/secrets', { source: 'website', do: 'revoke' }],
    ];
    const asks = async (person: string, more: Record<string, string> = {}) => {
      const session = randomUUID();
      const end = new Date(Date.now() + 3_600_000);
      await store.signIns.addSession({ hash: createHash('sha256').update(session).digest('hex'), person, idleUntil: end, endsAt: end });
      return (path: string, form?: Record<string, string>) => fetch(world.url(path), {
        headers: { cookie: `rounds=${session}`, ...more }, redirect: 'manual', ...(form ? { method: 'POST', body: new URLSearchParams({ token: formToken(session), ...form }) } : {}),
      });
    };

    test.each([['omar', false], ['dana', false], ['mona', false], ['adam', true], ['jordan', false], ['desk', false]] as const)('%s', async (person, mayRule) => {
      const ask = await asks(person);
      const before = (await auditOf(world)).filter(({ action }) => action === 'denied').length;
      const statuses = [...(await Promise.all(READS.map((path) => ask(path)))), ...(await Promise.all(WRITES.map(([path, form]) => ask(path, form))))].map(({ status }) => status);
      expect(statuses.map((status) => status !== 403)).toEqual(statuses.map(() => mayRule));
      expect(statuses.filter((status) => ![200, 403, 409, 422].includes(status))).toEqual([]);
      expect((await auditOf(world)).filter(({ action }) => action === 'denied')).toHaveLength(before + (mayRule ? 0 : statuses.length));
    });

    test.each([['omar', false], ['dana', false], ['mona', false], ['adam', false], ['jordan', true], ['desk', false]] as const)('the audit: %s', async (person, mayRead) => {
      const ask = await asks(person);
      const statuses = (await Promise.all(['/admin/audit', '/admin/audit?task=T-1', '/admin/audit/file.csv', '/admin/audit/file.ndjson'].map((path) => ask(path)))).map(({ status }) => status);
      expect(statuses).toEqual(Array(4).fill(mayRead ? 200 : 403));
      const exports = (await auditOf(world)).filter(({ actor, action }) => actor === person && action === 'export');
      expect(exports.map(({ facts }) => facts)).toEqual(mayRead ? expect.arrayContaining([{ what: 'audit', format: 'csv' }, { what: 'audit', format: 'ndjson' }]) : []);
    });

    test('no page stays in a cache, runs a script, or takes a form of another page or session', async () => {
      const ask = await asks('adam');
      for (const path of READS) {
        const { headers } = await ask(path);
        expect([path, headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([path, 'no-store', 'no-referrer']);
        expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
      }
      const elsewhere = await asks('adam', { 'sec-fetch-site': 'cross-site' });
      for (const [path, form] of WRITES) expect([path, (await ask(path, { ...form, token: 'x' })).status, (await elsewhere(path, form)).status, (await fetch(world.url(path))).status === 200]).toEqual([path, 403, 403, false]);
    });

    test('40,000 letters are letters too many, and said so', async () => {
      const ask = await asks('adam');
      const answer = await ask('/admin/form', { part: 'people', entry: 'omar', seen: '1', do: 'fill', 'field.name': 'x'.repeat(40_000), 'many.roles': 'staff' });
      expect([answer.status, (await answer.text()).includes('Write at most 200 letters.')]).toEqual([422, true]);
      const yaml = await ask('/admin', { part: 'people', seen: '1', do: 'check', text: `people:\n  - { key: omar, name: "${'<b>'.repeat(13_000)}", roles: [staff] }\n` });
      expect([yaml.status, (await yaml.text()).includes('<b>')]).toEqual([422, false]);
    });
  });
});
