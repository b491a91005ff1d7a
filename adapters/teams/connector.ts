// The calls of the Bot Connector that Rounds makes, each once: trying again is the relay's business, and botbuilder's own client would do it unasked.
import { z } from 'zod';
import { Throttled, Undeliverable } from '../../src/ports/chat-platform.js';
import type { AdaptiveCard } from './card.js';
import type { OwnToken } from './own-token.js';

const CALL_MS = 10_000;
/** Where Teams names no time to wait. */
const WAIT_MS = 2000;
/** Somebody else writes to the same conversation at this moment. */
const CONFLICT_MS = 500;

/** Teams or the way to it failed; it may heal. Carries a code and nothing of the message. */
export class TeamsTrouble extends Error {
  override name = 'TeamsTrouble';
  constructor(readonly code: string) {
    super(`Teams could not be used: ${code}`);
  }
}

export type Rendered = { summary: string; card: AdaptiveCard };

const activityOf = ({ summary, card }: Rendered) => ({ type: 'message', textFormat: 'plain', summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] });

const Refusal = z.object({ error: z.object({ code: z.string().regex(/^\w{1,60}$/) }) });
const Made = z.object({ id: z.string(), activityId: z.string().nullish() });
const Sent = z.object({ id: z.string() });

const retryAfter = (headers: Headers): number => {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : WAIT_MS;
};

const refusalOf = async (answer: Response): Promise<Error> => {
  if (answer.status === 429) return new Throttled(retryAfter(answer.headers));
  if (answer.status === 412) return new Throttled(CONFLICT_MS);
  const named = Refusal.safeParse(await answer.json().catch(() => null));
  const code = named.success ? named.data.error.code : `http_${answer.status}`;
  // A token that has ended, and a service that is down, heal; whatever else Teams refuses it refuses again.
  return answer.status === 401 || answer.status === 408 || answer.status >= 500 ? new TeamsTrouble(code) : new Undeliverable(code);
};

export type Connector = ReturnType<typeof makeConnector>;

export const makeConnector = ({ ownToken, appId, tenant }: { ownToken: OwnToken; appId: string; tenant: string }) => {
  const call = async (method: 'POST' | 'PUT', service: string, path: string, body: object): Promise<unknown> => {
    const token = await ownToken();
    const answer = await fetch(`${service.replace(/\/$/, '')}/v3/conversations${path}`, {
      method, body: JSON.stringify(body), signal: AbortSignal.timeout(CALL_MS), redirect: 'error',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    }).catch((error: unknown): never => {
      throw new TeamsTrouble(error instanceof Error ? error.name : 'unknown');
    });
    if (!answer.ok) throw await refusalOf(answer);
    return answer.json().catch(() => ({}));
  };
  const bot = { id: `28:${appId}` };
  const channelData = { tenant: { id: tenant } };

  return {
    /** A message into a conversation; its id there. */
    send: async (service: string, conversation: string, message: Rendered): Promise<string> => Sent.parse(await call('POST', service, `/${encodeURIComponent(conversation)}/activities`, activityOf(message))).id,
    /** Puts a message in the place of one that stands; throws Undeliverable where it was deleted. */
    replace: async (service: string, conversation: string, id: string, message: Rendered): Promise<void> => {
      await call('PUT', service, `/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(id)}`, { ...activityOf(message), id });
    },
    /** The chat with a person who has the app. */
    chatWith: async (service: string, person: string): Promise<string> => Made.parse(await call('POST', service, '', { bot, members: [{ id: person }], isGroup: false, tenantId: tenant, channelData })).id,
    /** A new thread in a channel. */
    postIn: async (service: string, channel: string, message: Rendered): Promise<{ conversation: string; id: string }> => {
      const made = Made.parse(await call('POST', service, '', { bot, isGroup: true, tenantId: tenant, channelData: { ...channelData, channel: { id: channel } }, activity: activityOf(message) }));
      return { conversation: made.id, id: made.activityId ?? made.id };
    },
  };
};
