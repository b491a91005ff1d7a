import { z } from 'zod';
import { playbookYaml } from './schema.js';

/** A list entry may be taken out instead of written; and a layer holds only what differs, so nothing is required. */
const asLayer = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(asLayer);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, asLayer(value)]));
  const properties = copy['properties'];
  if (typeof properties !== 'object' || properties === null || !('key' in properties)) return copy;
  return {
    ...copy,
    properties: { ...properties, key: { anyOf: [properties.key, { const: '*' }] }, remove: { const: true, description: 'Takes the entry out of what the starter says' } },
    required: ['key'],
  };
};

/** JSON Schema of a practice's own playbook, for editors: laid over the starter, so every part may be left out. */
export const playbookJsonSchema = (): Record<string, unknown> => {
  const { required: _required, ...whole } = asLayer(z.toJSONSchema(playbookYaml, { io: 'input' })) as Record<string, unknown>;
  return { ...whole, title: 'Rounds playbook', description: "A practice's own rules, laid over the starter playbook" };
};
