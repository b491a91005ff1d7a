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
});
