// Notices: posts and edits on their own web client. Trying again is the relay's business; what may have been posted is looked for first.
//
// A connection that breaks after Slack took a post leaves a doubt. Then the next try with the same key reads the conversation's latest messages for that
// key, which stands in the message's metadata and says nothing else (any app in the channel can read it). The history scopes of channels are there anyway
// for edits of source messages; `im:history` opens no more than the bot's own direct messages. A doubt does not outlive the process, and a conversation
// that may not be read is not: in those gaps a notice may come twice, as the port allows.
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { WebClient } from '@slack/web-api';
import { Throttled, Undeliverable } from '../../src/ports/chat-platform.js';
import type { ChatPlatform, Destination, MessageRef } from '../../src/ports/chat-platform.js';
import { slackCode } from './log.js';
import { makePace } from './pace.js';
import type { After } from './patience.js';
import { renderMessage } from './render-card.js';

const NOTICE = 'rounds_notice';
const LOOK_BACK = 100;
const REMEMBERED = 1000;

/** Trying again cannot help: somebody must invite the bot, open the channel, or the person is gone; or the message itself is refused. */
const HOPELESS = new Set([
  'not_in_channel', 'channel_not_found', 'is_archived', 'is_inactive', 'restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel', 'user_disabled', 'user_not_found', 'users_not_found', 'user_not_visible', 'cannot_dm_bot', 'messages_tab_disabled',
  'cant_update_message', 'edit_window_closed', 'cannot_reply_to_message', 'thread_not_found', 'thread_locked', 'not_allowed_in_channel', 'method_not_supported_for_channel_type',
  'invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long', 'no_text', 'metadata_too_large', 'invalid_metadata_format', 'missing_scope', 'ekm_access_denied',
]);
/** Slack says of these two that part of the work may have been done. */
const HALF_DONE = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

/** Slack or the way to it failed; it may heal. Carries Slack's code and nothing of the message. */
export class SlackTrouble extends Error {
  override name = 'SlackTrouble';
  constructor(readonly code: string) {
    super(`Slack could not be used: ${code}`);
  }
}

const translated = (error: unknown): unknown => {
  if (error instanceof WebAPIRateLimitedError) return new Throttled(error.retryAfter * 1000);
  const code = slackCode(error);
  if (code === null) return error;
  return HOPELESS.has(code) ? new Undeliverable(code) : new SlackTrouble(code);
};

const isInDoubt = (error: unknown) => {
  const code = slackCode(error);
  return code !== null && (HALF_DONE.has(code) || code === 'slack_webapi_request_error' || /^http_5/.test(code));
};

type SomeMessage = { ts?: string; metadata?: { event_type?: string; event_payload?: object } };
const carries = (key: string) => ({ metadata }: SomeMessage) => metadata?.event_type === NOTICE && (metadata.event_payload as { key?: unknown } | undefined)?.key === key;

/** Slack as a platform for notices. */
export const makePlatform = ({ notices, now, after }: { notices: WebClient; now: () => Date; after: After }): ChatPlatform => {
  const pace = makePace({ now, after });
  const directs = new Map<string, string>();
  const doubts = new Set<string>();

  const directWith = async (user: string): Promise<string> => {
    const known = directs.get(user);
    if (known !== undefined) return known;
    const { channel } = await notices.conversations.open({ users: user });
    if (!channel?.id) throw new SlackTrouble('no_direct_message');
    directs.set(user, channel.id);
    return channel.id;
  };

  const placeOf = async (destination: Destination): Promise<{ channel: string; thread: string | null }> => {
    switch (destination.to) {
      case 'person':
        return { channel: await directWith(destination.id), thread: null };
      case 'channel':
        return { channel: destination.id, thread: null };
      case 'thread':
        return { channel: destination.channel, thread: destination.ts };
    }
  };

  const doubt = (key: string) => {
    const [oldest] = doubts;
    if (doubts.size >= REMEMBERED && oldest !== undefined) doubts.delete(oldest);
    doubts.add(key);
  };

  /** Where a post in doubt stands; null where it is not found, or may not be looked for. */
  const find = async (channel: string, thread: string | null, key: string): Promise<MessageRef | null> => {
    const look = { channel, limit: LOOK_BACK, include_all_metadata: true };
    try {
      const { messages = [] } = thread === null ? await notices.conversations.history(look) : await notices.conversations.replies({ ...look, ts: thread });
      const found = (messages as SomeMessage[]).find(carries(key));
      return found?.ts === undefined ? null : { channel, ts: found.ts };
    } catch (error) {
      if (translated(error) instanceof Undeliverable) return null;
      throw error;
    }
  };

  const send = async (channel: string, thread: string | null, message: Parameters<ChatPlatform['post']>[1], key: string): Promise<MessageRef> => {
    await pace.turn(channel);
    const posted = await notices.chat.postMessage({
      channel,
      ...renderMessage(message),
      ...(thread !== null && { thread_ts: thread, reply_broadcast: false }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: NOTICE, event_payload: { key } },
    });
    if (posted.ts === undefined) throw new SlackTrouble('no_ts');
    return { channel: posted.channel ?? channel, ts: posted.ts };
  };

  return {
    name: 'slack',

    async post(destination, message, key) {
      let channel: string | null = null;
      try {
        const place = await placeOf(destination);
        channel = place.channel;
        const ref = (doubts.has(key) ? await find(channel, place.thread, key) : null) ?? (await send(channel, place.thread, message, key));
        doubts.delete(key);
        return ref;
      } catch (error) {
        if (isInDoubt(error)) doubt(key);
        const reason = translated(error);
        if (reason instanceof Throttled && channel !== null && error !== reason) pace.hold(channel, reason.retryAfterMs);
        if (reason instanceof Undeliverable && destination.to === 'person') directs.delete(destination.id);
        throw reason;
      }
    },

    async update(ref, message) {
      try {
        await notices.chat.update({ channel: ref.channel, ts: ref.ts, ...renderMessage(message) });
        return 'updated';
      } catch (error) {
        if (slackCode(error) === 'message_not_found') return 'gone';
        throw translated(error);
      }
    },
  };
};
