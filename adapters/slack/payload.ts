// What Slack sends, as far as Rounds reads it. Parsed at the door; whatever else stands in a payload never comes in.
import { z } from 'zod';
import { SentView } from './read-form.js';

const Person = z.object({ id: z.string(), team_id: z.string().nullish() });
const channel = z.object({ id: z.string() });

export const GlobalShortcut = z.object({ user: Person, trigger_id: z.string(), callback_id: z.string() });

export const MessageShortcut = GlobalShortcut.extend({
  channel,
  message_ts: z.string(),
  message: z.object({ ts: z.string(), thread_ts: z.string().nullish(), user: z.string().nullish(), bot_id: z.string().nullish(), text: z.string().nullish() }),
});

export const Command = z.object({ user_id: z.string(), team_id: z.string().nullish(), trigger_id: z.string(), text: z.string().default(''), response_url: z.string(), channel_id: z.string() });

const PressedView = z.discriminatedUnion('type', [SentView.extend({ type: z.literal('modal') }), z.object({ type: z.literal('home'), id: z.string() })]);

export const BlockActions = z.object({
  user: Person,
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  container: z.object({ type: z.string(), message_ts: z.string().nullish(), channel_id: z.string().nullish(), is_ephemeral: z.boolean().nullish() }),
  message: z.object({ ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
  view: PressedView.nullish(),
  actions: z.array(z.object({ action_id: z.string().default(''), block_id: z.string().default(''), value: z.string().nullish(), action_ts: z.string().default('') })).min(1),
});
export type BlockActions = z.infer<typeof BlockActions>;

export const ViewSubmission = z.object({ user: Person, view: SentView });

export const BlockSuggestion = z.object({ user: Person, block_id: z.string(), value: z.string().default(''), view: SentView });

/** What any interaction carries, for the answer to one that Rounds does not know. */
export const AnyInteraction = z.object({ user: Person, trigger_id: z.string().nullish() });

const SomeMessage = z.object({ ts: z.string(), subtype: z.string().nullish(), user: z.string().nullish(), bot_id: z.string().nullish(), text: z.string().nullish(), edited: z.unknown().optional() });

export const EventBody = z.object({ event_id: z.string(), team_id: z.string().nullish() });
export const HomeOpened = z.object({ user: z.string(), tab: z.string() });
export const UserChange = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().default(false) }) });
export const MessageEvent = z.discriminatedUnion('subtype', [
  z.object({ subtype: z.literal('message_changed'), channel: z.string(), message: SomeMessage, previous_message: SomeMessage.nullish() }),
  z.object({ subtype: z.literal('message_deleted'), channel: z.string(), deleted_ts: z.string(), previous_message: SomeMessage.nullish() }),
]);
export type MessageEvent = z.infer<typeof MessageEvent>;
