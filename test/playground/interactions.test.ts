import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownBlock, ModalView } from '@slack/types';
import { type World, openWorld } from './support/world.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const form = (extra: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('New task'),
  submit: plain('Create'),
  blocks: [
    { type: 'input', block_id: 'type', dispatch_action: true, label: plain('Type'), element: { type: 'static_select', action_id: 'value', options: [option('a'), option('b')] } },
    { type: 'input', block_id: 'note', label: plain('Note'), element: { type: 'plain_text_input', action_id: 'value', max_length: 20 } },
  ],
  ...extra,
});
const button: KnownBlock[] = [{ type: 'actions', elements: [{ type: 'button', action_id: 'task:start', text: plain('Start'), value: 'T-1' }] }];

describe('a person in the double, a Bolt app behind it', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  test('opens a modal from a message, fills it, is told of errors, submits', async () => {
    const { app, maria } = world;
    const seen: unknown[] = [];
    app.shortcut('create_task', async ({ ack, client, shortcut }) => {
      await ack();
      if (shortcut.type === 'message_action') seen.push(shortcut.channel.name, shortcut.message.text, shortcut.user.id, shortcut.team?.domain);
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form() });
    });
    app.action({ block_id: 'type' }, async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.view) return;
      await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: form({ title: plain('New task: a') }) });
    });
    app.view('form', async ({ ack, view }) => {
      const note = view.state.values['note']?.['value']?.value;
      if (note === 'bad') return ack({ response_action: 'errors', errors: { note: 'Say more' } });
      seen.push(view.state.values['type']?.['value']?.selected_option?.value, note);
      await ack();
    });
    const ts = await maria.says('C0FRONT', 'Please <!channel> reschedule & call');
    expect(await maria.shortcut('create_task', { channel: 'C0FRONT', ts })).toEqual({ ok: true });
    await maria.seesModal('form');
    expect(await maria.submit()).toEqual({ errors: { type: 'Please complete this required field.', note: 'Please complete this required field.' } });
    await maria.fill({ note: 'bad', type: 'a' });
    await maria.sees('New task: a');
    expect(await maria.submit()).toEqual({ errors: { note: 'Say more' } });
    await maria.fill({ note: 'fine' });
    expect(await maria.submit()).toEqual({ closed: true });
    expect(seen).toEqual(['front-desk', 'Please &lt;!channel&gt; reschedule &amp; call', 'U0MARIA', 'playground', 'a', 'fine']);
    expect(maria.reads('C0FRONT')).toContain('Please <!channel> reschedule & call');
  });

  test('presses a button; the card is edited in place, the answer is for her alone', async () => {
    const { app, maria, dana } = world;
    app.action('task:start', async ({ ack, body, client, respond, action }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.channel || !body.message || action.type !== 'button') return;
      await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `${action.value} is under way`, blocks: [] });
      await respond({ text: 'You have it', response_type: 'ephemeral', replace_original: false });
    });
    const { ts = '' } = await app.client.chat.postMessage({ channel: 'C0FRONT', text: 'A task', blocks: button });
    expect(await maria.press('task:start', { channel: 'C0FRONT', ts })).toEqual({ ok: true });
    await maria.sees('You have it');
    expect(maria.reads('C0FRONT')).toBe('T-1 is under way\nYou have it');
    expect(dana.reads('C0FRONT')).toBe('T-1 is under way');
  });

  test('types a command; its answer is ephemeral, its failure is told as Slack tells it', async () => {
    const { app, maria, double } = world;
    app.command('/rounds', async ({ ack, command }) => ack(`You asked: ${command.text} in ${command.channel_name}`));
    await maria.command('/rounds', 'mine', 'C0FRONT');
    expect(maria.reads('C0FRONT')).toBe('You asked: mine in front-desk');
    expect(await maria.command('/nothing', '', 'C0FRONT')).toMatchObject({ ok: false, says: '/nothing is not a valid command.' });
    await maria.command('/rounds', 'help');
    expect(maria.reads(await maria.opensDm())).toContain('in directmessage');
    expect(double.deliveries.filter(({ kind }) => kind === 'command')).toHaveLength(2);
  });

  test('stacks modals, closes them, and the app hears of it', async () => {
    const { app, double, maria } = world;
    const closed: unknown[] = [];
    app.shortcut('new_task', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form(), blocks: button, notify_on_close: true } });
    });
    app.action('task:start', async ({ ack, body, client }) => {
      await ack();
      if (body.type === 'block_actions') await client.views.push({ trigger_id: body.trigger_id, view: form({ notify_on_close: true }) });
    });
    app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack, body }) => {
      await ack();
      if (body.type === 'view_closed') closed.push(body.is_cleared);
    });
    await maria.shortcut('new_task');
    await maria.seesModal();
    await maria.press('task:start');
    await double.until(() => maria.modal()?.blocks[0]?.type === 'input');
    await maria.closes();
    expect(maria.modal()?.blocks[0]?.type).toBe('actions');
    await maria.press('task:start');
    await double.until(() => maria.modal()?.blocks[0]?.type === 'input');
    await maria.closes(true);
    expect(maria.modal()).toBeUndefined();
    expect(closed).toEqual([false, true, true]);
  });

  test('a submit may update, push or clear', async () => {
    const { app, maria } = world;
    app.shortcut('new_task', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form({ blocks: button, callback_id: 'one' }) });
    });
    app.view('one', async ({ ack }) => ack({ response_action: 'push', view: form({ blocks: button, callback_id: 'two' }) }));
    app.view('two', async ({ ack }) => ack({ response_action: 'update', view: form({ blocks: button, callback_id: 'three' }) }));
    app.view('three', async ({ ack }) => ack({ response_action: 'clear' }));
    await maria.shortcut('new_task');
    await maria.seesModal();
    const root = maria.modal();
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'two', root_view_id: root?.id, previous_view_id: root?.id } });
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'three' } });
    expect(await maria.submit()).toEqual({ closed: true });
    expect(maria.modal()).toBeUndefined();
  });

  test('an external select offers what the app says, and takes nothing else', async () => {
    const { app, maria } = world;
    app.shortcut('new_task', async ({ ack, client, shortcut }) => {
      await ack();
      const blocks: KnownBlock[] = [{ type: 'input', block_id: 'task', label: plain('Task'), element: { type: 'external_select', action_id: 'value', min_query_length: 0 } }];
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form({ blocks }) });
    });
    app.options({ block_id: 'task' }, async ({ ack, payload }) => ack({ options: ['T-1', 'T-12'].filter((task) => task.startsWith(payload.value)).map((task) => ({ ...option(task), label: task })) }));
    await maria.shortcut('new_task');
    await maria.seesModal();
    expect(await maria.suggestions('task', 'T-12')).toEqual([{ text: 'Option T-12', value: 'T-12' }]);
    await maria.choose('task', 'T-12');
    expect(maria.modal()?.state.values['task']?.['value']).toMatchObject({ selected_option: { value: 'T-12' } });
    await expect(maria.choose('task', 'T-99')).rejects.toThrow('"T-99" is not offered');
  });

  test('home is published for one person, and its buttons work', async () => {
    const { app, maria, dana } = world;
    const pressed: unknown[] = [];
    app.event('app_home_opened', async ({ event, client }) => {
      if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: button } });
    });
    app.action('task:start', async ({ ack, body }) => {
      await ack();
      if (body.type === 'block_actions') pressed.push(body.view?.type, body.container['type']);
    });
    await maria.opensHome();
    await maria.sees('Start');
    expect(dana.home()).toBeUndefined();
    expect(maria.readsAll()).toContain('Start');
    await maria.press('task:start');
    expect(pressed).toEqual(['home', 'view']);
  });
});
