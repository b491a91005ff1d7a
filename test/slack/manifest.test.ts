// manifest.yml says to Slack what the code does: neither more nor less.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENDPOINT, LISTENS_TO } from '../../adapters/slack/index.js';

const root = new URL('../../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

const short = (max: number) => z.string().min(1).max(max);
const address = z.literal(`https://YOUR-HOST${ENDPOINT}`);
// https://docs.slack.dev/reference/app-manifest, with its limits
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.literal(1) }),
  display_information: z.strictObject({ name: short(35), description: short(140), long_description: z.string().min(174).max(4000), background_color: z.string().regex(/^#[0-9a-f]{6}$/) }),
  features: z.strictObject({
    app_home: z.strictObject({ home_tab_enabled: z.literal(true), messages_tab_enabled: z.literal(true), messages_tab_read_only_enabled: z.boolean() }),
    bot_user: z.strictObject({ display_name: short(80), always_online: z.boolean() }),
    shortcuts: z.array(z.strictObject({ name: short(24), type: z.enum(['message', 'global']), callback_id: short(255), description: short(150) })).max(10),
    slash_commands: z.array(z.strictObject({ command: z.string().regex(/^\/[a-z]{1,31}$/), url: address, description: short(2000), usage_hint: short(1000), should_escape: z.boolean() })).max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: address, bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: address, message_menu_options_url: address }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

/** What Slack's pages of the methods and events ask for. */
const SCOPES_OF_METHOD: Record<string, readonly string[]> = {
  'auth.test': [],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
  'users.info': ['users:read'],
  'conversations.open': ['im:write'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
};
const SCOPES_OF_EVENT: Record<string, readonly string[]> = { app_home_opened: [], 'message.channels': ['channels:history'], 'message.groups': ['groups:history'], user_change: ['users:read'] };

const codeOfAdapter = readdirSync(new URL('adapters/slack/', root)).map((file) => text(`adapters/slack/${file}`)).join('\n');
const methodsUsed = [...new Set([...codeOfAdapter.matchAll(/\b(?:people|notices)\.([a-z]+\.[a-zA-Z]+)\(/g)].map(([, method]) => method ?? ''))].sort();

describe('manifest.yml', () => {
  const manifest = Manifest.parse(parse(text('manifest.yml')));

  test('has the shortcuts, commands and events that the code listens to', () => {
    const shortcuts = (type: string) => manifest.features.shortcuts.filter((one) => one.type === type).map(({ callback_id }) => callback_id);
    expect(shortcuts('message')).toEqual(LISTENS_TO.messageShortcuts);
    expect(shortcuts('global')).toEqual(LISTENS_TO.globalShortcuts);
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(LISTENS_TO.commands);
    expect([...new Set(manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]))]).toEqual(LISTENS_TO.events);
  });

  test('asks for the scopes that the methods, events and commands need, and for no more', () => {
    expect(methodsUsed).toEqual(Object.keys(SCOPES_OF_METHOD).sort());
    const needed = new Set(['commands', ...methodsUsed.flatMap((method) => SCOPES_OF_METHOD[method] ?? []), ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => SCOPES_OF_EVENT[event] ?? ['unknown'])]);
    expect(new Set(manifest.oauth_config.scopes.bot)).toEqual(needed);
  });
});
