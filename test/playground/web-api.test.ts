import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSlackDouble } from '../../adapters/playground/double/index.js';
import type { SlackDouble } from '../../adapters/playground/double/types.js';
import { type Answered, caller } from './support/api.js';
import { botToken, channels, openStub, people, signingSecret } from './support/world.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', block_id: 's', text: plain('words') };
const button = { type: 'actions', block_id: 'a', elements: [{ type: 'button', action_id: 'push', text: plain('Push') }] };
const modal = (extra: object = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Save'), blocks: [section, button], ...extra });

describe('the Web API', () => {
  let now = 1_800_000_000_000;
  let double: SlackDouble;
  let stub: Awaited<ReturnType<typeof openStub>>;
  let call: (method: string, args?: Record<string, unknown>) => Promise<Answered>;
  let apiUrl: string;
  let close: () => Promise<void>;

  beforeEach(async () => {
    stub = await openStub(() => ({ status: 200 }));
    double = createSlackDouble({ appUrl: stub.url, signingSecret, botToken, people: [...people, { id: 'U0GONE', name: 'Gone', deactivated: true }, { id: 'W0OTHER', name: 'Other', strangerFrom: 'T0OTHER' }, { id: 'U0GUEST', name: 'Guest', guest: 'single_channel' }], channels, wall: () => now, clock: { now: () => new Date(now) } });
    const listening = await double.listen();
    ({ apiUrl } = listening);
    close = () => listening.close();
    call = caller(apiUrl);
  });
  afterEach(async () => {
    await double.settled();
    await close();
    stub.close();
  });

  const trigger = async (): Promise<string> => {
    await double.as('U0MARIA').shortcut('new_task');
    return String(double.deliveries.at(-1)?.body['trigger_id']);
  };
  const opened = async (view = modal()) => (await call('views.open', { trigger_id: await trigger(), view })) as Answered & { view: { id: string; hash: string } };

  test('asks for a token', async () => {
    expect(await caller(apiUrl, '')('auth.test')).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await caller(apiUrl, 'xoxb-wrong')('auth.test')).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await call('auth.test')).toMatchObject({ ok: true, user_id: 'U0ROUNDS', bot_id: 'B0ROUNDS', team_id: 'T0ROUNDS' });
    expect(await call('chat.shout')).toMatchObject({ error: 'unknown_method', req_method: 'chat.shout' });
  });

  test('takes forms as well as JSON', async () => {
    const body = new URLSearchParams({ channel: 'C0FRONT', text: 'hello', blocks: JSON.stringify([section]) });
    const response = await fetch(`${apiUrl}chat.postMessage`, { method: 'POST', headers: { authorization: `Bearer ${botToken}` }, body });
    expect(await response.json()).toMatchObject({ ok: true, channel: 'C0FRONT', message: { bot_id: 'B0ROUNDS', blocks: [section] } });
    expect(await call('chat.postMessage', { channel: 'C0FRONT', blocks: '[{' })).toMatchObject({ error: 'invalid_blocks_format' });
  });

  test('a post needs a place and words', async () => {
    expect(await call('chat.postMessage', { channel: 'C0NONE', text: 't' })).toMatchObject({ error: 'channel_not_found' });
    expect(await call('chat.postMessage', { channel: 'C0QUIET', text: 't' })).toMatchObject({ error: 'channel_not_found' });
    await double.removeBot('C0GENERAL');
    expect(await call('chat.postMessage', { channel: 'C0GENERAL', text: 't' })).toMatchObject({ error: 'not_in_channel' });
    double.archive('C0FRONT');
    expect(await call('chat.postMessage', { channel: 'C0FRONT', text: 't' })).toMatchObject({ error: 'is_archived' });
    expect(await call('chat.postMessage', { channel: 'U0MARIA' })).toMatchObject({ error: 'no_text' });
    expect(await call('chat.postMessage', { channel: 'U0MARIA', text: 't', thread_ts: '1.1' })).toMatchObject({ error: 'thread_not_found' });
    expect(await call('chat.postMessage', { channel: 'U0MARIA', blocks: [{ type: 'section' }] })).toMatchObject({ error: 'invalid_blocks', response_metadata: { messages: [expect.stringMatching(/^\[ERROR\].*json-pointer:\/blocks\/0/)] } });
  });

  test('cuts text at 40,000 characters', async () => {
    const { message } = (await call('chat.postMessage', { channel: 'C0FRONT', text: 'x'.repeat(40_010) })) as Answered & { message: { text: string } };
    expect(message.text).toHaveLength(40_000);
  });

  test('edits and deletes its own messages only', async () => {
    const theirs = await double.as('U0MARIA').says('C0FRONT', 'mine');
    const { ts } = await call('chat.postMessage', { channel: 'C0FRONT', text: 'ours', blocks: [section] });
    expect(await call('chat.update', { channel: 'C0FRONT', ts: theirs, text: 't' })).toMatchObject({ error: 'cant_update_message' });
    expect(await call('chat.update', { channel: 'C0FRONT', ts: '1.1', text: 't' })).toMatchObject({ error: 'message_not_found' });
    expect(await call('chat.delete', { channel: 'C0FRONT', ts: theirs })).toMatchObject({ error: 'cant_delete_message' });
    expect(await call('chat.update', { channel: 'C0FRONT', ts, text: 'new' })).toMatchObject({ ok: true, message: { text: 'new', blocks: [section] } });
    expect(await call('chat.update', { channel: 'C0FRONT', ts, text: 'new', blocks: [] })).toMatchObject({ message: { blocks: [] } });
    expect(await call('chat.delete', { channel: 'C0FRONT', ts })).toMatchObject({ ok: true });
    expect(double.messages('C0FRONT').map(({ text }) => text)).toEqual(['mine']);
  });

  test('an ephemeral message needs its reader in the channel', async () => {
    expect(await call('chat.postEphemeral', { channel: 'C0FRONT', user: 'U0GUEST', text: 't' })).toMatchObject({ error: 'user_not_in_channel' });
    expect(await call('chat.postEphemeral', { channel: 'C0FRONT', user: 'U0MARIA', text: 'psst' })).toMatchObject({ ok: true });
    expect(double.as('U0DANA').reads('C0FRONT')).toBe('');
    expect(double.as('U0MARIA').reads('C0FRONT')).toBe('psst');
  });

  test('people: guests, strangers and closed accounts look as in Slack', async () => {
    expect(await call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    expect(await call('users.info', { user: 'U0GUEST' })).toMatchObject({ user: { is_restricted: true, is_ultra_restricted: true } });
    expect(await call('users.info', { user: 'W0OTHER' })).toMatchObject({ user: { is_stranger: true, team_id: 'T0OTHER' } });
    expect(await call('conversations.open', { users: 'U0GONE' })).toMatchObject({ error: 'user_disabled' });
    expect(await call('conversations.open', {})).toMatchObject({ error: 'users_list_not_supplied' });
    expect((await call('users.list', { limit: 2 }))['members']).toHaveLength(2);
  });

  test('a DM is opened once and is private to its two', async () => {
    const first = (await call('conversations.open', { users: 'U0MARIA' })) as Answered & { channel: { id: string } };
    expect(await call('conversations.open', { users: 'U0MARIA' })).toMatchObject({ already_open: true, channel: first.channel });
    expect(await call('chat.postMessage', { channel: 'U0MARIA', text: 'hello' })).toMatchObject({ channel: first.channel.id });
    expect(() => double.as('U0DANA').reads(first.channel.id)).toThrow('Dana Reed is not in');
  });

  test('history and threads', async () => {
    const maria = double.as('U0MARIA');
    const root = await maria.says('C0FRONT', 'root');
    const answer = await maria.says('C0FRONT', 'reply', { thread: root });
    await maria.says('C0FRONT', 'later');
    expect(await call('conversations.replies', { channel: 'C0FRONT', ts: answer })).toMatchObject({ messages: [{ text: 'root', reply_count: 1 }, { text: 'reply', thread_ts: root }] });
    expect(await call('conversations.history', { channel: 'C0FRONT', limit: 1 })).toMatchObject({ messages: [{ text: 'later' }], has_more: true });
    expect(await call('conversations.history', { channel: 'C0FRONT', latest: root, inclusive: true })).toMatchObject({ messages: [{ text: 'root' }] });
    expect(await call('chat.getPermalink', { channel: 'C0FRONT', message_ts: answer })).toMatchObject({ permalink: `https://playground.slack.com/archives/C0FRONT/p${answer.replace('.', '')}?thread_ts=${root}&cid=C0FRONT` });
  });

  test('a trigger opens one view, within three seconds', async () => {
    const id = await trigger();
    expect(await call('views.open', { trigger_id: '1.2.abc', view: modal() })).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await call('views.open', { trigger_id: id, view: modal() })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id: id, view: modal() })).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = await trigger();
    now += 3001;
    expect(await call('views.open', { trigger_id: late, view: modal() })).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('an update with an old hash is refused', async () => {
    const { view } = await opened();
    const newer = (await call('views.update', { view_id: view.id, hash: view.hash, view: modal() })) as typeof view & Answered;
    expect(newer.ok).toBe(true);
    expect(await call('views.update', { view_id: view.id, hash: view.hash, view: modal() })).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { view_id: 'V0NONE', view: modal() })).toMatchObject({ error: 'not_found' });
    await double.as('U0MARIA').closes();
    expect(await call('views.update', { view_id: view.id, view: modal() })).toMatchObject({ error: 'not_found' });
  });

  test('three modals make the stack full; an external id is unique', async () => {
    const maria = double.as('U0MARIA');
    await opened(modal({ external_id: 'one' }));
    const push = async (extra: object = {}) => {
      await maria.press('push');
      return call('views.push', { trigger_id: double.deliveries.at(-1)?.body['trigger_id'], view: modal(extra) });
    };
    expect(await push({ external_id: 'one' })).toMatchObject({ error: 'duplicate_external_id' });
    expect(await push()).toMatchObject({ ok: true });
    expect(await push()).toMatchObject({ ok: true });
    expect(await push()).toMatchObject({ error: 'push_limit_reached' });
    expect(await call('views.push', { trigger_id: await trigger(), view: modal() })).toMatchObject({ error: 'not_found' });
  });

  test('what was typed survives an update where block_id and action_id stay', async () => {
    const field = (block_id: string, element: object) => ({ type: 'input', block_id, label: plain('L'), element: { action_id: 'value', ...element } });
    const menu = (...values: string[]) => ({ type: 'static_select', options: values.map((value) => ({ text: plain(value), value })) });
    const { view } = await opened(modal({ blocks: [field('note', { type: 'plain_text_input' }), field('kind', menu('a', 'b')), field('gone', { type: 'plain_text_input' })] }));
    await double.as('U0MARIA').fill({ note: 'typed', kind: 'b', gone: 'lost' });
    await call('views.update', { view_id: view.id, view: modal({ blocks: [field('new', { type: 'plain_text_input', initial_value: 'i' }), field('note', { type: 'plain_text_input', initial_value: 'other' }), field('kind', menu('a'))] }) });
    expect(double.as('U0MARIA').modal()?.state.values).toMatchObject({ new: { value: { value: 'i' } }, note: { value: { value: 'typed' } }, kind: { value: { selected_option: null } } });
    expect(double.as('U0MARIA').modal()?.state.values).not.toHaveProperty('gone');
  });

  test('a channel takes a short burst, then one message a second', async () => {
    const posts = (channel: string) => call('chat.postMessage', { channel, text: 't' });
    for (let nth = 0; nth < 4; nth += 1) expect(await posts('C0FRONT')).toMatchObject({ ok: true });
    expect(await posts('C0FRONT')).toMatchObject({ ok: false, error: 'ratelimited', status: 429, retryAfter: '1' });
    expect(await posts('C0GENERAL')).toMatchObject({ ok: true });
    now += 1000;
    expect(await posts('C0FRONT')).toMatchObject({ ok: true });
    expect(await posts('C0FRONT')).toMatchObject({ status: 429 });
  });

  test('a method has its tier', async () => {
    for (let nth = 0; nth < 20; nth += 1) await call('users.list');
    expect(await call('users.list')).toMatchObject({ status: 429, retryAfter: '3' });
  });

  test('a scope that was not granted is named', async () => {
    const poor = createSlackDouble({ appUrl: stub.url, signingSecret, botToken, people, channels, app: { messageShortcuts: [], globalShortcuts: [], commands: [], scopes: ['chat:write'] } });
    const listening = await poor.listen();
    expect(await caller(listening.apiUrl)('users.info', { user: 'U0MARIA' })).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided: 'chat:write' });
    await listening.close();
  });

  test('faults are made on demand', async () => {
    const post = () => call('chat.postMessage', { channel: 'C0FRONT', text: 't' });
    double.failNext('chat.postMessage', { error: 'fatal_error' });
    double.failNext('chat.postMessage', { rateLimitedSeconds: 30 });
    double.failNext('chat.postMessage', { status: 503 });
    expect(await post()).toMatchObject({ error: 'fatal_error' });
    expect(await post()).toMatchObject({ status: 429, retryAfter: '30' });
    expect(await post()).toMatchObject({ status: 503 });
    double.failNext('chat.postMessage', 'reset');
    await expect(post()).rejects.toThrow();
    expect(double.messages('C0FRONT')).toHaveLength(0);
    double.failNext('chat.postMessage', 'resetAfter');
    await expect(post()).rejects.toThrow();
    expect(double.messages('C0FRONT')).toHaveLength(1);
    expect(double.callsTo('chat.postMessage').map(({ answer }) => answer.error ?? 'ok')).toEqual(['fatal_error', 'ratelimited', 'internal_error', 'ok']);
  });

  test('a response URL takes five answers within half an hour', async () => {
    const maria = double.as('U0MARIA');
    await maria.command('/rounds', 'help', 'C0FRONT');
    const url = String(double.deliveries.at(-1)?.body['response_url']);
    const respond = (body: object) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    for (let nth = 1; nth <= 5; nth += 1) expect((await respond({ text: `answer ${nth}` })).status).toBe(200);
    expect(await (await respond({ text: 'six' })).json()).toEqual({ ok: false, error: 'used_url' });
    expect(maria.reads('C0FRONT').split('\n')).toHaveLength(5);
    await maria.command('/rounds', 'help', 'C0FRONT');
    now += 30 * 60_000 + 1;
    expect(await (await fetch(String(double.deliveries.at(-1)?.body['response_url']), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"late"}' })).json()).toEqual({ ok: false, error: 'expired_url' });
  });
});
