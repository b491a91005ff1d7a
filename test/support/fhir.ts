// Holds resources against FHIR R4 as HL7 publishes it (4.0.1, CC0): structure, cardinalities, invariants, and the codes of required lists.
// test/fixtures/fhir/r4.json holds the StructureDefinitions of what Rounds serves and of every type in them, without their prose.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';

type Published = { codes: Record<string, string[]>; definitions: { resource: object }[] };
const { codes, definitions } = JSON.parse(readFileSync(new URL('../../../test/fixtures/fhir/r4.json', import.meta.url), 'utf8')) as Published;
indexStructureDefinitionBundle({ resourceType: 'Bundle', type: 'collection', entry: definitions });

export type Resource = { resourceType: string; id?: string; status?: string; priority?: string; entry?: { resource: Resource }[] } & Record<string, unknown>;

const isOneOf = (list: string, code: string | undefined) => code === undefined || (codes[list]?.includes(code) ?? false);

/** Throws what is wrong with it by the published structure. */
export const expectFhir = (resource: Resource): void => {
  if (resource.resourceType === 'Bundle') for (const { resource: each } of resource.entry ?? []) expectFhir(each);
  validateResource(resource);
  if (resource.resourceType !== 'Task') return;
  if (!isOneOf('task-status', resource.status)) throw new Error(`Task.status is no ${String(resource.status)}`);
  if (!isOneOf('request-priority', resource.priority)) throw new Error(`Task.priority is no ${String(resource.priority)}`);
};
