// The signed webhook through its own door: who is believed, what becomes of what was sent, and what the sender is told.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { Task } from '../../src/domain/task.js';
import { delivers, givesSecret, worldSealer } from '../support/deliveries.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
enabled: [front_desk, billing]
intake:
  - { key: booking, name: Booking form, type: reschedule, text: [subject, message], fields: { provider: doctor, location: office, patient_ref: patient.chart } }
  - { key: fax, name: Fax line, came_by: fax, queue: billing }
  - { key: shut, name: Nobody has its secret }
routing:
  - { when: { type: reschedule, location: north }, to: { owner: maria } }
`;
const BOOKING = { subject: 'Jane Doe', message: 'Please move my visit to next week', doctor: 'Dr. Patel', office: 'north clinic', patient: { chart: 'MRN 884417' } };

describe('POST /intake/:source', () => {
  let world: World;
  let store: Store;
  const secrets: Record<string, string> = {};
  beforeAll(async () => {
    world = await openWorld({ playbook: PLAYBOOK });
    store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    for (const source of ['booking', 'fax', 'website']) secrets[source] = await givesSecret(world, source);
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });

  const sends = (source: string, payload: string | object, how: Parameters<typeof delivers>[3] = {}) => delivers(world, source, payload, { secret: secrets[source] ?? 'whsec_AAAA', ...how });
  const taskOf = async ({ body }: { body: Record<string, unknown> }): Promise<Task> => {
    const task = await store.tasks.load(Number(String(body['task']).slice(2)));
    if (task === null) throw new Error(`no task ${JSON.stringify(body)}`);
    return task;
  };
  const count = async () => (await store.tasks.list({}, { skip: 0, limit: 1 })).total;
  const homeOf = async (person: string) => {
    await world.as(person).opensHome();
    await world.settled();
    return JSON.stringify(world.as(person).home()?.blocks ?? []);
  };

  test('what was sent waits in triage, its text and private answers sealed, and nobody has decided anything', async () => {
    const sent = await sends('booking', BOOKING);
    expect(sent.status).toBe(202);
    const task = await taskOf(sent);
    expect(task).toMatchObject({ state: { status: 'triage' }, type: 'reschedule', priority: null, due: null, requester: 'system', cameBy: 'website', queue: 'front_desk', owner: 'dana', fields: { provider: 'patel', location: 'north' } });
    expect(task.history).toMatchObject([{ actor: 'system', door: 'webhook', verb: 'create', facts: { intake: 'booking' } }]);
    expect(worldSealer.open(task.sourceText ?? { sealed: '', key: '' })).toBe('subject: Jane Doe\nmessage: Please move my visit to next week');
    expect(worldSealer.marksOf('884417')).toContain((task.fields['patient_ref'] as { mark: string }).mark);
    expect(JSON.stringify(task)).not.toMatch(/Jane|884417/);
  });

  test('its lead sorts it by one press, and the work goes to whom the rules name', async () => {
    await world.settled();
    expect(await homeOf('dana')).toContain('To sort: 1');
    await world.as('dana').press('task:accept_high', 'home');
    await world.settled();
    expect(await store.tasks.load(1)).toMatchObject({ state: { status: 'todo' }, priority: 'high', owner: 'maria', due: { clock: 'business' } });
  });

  test('without a type a person says what it is, with a suggestion, in the queue that the source names', async () => {
    const sent = await sends('fax', { pages: 2, transcript: 'Aetna denied the claim for Jane Doe, appeal by Friday' });
    expect(await taskOf(sent)).toMatchObject({ type: null, queue: 'billing', cameBy: 'fax', fields: {}, owner: 'priya' });
    expect(await homeOf('priya')).toMatch(/Suggested: (Denial|Denied)/);
  });

  test('a form is read like JSON, and a name that stands there twice has both', async () => {
    const sent = await sends('website', 'message=Please+call+me&topic=billing&topic=records', { type: 'application/x-www-form-urlencoded' });
    expect(sent.status).toBe(202);
    expect(worldSealer.open((await taskOf(sent)).sourceText ?? { sealed: '', key: '' })).toBe('message: Please call me\ntopic: billing, records');
  });

  test('sent again it is the same task: at once, later, with another body, and after a restart', async () => {
    const first = await sends('fax', { transcript: 'one' }, { id: 'jane-doe-1' });
    const before = await count();
    const [second, third] = await Promise.all([sends('fax', { transcript: 'one' }, { id: 'jane-doe-1' }), sends('fax', { transcript: 'two' }, { id: 'jane-doe-1' })]);
    await world.restart();
    const fourth = await sends('fax', {}, { id: 'jane-doe-1' });
    expect([second, third, fourth].map(({ status, body }) => ({ status, body }))).toEqual(Array(3).fill({ status: 202, body: first.body }));
    expect(await count()).toBe(before);
    // Another source may use the same id for something else.
    expect((await sends('website', { message: 'mine' }, { id: 'jane-doe-1' })).body).not.toEqual(first.body);
  });

  test('two deliveries of one id at the same moment make one task', async () => {
    const before = await count();
    const all = await Promise.all(Array.from({ length: 8 }, () => sends('fax', { transcript: 'at once' }, { id: 'at-once' })));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test.each([
    ['nothing is signed', { headers: { 'webhook-signature': null } }, /webhook-signature/],
    ['no id', { headers: { 'webhook-id': null } }, /webhook-id/],
    ['no time stamp', { headers: { 'webhook-timestamp': null } }, /webhook-timestamp/],
    ['another source’s secret', { secret: 'whsec_bm90IHRoaXMgb25l' }, /fits none/],
    ['another body was signed', { signedBody: '{"message":"other"}' }, /fits none/],
    ['another id was signed', { headers: { 'webhook-id': 'other' } }, /fits none/],
    ['it was signed six minutes ago', { at: new Date(Date.now() - 360_000) }, /5 minutes/],
    ['it is signed for in six minutes', { at: new Date(Date.now() + 360_000) }, /5 minutes/],
  ])('nothing is made where %s', async (_why, how, says) => {
    const before = await count();
    const sent = await sends('booking', BOOKING, how);
    expect(sent).toMatchObject({ status: 401, body: { type: 'urn:rounds:intake:not-signed', status: 401 } });
    expect([sent.type.split(';')[0], sent.body['detail']]).toEqual(['application/problem+json', expect.stringMatching(says)]);
    expect(await count()).toBe(before);
  });

  test.each(['shut', 'unknown'])('a source without a secret is shut, whatever it is signed with: %s', async (source) => {
    for (const secret of ['whsec_', 'whsec_AAAA']) expect((await sends(source, { message: 'let me in' }, { secret })).status).toBe(401);
  });

  test('each wrong field is named as the sender named it, and what stood in it nowhere', async () => {
    const before = await count();
    const sent = await sends('booking', { ...BOOKING, doctor: 'Dr Jekyll', message: { html: 'Jane' }, patient: { chart: 'x'.repeat(41) } });
    expect(sent).toMatchObject({ status: 422, body: { type: 'urn:rounds:intake:wrong-field' } });
    expect((sent.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual(['#/doctor', '#/message', '#/patient/chart']);
    expect(sent.text).not.toMatch(/Jekyll|Jane|xxx/);
    expect(await count()).toBe(before);
  });

  test.each([
    ['nothing to read', '{}', 'application/json', 422],
    ['no object', '["a"]', 'application/json', 422],
    ['no JSON', '{"a":', 'application/json', 400],
    ['neither JSON nor a form', 'a,b', 'text/csv', 415],
    ['too much', JSON.stringify({ message: 'x'.repeat(70_000) }), 'application/json', 413],
  ])('%s is a problem document', async (_what, payload, type, status) => {
    const sent = await sends('website', payload, { type });
    expect([sent.status, sent.type.split(';')[0], sent.body['status']]).toEqual([status, 'application/problem+json', status]);
  });

  test('no log line and no figure says what was sent', async () => {
    expect(world.log.join('\n')).not.toMatch(/Jane|884417|next week|jane-doe/);
    const metrics = await (await fetch(world.url('/metrics'))).text();
    expect(metrics).toMatch(/rounds_intake_total\{outcome="taken_in"\} \d/);
    expect(metrics).not.toMatch(/jane/i);
  });
});
