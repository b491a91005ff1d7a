// What Teams sends when one person makes a task, and when they press a button: each with an id of its own, so that each is one durable write.
import { randomUUID } from 'node:crypto';
import { APP_ID, TENANT } from './fake-teams.js';

/** The starter's Maria, in Teams. */
export const MARIA = '8c1f0000-0000-4000-8000-000000000001';
const CHANNEL = '19:bench@thread.tacv2';

/** `from`: the first task that is started is the one after it. */
export type TeamsAsk = { does: 'create' | 'start' | 'take in'; from: number; service: string; token: string };
export type Asked = { path: string; body: string; headers: Record<string, string> };

const ANSWERS = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main' };
const ASKS = { type: 'choice', priority: 'choice', provider: 'choice', location: 'choice' };

const asked = ({ service, token }: TeamsAsk, name: string, value: object, thread?: number): Asked => ({
  path: '/api/messages',
  body: JSON.stringify({
    type: 'invoke', name, value, id: randomUUID(), channelId: 'msteams', serviceUrl: service, from: { id: `29:${MARIA}`, aadObjectId: MARIA }, recipient: { id: `28:${APP_ID}` },
    conversation: thread === undefined ? { id: 'a:maria', conversationType: 'personal', tenantId: TENANT } : { id: `${CHANNEL};messageid=${thread}`, conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, ...(thread !== undefined && { channel: { id: CHANNEL } }) },
  }),
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
});

const form = (id: string) => ({ rounds: { form: 'task_form', ref: { form: id }, asks: ASKS, drawn: ANSWERS }, ...ANSWERS });

/** The form of a new task, sent from a card. */
const create = (ask: TeamsAsk) => asked(ask, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'submit', data: form(randomUUID()) } });
const start = (ask: TeamsAsk, nth: number) => asked(ask, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'start', data: { rounds: { press: 'start', ref: { task: ask.from + nth + 1 } } } } });
/** Opens the form on a message, each in a thread of its own. */
const opens = (ask: TeamsAsk, nth: number) =>
  asked(ask, 'composeExtension/fetchTask', { commandId: 'createTask', messagePayload: { id: String(1000 + nth), body: { contentType: 'text', content: 'Please move it' } } }, 1000 + nth);

/** The `nth` request of a run, that no one has sent before. */
export const teamsRequest = (ask: TeamsAsk, nth: number): Asked => (ask.does === 'create' ? create(ask) : ask.does === 'start' ? start(ask, nth) : opens(ask, nth));

/** What the form that Rounds answers with is sent as: its second half. */
export const sendsForm = (ask: TeamsAsk, answer: string): Asked | null => {
  const ref = /"ref":(\{[^}]*\})/.exec(answer)?.[1];
  if (ref === undefined) return null;
  const data = { rounds: { ...form('').rounds, ref: JSON.parse(ref) as object }, ...ANSWERS };
  return asked(ask, 'composeExtension/submitAction', { commandId: 'createTask', data });
};
