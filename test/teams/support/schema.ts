// The published JSON Schema of Adaptive Cards 1.5, and what Teams documents beside it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(new URL('../../../../test/fixtures/teams/adaptive-card-1.5.0.json', import.meta.url), 'utf8')) as Record<string, unknown>;
delete schema['id'];
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as object);
const validate = ajv.compile(schema);

/** Teams documents a menu of people beside 1.5, and menus in which one types, which the schema's text names and its list of styles forgot. */
const asPublished = (key: string, value: unknown): unknown => (key === 'choices.data' || key === 'msteams' ? undefined : key === 'style' && value === 'filtered' ? 'compact' : value);

/** What is wrong with a card; empty where nothing is. */
export const faultsOf = (card: object): string[] => (validate(JSON.parse(JSON.stringify(card, asPublished))) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`));
