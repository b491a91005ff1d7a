// Shows things to the person who acts: modals, sentences that they alone see, App Home.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Message } from '../../src/view/nodes.js';
import { slackCode } from './log.js';
import { renderMessage } from './render-card.js';
import { words } from './words.js';

export type Place = { channel: string; thread: string | null; responseUrl: string | null };

/** What became of an update: the person may have closed the view, or gone on in it. */
export type Updated = 'shown' | 'closed' | 'moved_on';

const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged']);
const UNREACHABLE_HERE = new Set(['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived', 'restricted_action', 'cannot_reply_to_message']);

const RESPONSE_MS = 2500;

export type Show = ReturnType<typeof makeShow>;

/** `fetch` is for response URLs, which are no Web API methods. */
export const makeShow = ({ people, fetch = globalThis.fetch }: { people: WebClient; fetch?: typeof globalThis.fetch }) => {
  const direct = async (user: string, message: Message): Promise<void> => {
    const { channel } = await people.conversations.open({ users: user });
    await people.chat.postMessage({ channel: channel?.id ?? user, unfurl_links: false, unfurl_media: false, ...renderMessage(message) });
  };

  const respond = async (url: string, message: Message, replace: boolean): Promise<void> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...renderMessage(message) }),
      signal: AbortSignal.timeout(RESPONSE_MS),
    });
    if (!answer.ok) throw Object.assign(new Error('a response URL was refused'), { code: `response_url_${answer.status}` });
  };

  /** A view's id, or null where the trigger had died: then the person is told in a direct message. */
  const onTrigger = async (user: string, open: () => Promise<{ view?: { id?: string } }>): Promise<string | null> => {
    try {
      return (await open()).view?.id ?? null;
    } catch (error) {
      if (!TOO_LATE.has(slackCode(error) ?? '')) throw error;
      await direct(user, words.tooLate);
      return null;
    }
  };

  return {
    direct,
    respond,
    /** Opens a view that may be drawn anew later: `hash` tells whether somebody went on in it. Null where the trigger had died. */
    openToChange: async (user: string, trigger: string, view: ModalView): Promise<{ id: string; hash: string } | null> => {
      const opened: { view?: { id?: string; hash?: string } } = {};
      const id = await onTrigger(user, async () => Object.assign(opened, await people.views.open({ trigger_id: trigger, view })));
      return id === null || opened.view?.hash === undefined ? null : { id, hash: opened.view.hash };
    },
    open: (user: string, trigger: string, view: ModalView) => onTrigger(user, () => people.views.open({ trigger_id: trigger, view })),
    push: (user: string, trigger: string, view: ModalView) => onTrigger(user, () => people.views.push({ trigger_id: trigger, view })),
    /** With a `hash`, nothing is overwritten that came in the meantime. `hash` of the answer is the view's new one. */
    update: async (viewId: string, view: ModalView, hash?: string): Promise<{ result: Updated; hash: string | null }> => {
      try {
        const answer = await people.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) });
        return { result: 'shown', hash: answer.view?.hash ?? null };
      } catch (error) {
        const code = slackCode(error);
        if (code === 'hash_conflict') return { result: 'moved_on', hash: null };
        if (code === 'not_found' || code === 'view_not_found') return { result: 'closed', hash: null };
        throw error;
      }
    },
    home: (user: string, view: HomeView) => people.views.publish({ user_id: user, view }).then(() => undefined),
    /** To this person alone, where they pressed; where the bot may not write there, by the press's own URL or a direct message. */
    privately: async (user: string, { channel, thread, responseUrl }: Place, message: Message): Promise<void> => {
      try {
        const rendered: { text: string; blocks: KnownBlock[] } = renderMessage(message);
        await people.chat.postEphemeral({ channel, user, ...(thread !== null && { thread_ts: thread }), ...rendered });
      } catch (error) {
        if (!UNREACHABLE_HERE.has(slackCode(error) ?? '')) throw error;
        await (responseUrl !== null ? respond(responseUrl, message, false) : direct(user, message));
      }
    },
  };
};
