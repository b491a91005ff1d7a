// The whole of Rounds beside a strict double of Teams: real listener, real tokens, real store. People act as Teams would send it, and read what they would see.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../../src/config.js';
import { startRounds } from '../../../src/main.js';
import { openFreshDatabase } from '../../support/fresh-database.js';
import { MONDAY_9_AM } from '../../support/world.js';
import { APP_ID, openTeamsDouble, PASSWORD, TENANT } from './teams-double.js';

export const FRONT = '19:front@thread.tacv2';
const IDS: Readonly<Record<string, string>> = { maria: '8c1f0000-0000-4000-8000-000000000001', dana: '8c1f0000-0000-4000-8000-000000000002', sam: '8c1f0000-0000-4000-8000-000000000003' };
const PLAYBOOK = `people:\n${Object.entries(IDS).map(([key, id]) => `  - { key: ${key}, teams: ${id} }`).join('\n')}\nqueues:\n  - { key: front_desk, teams_channel: "${FRONT}" }\n`;

type Json = Record<string, unknown>;
export type Reply = { status: number; body: Json };
export type Action = { title: string; data: Json; type: string };

const parts = (value: unknown): Json[] => (typeof value !== 'object' || value === null ? [] : [value as Json, ...Object.values(value).flatMap(parts)]);

/** The words of a card, a line each. */
export const wordsOf = (card: unknown): string => parts(card).filter(({ type }) => type === 'RichTextBlock').map(({ inlines }) => (inlines as Json[]).map(({ text }) => String(text)).join('')).join('\n');
export const actionsOf = (card: unknown): Action[] => parts(card).filter(({ type }) => /^Action\.(Submit|Execute)$/.test(String(type))) as unknown as Action[];
export const actionOf = (card: unknown, title: string): Action => {
  const found = actionsOf(card).find((action) => action.title === title);
  if (found === undefined) throw new Error(`no button ${title}; there are: ${actionsOf(card).map((action) => action.title).join(', ')}`);
  return found;
};
export const inputsOf = (card: unknown): string[] => parts(card).filter(({ type }) => String(type).startsWith('Input.')).map(({ id }) => String(id));

/** The card of a dialog's answer. */
export const dialogOf = ({ body }: Reply): Json => {
  const task = body['task'] as { value?: { card?: { content?: Json } } } | undefined;
  if (task?.value?.card?.content === undefined) throw new Error(`no dialog: ${JSON.stringify(body)}`);
  return task.value.card.content;
};

export type TeamsWorld = Awaited<ReturnType<typeof openTeamsWorld>>;

export const openTeamsWorld = async (env: Record<string, string> = {}) => {
  const database = await openFreshDatabase();
  const teams = await openTeamsDouble();
  const folder = mkdtempSync(join(tmpdir(), 'rounds-teams-'));
  writeFileSync(join(folder, 'playbook.yaml'), PLAYBOOK);
  const variables = {
    NODE_ENV: 'test', NOW: MONDAY_9_AM, PORT: '0', DATA_DIR: join(folder, 'data'), MONGODB_URI: database.uri, PLAYBOOK: join(folder, 'playbook.yaml'), LOG_LEVEL: 'silent', FIELD_KEY: Buffer.alloc(32, 7).toString('base64'),
    TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.base(), ...env,
  };
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const state = { running: await startRounds(readConfig(variables), log) };

  const send = async (activity: object, token?: string): Promise<Reply> => {
    const response = await fetch(`http://127.0.0.1:${state.running.port}/api/messages`, {
      method: 'POST', body: JSON.stringify(activity), headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token ?? (await teams.token())}` }) },
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const clock = (change: object) => fetch(`http://127.0.0.1:${state.running.port}/test/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) });

  const activityOf = (person: string, over: Json): Json => {
    const id = IDS[person] ?? person;
    const chat = `a:${id}`;
    teams.chats.set(chat, id);
    return {
      type: 'message', id: teams.newId(), channelId: 'msteams', serviceUrl: teams.service(), from: { id: `29:${id}`, aadObjectId: id }, recipient: { id: `28:${APP_ID}` },
      conversation: { id: chat, conversationType: 'personal', tenantId: TENANT }, channelData: { tenant: { id: TENANT } }, ...over,
    };
  };

  const as = (person: string) => {
    const invoke = (name: string, value: object, over: Json = {}) => send(activityOf(person, { type: 'invoke', name, value, ...over }));
    const chat = `a:${IDS[person] ?? person}`;
    return {
      activity: (over: Json = {}) => activityOf(person, over),
      says: (text: string, over: Json = {}) => send(activityOf(person, { text, ...over })),
      /** `createTask` in a message's menu. */
      createsTaskOf: (message: { id: string; html: string; from: string }) =>
        invoke('composeExtension/fetchTask', { commandId: 'createTask', commandContext: 'message', messagePayload: { id: message.id, linkToMessage: 'https://teams.example/l/1', from: { user: { id: IDS[message.from] } }, body: { contentType: 'html', content: message.html } } },
          { conversation: { id: `${FRONT};messageid=${message.id}`, conversationType: 'channel', tenantId: TENANT }, channelData: { tenant: { id: TENANT }, channel: { id: FRONT } } }),
      submitsInMenu: (action: Action, answers: Json, over: Json = {}) => invoke('composeExtension/submitAction', { commandId: 'createTask', data: { ...action.data, ...answers } }, over),
      presses: (action: Action, answers: Json = {}, over: Json = {}) => invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data: { ...action.data, ...answers } } }, over),
      opens: (action: Action) => invoke('task/fetch', { data: { ...action.data, type: 'task/fetch' } }),
      submits: (action: Action, answers: Json = {}) => invoke('task/submit', { data: { ...action.data, ...answers } }),
      /** Messages in the chat with the bot, the oldest first. */
      chat: () => [...teams.messages.values()].filter(({ conversation }) => conversation === chat),
    };
  };

  const settled = async () => void (await clock({ advanceMs: 0 }));
  return {
    teams, as, send, settled, log: lines,
    thread: (id: string) => [...teams.messages.values()].filter(({ conversation }) => conversation === `${FRONT};messageid=${id}`),
    advance: async (hours: number) => void (await clock({ advanceMs: hours * 3_600_000 })),
    restart: async () => {
      await state.running.stop();
      state.running = await startRounds(readConfig(variables), log);
    },
    close: async () => {
      await state.running.stop();
      await teams.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
