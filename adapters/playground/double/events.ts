import type { Core } from './core.js';
import type { AppAnswer } from './dispatch.js';
import type { Message } from './types.js';
import type { Conversation } from './workspace.js';

const kinds = { channel: { event: 'message.channels', type: 'channel' }, private: { event: 'message.groups', type: 'group' }, im: { event: 'message.im', type: 'im' } } as const;

/** https://docs.slack.dev/apis/events-api#event-type-structure */
const envelope = ({ workspace, wall }: Core, event: Record<string, unknown>, shared: boolean) => ({
  token: 'verification',
  team_id: workspace.ids.team,
  context_team_id: workspace.ids.team,
  context_enterprise_id: null,
  api_app_id: workspace.ids.app,
  event,
  type: 'event_callback',
  event_id: workspace.newId('Ev'),
  event_time: Math.floor(wall() / 1000),
  authorizations: [{ enterprise_id: null, team_id: workspace.ids.team, user_id: workspace.ids.botUser, is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: shared,
});

const notSent: AppAnswer = { ok: true, body: '' };

/** Tells the app, where its manifest subscribes to it. Resolves after the first attempt. */
export const tell = (core: Core, event: { type: string } & Record<string, unknown>, { subscription = event.type, shared = false } = {}): Promise<AppAnswer> => {
  if (core.app.events && !core.app.events.includes(subscription)) return Promise.resolve(notSent);
  return core.dispatch.tell(event.type, envelope(core, event, shared));
};

/** A message event reaches the app only where the bot is a member. */
export const tellMessage = (core: Core, conversation: Conversation, event: Record<string, unknown>): Promise<AppAnswer> => {
  if (!conversation.members.includes(core.workspace.ids.botUser)) return Promise.resolve(notSent);
  const { event: subscription, type } = kinds[conversation.kind];
  return tell(core, { type: 'message', channel: conversation.id, channel_type: type, ...event }, { subscription, shared: conversation.shared });
};

export const tellChanged = (core: Core, conversation: Conversation, message: Message, previous: Message): Promise<AppAnswer> => {
  const ts = core.workspace.newTs();
  return tellMessage(core, conversation, { subtype: 'message_changed', message, previous_message: previous, hidden: true, ts, event_ts: ts });
};

export const tellDeleted = (core: Core, conversation: Conversation, previous: Message): Promise<AppAnswer> => {
  const ts = core.workspace.newTs();
  return tellMessage(core, conversation, { subtype: 'message_deleted', previous_message: previous, deleted_ts: previous.ts, hidden: true, ts, event_ts: ts });
};
