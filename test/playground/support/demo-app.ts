import bolt from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { botToken, signingSecret } from './world.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (value: string, text: string, description?: string) => ({ text: plain(text), value, ...(description && { description: plain(description) }) });
const reasons = option('reschedule', 'Appointment reschedule');

const taskForm = (source: string, type?: string): ModalView => ({
  type: 'modal',
  callback_id: 'task_form',
  private_metadata: source,
  title: plain('Create task'),
  submit: plain('Create'),
  blocks: [
    { type: 'input', block_id: 'type', dispatch_action: true, label: plain('Type'), element: { type: 'static_select', action_id: 'value', placeholder: plain('Choose a type'), options: [reasons, option('paperwork', 'Missing paperwork')] } },
    ...(type === 'reschedule' ? [{ type: 'input', block_id: 'provider', label: plain('Provider'), element: { type: 'users_select', action_id: 'value' } } satisfies KnownBlock] : []),
    {
      type: 'input',
      block_id: 'priority',
      label: plain('Priority'),
      element: { type: 'radio_buttons', action_id: 'value', options: [option('urgent', 'Urgent', 'Harm, or treatment stopped'), option('high', 'High', 'Cannot wait for tomorrow'), option('normal', 'Normal', 'Within its usual time')] },
    },
    { type: 'input', block_id: 'owner', optional: true, label: plain('Owner'), hint: plain('Empty: whoever has least to do'), element: { type: 'external_select', action_id: 'value', min_query_length: 0 } },
    { type: 'input', block_id: 'due', label: plain('Due'), element: { type: 'datepicker', action_id: 'value', initial_date: '2026-11-24' } },
    { type: 'input', block_id: 'note', label: plain('Note'), element: { type: 'plain_text_input', action_id: 'value', multiline: true } },
  ],
});

const card = (status: string): KnownBlock[] => [
  { type: 'section', text: mrkdwn('*T-1 · Appointment reschedule*\nDue Tue 2 pm · &lt;!channel&gt; stays letters') },
  { type: 'section', fields: [mrkdwn(`*Status*\n${status}`), mrkdwn('*Owner*\n<@U0MARIA>')] },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'task:start', style: 'primary', text: plain('Start'), value: 'T-1' },
      { type: 'button', action_id: 'task:cancel', style: 'danger', text: plain('Cancel task…'), confirm: { title: plain('Cancel T-1?'), text: plain('Its note is kept.'), confirm: plain('Cancel it'), deny: plain('Keep it'), style: 'danger' } },
      { type: 'overflow', action_id: 'task:more', options: [option('reassign', 'Reassign…'), option('history', 'History')] },
    ],
  },
  { type: 'context', elements: [mrkdwn('Asked by Dana Reed, 5 min ago')] },
];

const home: KnownBlock[] = [
  { type: 'header', text: plain('What needs me') },
  { type: 'section', text: mrkdwn('*T-1 · Appointment reschedule*\nDue Tue 2 pm'), accessory: { type: 'button', action_id: 'task:start', text: plain('Start'), value: 'T-1' } },
  { type: 'divider' },
  { type: 'context', elements: [mrkdwn('1 open task')] },
];

/** A small Bolt app that uses every part of the page. `apiUrl` is where the double's Web API is. */
export const openDemoApp = async (apiUrl: () => string) => {
  const receiver = new bolt.ExpressReceiver({ signingSecret });
  const app = new bolt.App({ token: botToken, receiver, logLevel: bolt.LogLevel.ERROR, deferInitialization: true, clientOptions: { slackApiUrl: apiUrl() } });
  app.shortcut('create_task', async ({ ack, client, shortcut }) => {
    await ack();
    if (shortcut.type === 'message_action') await client.views.open({ trigger_id: shortcut.trigger_id, view: taskForm(`${shortcut.channel.id} ${shortcut.message.ts}`) });
  });
  app.shortcut('new_task', async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: taskForm('') });
  });
  app.action({ block_id: 'type' }, async ({ ack, body, client, action }) => {
    await ack();
    if (body.type === 'block_actions' && body.view && action.type === 'static_select') await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: taskForm(body.view.private_metadata, action.selected_option?.value) });
  });
  app.options({ block_id: 'owner' }, async ({ ack, payload }) => {
    const people = ['Maria Lopez', 'Dana Reed', 'Sam Ortiz'].filter((name) => name.toLowerCase().includes(payload.value.toLowerCase()));
    await ack({ options: people.map((name) => ({ ...option(name, name), label: name })) });
  });
  app.view('task_form', async ({ ack, view, client, body }) => {
    if ((view.state.values['note']?.['value']?.value ?? '').length < 5) return ack({ response_action: 'errors', errors: { note: 'Say in a few words what is to be done.' } });
    await ack();
    const [channel = '', thread_ts = ''] = view.private_metadata.split(' ');
    if (channel) await client.chat.postMessage({ channel, thread_ts, text: 'T-1 · Appointment reschedule · <@U0MARIA> · due Tue 2 pm' });
    await client.chat.postMessage({ channel: body.user.id, text: 'A task needs you: T-1', blocks: card('To do') });
  });
  app.action('task:start', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message || !body.channel) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'T-1', blocks: card('In progress') });
    await respond({ text: 'You have started T-1.', response_type: 'ephemeral', replace_original: false });
  });
  app.action('task:cancel', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'T-1 is cancelled.', response_type: 'ephemeral', replace_original: false });
  });
  app.action('task:more', async ({ ack, respond, action }) => {
    await ack();
    await respond({ text: `You picked ${action.type === 'overflow' ? action.selected_option.value : ''}.`, response_type: 'ephemeral', replace_original: false });
  });
  app.command('/rounds', async ({ ack, command }) => ack({ text: `*Your tasks*\nYou asked for “${command.text}”. T-1 is due Tue 2 pm.` }));
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: home } });
  });
  await app.init();
  return receiver;
};
