// The app package against what Teams documents of it, and against what Rounds answers.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { runScript } from '../support/run-script.js';

const at = (name: string) => new URL(`../../../adapters/teams/app-package/${name}`, import.meta.url);
const schemaAt = new URL('../../../test/fixtures/teams/manifest-1.30.schema.json', import.meta.url);
const { $schema: _draft, ...schema } = JSON.parse(readFileSync(schemaAt, 'utf8')) as Record<string, unknown>;
const isManifest = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

const ID = '8c1f0000-0000-4000-8000-00000000a001';
const Manifest = z.object({
  $schema: z.string(), manifestVersion: z.string(), id: z.string(), developer: z.object({ websiteUrl: z.string() }), permissions: z.array(z.string()), validDomains: z.array(z.string()),
  bots: z.tuple([z.object({ scopes: z.array(z.string()), commandLists: z.tuple([z.object({ commands: z.array(z.object({ title: z.string() })) })]) })]),
  composeExtensions: z.tuple([z.object({ commands: z.tuple([z.object({ id: z.literal('createTask') })]) })]),
});
const raw: unknown = JSON.parse(readFileSync(at('manifest.json'), 'utf8').replaceAll('TEAMS_APP_ID', ID));
const manifest = Manifest.parse(raw);

const folder = mkdtempSync(join(tmpdir(), 'rounds-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the manifest is what Microsoft’s published schema asks for', () => {
  expect([isManifest(raw), isManifest.errors]).toEqual([true, null]);
  expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
  expect(isManifest({ ...(raw as object), bots: [{ botId: ID }] })).toBe(false);
});

test('it asks for no more than is used', () => {
  expect(manifest.bots[0].scopes).toEqual(['personal', 'team']);
  expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers']);
  expect(manifest.validDomains).toEqual([]);
  expect(Object.keys(raw as object)).not.toEqual(expect.arrayContaining(['authorization', 'webApplicationInfo']));
});

test('npm run teams:package zips it with the practice’s app id and address, and the same twice is the same file', async () => {
  const env = { TEAMS_APP_ID: ID, TEAMS_APP_PASSWORD: 'secret-of-the-app', TEAMS_TENANT_ID: ID, PUBLIC_URL: 'https://rounds.riverside.example' };
  const [one, two] = [join(folder, 'one.zip'), join(folder, 'two.zip')];
  expect(await runScript('teams-package', { args: [one], env })).toMatchObject({ code: 0, stdout: expect.stringContaining('one.zip written') });
  await runScript('teams-package', { args: [two], env });
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  const files = unzipSync(readFileSync(one));
  expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  const packed = Manifest.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())));
  expect([packed.id, packed.developer.websiteUrl]).toEqual([ID, 'https://rounds.riverside.example']);
  expect(readFileSync(one).includes('secret-of-the-app')).toBe(false);
});

test('without an app it says what is missing', async () => {
  expect(await runScript('teams-package', { args: [join(folder, 'none.zip')] })).toMatchObject({ code: expect.any(Number), stderr: expect.stringContaining('TEAMS_APP_ID') });
  expect(existsSync(join(folder, 'none.zip'))).toBe(false);
});

test.each([['color.png', 192], ['outline.png', 32]])('the icon %s has the size that Teams asks for', (name, size) => {
  const png = readFileSync(at(name));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
});

test('every command of the menu is one that Rounds understands', () => {
  const typed = readFileSync(new URL('../../../src/use-cases/typed-command.ts', import.meta.url), 'utf8');
  for (const { title } of manifest.bots[0].commandLists[0].commands) expect(title === 'home' || typed.includes(`case '${title}'`)).toBe(true);
});
