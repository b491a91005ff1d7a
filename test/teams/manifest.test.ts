// The app package against what Teams documents of it, and against what Rounds answers.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const at = (name: string) => new URL(`../../../adapters/teams/app-package/${name}`, import.meta.url);
const Manifest = z.strictObject({
  $schema: z.url(), manifestVersion: z.literal('1.17'), version: z.string(), id: z.literal('TEAMS_APP_ID'),
  developer: z.strictObject({ name: z.string().max(32), websiteUrl: z.url(), privacyUrl: z.url(), termsOfUseUrl: z.url() }),
  name: z.strictObject({ short: z.string().max(30), full: z.string().max(100) }), description: z.strictObject({ short: z.string().max(80), full: z.string().max(4000) }),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }), accentColor: z.string().regex(/^#[0-9A-F]{6}$/),
  bots: z.array(z.strictObject({
    botId: z.literal('TEAMS_APP_ID'), scopes: z.array(z.enum(['personal', 'team', 'groupChat'])), supportsFiles: z.literal(false), isNotificationOnly: z.literal(false),
    commandLists: z.array(z.strictObject({ scopes: z.array(z.string()), commands: z.array(z.strictObject({ title: z.string().max(32), description: z.string().max(128) })).max(10) })).max(3),
  })).length(1),
  composeExtensions: z.array(z.strictObject({ botId: z.literal('TEAMS_APP_ID'), commands: z.array(z.strictObject({ id: z.literal('createTask'), type: z.literal('action'), title: z.string().max(32), description: z.string().max(128), context: z.array(z.enum(['message', 'compose', 'commandBox'])), fetchTask: z.literal(true) })) })).length(1),
  permissions: z.tuple([z.literal('identity'), z.literal('messageTeamMembers')]), validDomains: z.tuple([]),
});
const manifest = Manifest.parse(JSON.parse(readFileSync(at('manifest.json'), 'utf8')));

test('the manifest has Teams’ shape and lengths, and asks for nothing more', () => {
  expect(manifest.bots[0]?.scopes).toEqual(['personal', 'team']);
});

test.each([['color.png', 192], ['outline.png', 32]])('the icon %s has the size that Teams asks for', (name, size) => {
  const png = readFileSync(at(name));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
});

test('every command of the menu is one that Rounds understands', () => {
  const typed = readFileSync(new URL('../../../src/use-cases/typed-command.ts', import.meta.url), 'utf8');
  for (const { title } of manifest.bots[0]?.commandLists[0]?.commands ?? []) expect(title === 'home' || typed.includes(`case '${title}'`)).toBe(true);
});
