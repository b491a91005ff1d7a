// Events of the workspace. A fault here is thrown: the event is then not acknowledged, and Slack sends it again.
import { EventBody, HomeOpened, MessageEvent, UserChange } from './payload.js';
import type { Deps } from './deps.js';

type Handler = (event: unknown, body: unknown) => Promise<void>;

export const makeHomeOpened = ({ publishHome }: Deps): Handler =>
  async (event, body) => {
    const opened = HomeOpened.parse(event);
    if (opened.tab === 'home') await publishHome({ id: opened.user, team: EventBody.parse(body).team_id ?? null });
  };

/** Somebody's message was edited or deleted; null where it is one of the bot's own, or where nothing that people wrote has changed. */
const changeOf = (event: MessageEvent, self: { botUser: string; botId: string }): { ts: string; changed: 'edited' | 'deleted' } | null => {
  const before = event.previous_message;
  const after = event.subtype === 'message_changed' ? event.message : before;
  if (after && (after.user === self.botUser || after.bot_id === self.botId)) return null;
  if (event.subtype === 'message_deleted') return { ts: event.deleted_ts, changed: 'deleted' };
  // A deleted message that has replies leaves a tombstone in its place.
  if (event.message.subtype === 'tombstone') return { ts: event.message.ts, changed: 'deleted' };
  // A preview of a link changes a message too.
  const rewritten = before ? before.text !== event.message.text : Boolean(event.message.edited);
  return rewritten ? { ts: event.message.ts, changed: 'edited' } : null;
};

export const makeMessageChanged = ({ rounds, whoWeAre }: Deps): Handler =>
  async (event, body) => {
    const parsed = MessageEvent.safeParse(event);
    // New messages come by the same subscription; Rounds reads none of them.
    if (!parsed.success) return;
    const change = changeOf(parsed.data, await whoWeAre.known());
    if (change) await rounds.sourceChanged({ platform: 'slack', channel: parsed.data.channel, ts: change.ts }, change.changed, EventBody.parse(body).event_id);
  };

export const makeUserChanged = ({ rounds }: Deps, forget: (user: string) => void): Handler =>
  async (event, body) => {
    const { user } = UserChange.parse(event);
    forget(user.id);
    if (user.deleted) await rounds.personLeft({ platform: 'slack', id: user.id }, EventBody.parse(body).event_id);
  };
