// One person submits the form of a new task: Slack's signed request, each with an id of its own, so that each is one durable write.
import { createHmac, randomUUID } from 'node:crypto';

export const SIGNING_SECRET = 'bench-signing-secret';
export const BOT_TOKEN = 'xoxb-bench';

const chosen = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } });

const PERSON = { token: 'bench', team: { id: 'T0BENCH', domain: 'bench' }, is_enterprise_install: false, enterprise: null, user: { id: 'U0MARIA', username: 'maria', name: 'maria', team_id: 'T0BENCH' } };

const submission = () => ({
  ...PERSON,
  type: 'view_submission',
  api_app_id: 'A0BENCH',
  trigger_id: `1.${randomUUID()}`,
  response_urls: [],
  view: {
    id: `V${randomUUID()}`, team_id: 'T0BENCH', app_id: 'A0BENCH', bot_id: 'B0BENCH', type: 'modal', hash: '1.1', callback_id: 'task_form',
    private_metadata: JSON.stringify({ form: randomUUID() }),
    title: { type: 'plain_text', text: 'New task' }, close: { type: 'plain_text', text: 'Cancel' }, root_view_id: null, previous_view_id: null, blocks: [],
    state: { values: { type: chosen('reschedule'), priority: chosen('normal'), provider: chosen('patel'), location: chosen('main') } },
  },
});

/** The message's menu, or the shortcut without a message where `text` is null. `trigger` is named when its modal opens. */
export const shortcut = (trigger: string, text: string | null): object => ({
  ...PERSON,
  ...(text === null ? { type: 'shortcut', callback_id: 'new_task' } : {
    type: 'message_action', callback_id: 'create_task', response_url: 'https://hooks.slack.com/app/T0BENCH/1/bench', message_ts: `${Date.now() / 1000}`,
    channel: { id: 'C0FRONT', name: 'front-desk' }, message: { type: 'message', user: 'U0MARIA', ts: `${Date.now() / 1000}`, team: 'T0BENCH', text },
  }),
  action_ts: `${Date.now() / 1000}`, trigger_id: trigger,
});

/** Any interaction as Slack sends it, signed. */
export const signed = (payload: object): { body: string; headers: Record<string, string> } => {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${stamp}:${body}`).digest('hex')}`;
  return { body, headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature } };
};

/** A request that no one has sent before. */
export const newRequest = (): { body: string; headers: Record<string, string> } => signed(submission());
