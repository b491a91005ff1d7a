// Another program reads tasks: by the token that an admin let in, the queues that it was given, each reading in the audit.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hashOfToken } from '../../src/use-cases/read-fhir.js';
import { expectFhir } from '../support/fhir.js';
import type { Resource } from '../support/fhir.js';
import { makesTask, makesTaskOfMessage, PRIOR_AUTH } from '../support/steps.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const [WAREHOUSE, BILLING] = ['warehouse-token-0123456789abcdef', 'billing-token-0123456789abcdef'];
const PLAYBOOK = `
readers:
  - { key: warehouse, name: Data warehouse, token_sha256: ${hashOfToken(WAREHOUSE)}, queues: [front_desk, referrals] }
  - { key: billing_desk, name: Billing desk, token_sha256: ${hashOfToken(BILLING)}, queues: [billing] }
`;

let world: World;
beforeAll(async () => {
  world = await openWorld({ playbook: PLAYBOOK });
  await makesTaskOfMessage(world, world.as('maria'), 'pt Jane Doe cannot come tomorrow');
  await makesTask(world, world.as('maria'));
  await makesTask(world, world.as('maria'), PRIOR_AUTH);
});
afterAll(() => world.close());

const asks = async (path: string, token: string | null = WAREHOUSE) => {
  const answer = await fetch(world.url(`/fhir/${path}`), { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  const resource = (await answer.json()) as Resource;
  expectFhir(resource);
  expect(answer.headers.get('content-type')).toContain('application/fhir+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return { status: answer.status, resource, text: JSON.stringify(resource) };
};

test('reads a task and its changes of status; nothing of the patient stands in them', async () => {
  const { status, resource, text } = await asks('Task/T-1');
  expect({ status, resource }).toMatchObject({ status: 200, resource: { id: 'T-1', status: 'ready', priority: 'routine', description: 'Appointment reschedule · Dr Patel · Main Street', owner: { display: 'Maria Lopez' } } });
  expect(text).not.toMatch(/Jane|Doe/);
  expect((await asks('Provenance?target=Task/T-1')).resource).toMatchObject({ type: 'searchset', total: 1, entry: [{ resource: { resourceType: 'Provenance', activity: { text: 'To do' } } }] });
});

test('looks for tasks by status, page by page', async () => {
  const { resource } = await asks('Task?status=ready&_count=1');
  expect(resource).toMatchObject({ total: 3, entry: [{ resource: { resourceType: 'Task', status: 'ready' } }], link: [{ relation: 'self' }, { relation: 'next' }] });
  const [, next] = resource['link'] as { url: string }[];
  const second = await asks(`Task${new URL(next?.url ?? '').search}`);
  expect(second.resource.entry).toHaveLength(1);
  expect(second.resource.entry?.[0]?.resource.id).not.toBe(resource.entry?.[0]?.resource.id);
  expect((await asks('Task?status=draft,on-hold')).resource).toMatchObject({ total: 0 });
});

test('a queue that it was not given: as if there were no such task, and the audit has the attempt', async () => {
  expect(await asks('Task/T-1', BILLING)).toMatchObject({ status: 404, resource: { resourceType: 'OperationOutcome' } });
  expect((await asks('Task', BILLING)).resource).toMatchObject({ total: 0 });
  expect(await asks('Provenance?target=Task/T-1', BILLING)).toMatchObject({ status: 404 });
  expect(await auditOf(world)).toContainEqual({ actor: 'reader:billing_desk', door: 'web', action: 'denied', task: 1, facts: { verb: 'fhir', action: 'see' } });
});

test('each reading is in the audit', async () => {
  await asks('Task/T-2');
  expect(await auditOf(world)).toContainEqual({ actor: 'reader:warehouse', door: 'web', action: 'read', task: 2, facts: { as: 'fhir', what: 'Task', patient_data: false } });
});

test('without a token, or with another: nothing, and how to get in', async () => {
  expect(await asks('Task/T-1', null)).toMatchObject({ status: 401, resource: { issue: [{ code: 'login' }] } });
  expect(await asks('Task', 'nobody-has-this-token-0123456789')).toMatchObject({ status: 401 });
});

test('what it does not serve it says', async () => {
  expect(await asks('Task?patient=MRN-1')).toMatchObject({ status: 400, resource: { issue: [{ code: 'invalid' }] } });
  expect(await asks('Task/nothing')).toMatchObject({ status: 404 });
  expect(await asks('Patient/1')).toMatchObject({ status: 404, resource: { issue: [{ code: 'not-supported' }] } });
  expect((await asks('metadata', null)).resource).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
});

test('a reader whose entry is taken out reads no more', async () => {
  world.writesPlaybook('readers: []');
  await world.restart();
  expect(await asks('Task/T-1')).toMatchObject({ status: 401 });
});
