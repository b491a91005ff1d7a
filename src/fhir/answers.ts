// What stands around resources: pages of a search, faults, and what this server can do.
import { wordIn } from './coded.js';
import type { Base, JsonMap } from './coded.js';

/** A page of a search. Links are whole addresses; none of them names a patient. */
export const searchBundle = (resources: readonly JsonMap[], total: number, links: Readonly<Record<'self', string> & Partial<Record<'next', string>>>, base: Base): JsonMap => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total,
  link: Object.entries(links).map(([relation, url]) => ({ relation, url })),
  ...(resources.length === 0 ? {} : { entry: resources.map((resource) => ({ fullUrl: `${base}/${wordIn(resource, 'resourceType')}/${wordIn(resource, 'id')}`, resource, search: { mode: 'match' } })) }),
});

export const operationOutcome = (code: 'login' | 'not-found' | 'invalid' | 'throttled' | 'not-supported', diagnostics: string): JsonMap => ({
  resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }],
});

/** Says no more than anybody may know: it is read without a token. `date` is when this release was made to answer so. */
export const capabilities = (base: Base): JsonMap => ({
  resourceType: 'CapabilityStatement', status: 'active', date: '2026-11-23', kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json'],
  implementation: { description: 'Rounds: tasks of this practice, to read', url: base },
  rest: [{
    mode: 'server',
    security: { description: 'Authorization: Bearer TOKEN, of a reader that the playbook names' },
    resource: [
      { type: 'Task', interaction: [{ code: 'read' }, { code: 'search-type' }], searchParam: [{ name: 'status', type: 'token', documentation: 'draft, ready, in-progress or on-hold; several with commas' }] },
      { type: 'Provenance', interaction: [{ code: 'search-type' }], searchParam: [{ name: 'target', type: 'reference', documentation: 'Task/T-12; needed' }] },
    ],
  }],
});
