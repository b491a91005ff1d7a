import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { playbookJsonSchema } from '../../src/playbook/json-schema.js';
import { readPlaybook } from '../../src/playbook/read.js';

const doc = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

const text = doc('playbook.md');
const examples = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);

/** Every setting's name in a JSON Schema. */
const settingsOf = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(settingsOf);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    name === 'properties' && typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value).flatMap(settingsOf)] : settingsOf(value));
};

describe('docs/playbook.md', () => {
  test.each(examples.map((yaml) => [yaml.split('\n')[0], yaml]))('its example "%s …" is a playbook without a fault', (_, yaml) => {
    expect(readPlaybook(yaml ?? '')).toMatchObject({ ok: true, warnings: [] });
  });

  test('shows every setting that the schema knows in one of its examples', () => {
    const settings = new Set(settingsOf(playbookJsonSchema()));
    expect(settings.size).toBeGreaterThan(80);
    expect([...settings].filter((name) => !examples.some((yaml) => new RegExp(`\\b${name}:`).test(yaml)) && !text.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('docs/playbook.schema.json', () => {
  test('is current; if not: npm run -s playbook:schema', () => {
    expect(JSON.parse(doc('playbook.schema.json'))).toEqual(playbookJsonSchema());
  });

  test('knows every setting that the starter uses, at the top', () => {
    const { properties } = playbookJsonSchema() as { properties: object };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(['practice', 'hours', 'people', 'queues', 'enabled', 'task_types', 'routing', 'attention']));
  });
});
