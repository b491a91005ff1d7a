// People in Teams: they act as Teams would send it, and read what they would see.
import { APP_ID, TENANT } from './teams-double.js';
import type { Posted, TeamsDouble } from './teams-double.js';
import type { Action, Json, Reply } from './reading.js';

export const FRONT = '19:front@thread.tacv2';
export const TEAMS_ID = { maria: '8c1f0000-0000-4000-8000-000000000001', dana: '8c1f0000-0000-4000-8000-000000000002', sam: '8c1f0000-0000-4000-8000-000000000003' } as const;
const IDS: Readonly<Record<string, string>> = TEAMS_ID;
/** In a playbook: the people of the starter with their Teams ids, and the front desk's channel. `more` is what else the playbook says of somebody. */
export const teamsIds = (more: Readonly<Record<string, string>> = {}): string =>
  `people:\n${Object.entries(IDS).map(([key, id]) => `  - { ${[`key: ${key}`, `teams: ${id}`, more[key] ?? ''].filter((part) => part !== '').join(', ')} }`).join('\n')}\nqueues:\n  - { key: front_desk, teams_channel: "${FRONT}" }\n`;

/** `url` is where Rounds takes messages. */
export const teamsPeople = ({ teams, url }: { teams: TeamsDouble; url: () => string }) => {
  const send = async (activity: object, token?: string): Promise<Reply> => {
    const response = await fetch(url(), {
      method: 'POST', body: JSON.stringify(activity), headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token ?? (await teams.token())}` }) },
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };

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
      /** `createTask` where there is no message: beside the compose box, in the command box. */
      opensCreateTask: () => invoke('composeExtension/fetchTask', { commandId: 'createTask', commandContext: 'compose' }),
      submitsInMenu: (action: Action, answers: Json, over: Json = {}) => invoke('composeExtension/submitAction', { commandId: 'createTask', data: { ...action.data, ...answers } }, over),
      presses: (action: Action, answers: Json = {}, over: Json = {}) => invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data: { ...action.data, ...answers } } }, over),
      /** Teams asks for a card again when one of its readers looks at it; null where it does not. */
      looksAt: async (message: Posted): Promise<Reply | null> => {
        const refresh = message.card['refresh'] as { action: Action; userIds?: string[] } | undefined;
        const reader = String((activityOf(person, {})['from'] as Json)['id']);
        if (refresh === undefined || refresh.userIds?.includes(reader) === false) return null;
        return invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'refresh', data: refresh.action.data }, trigger: 'automatic' });
      },
      opens: (action: Action) => invoke('task/fetch', { data: { ...action.data, type: 'task/fetch' } }),
      submits: (action: Action, answers: Json = {}) => invoke('task/submit', { data: { ...action.data, ...answers } }),
      /** Messages in the chat with the bot, the oldest first. */
      chat: () => [...teams.messages.values()].filter(({ conversation }) => conversation === chat),
    };
  };

  return { send, as, /** What stands in a thread of the front desk's channel. */ thread: (id: string) => [...teams.messages.values()].filter(({ conversation }) => conversation === `${FRONT};messageid=${id}`) };
};
