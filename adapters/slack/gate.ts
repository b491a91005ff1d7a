// Stands between the receiver and Bolt: what was handled once is not handled again, and every request is acknowledged once.
//
// Slack sends an event again until it is acknowledged, so an event is acknowledged when its handling has ended well, and marked as seen after that: a
// crash in between costs a second delivery, never the event. Bolt acknowledges events before their handlers run. Its `processBeforeResponse` would hold
// that back, but the answers to people as well, until every call after them had ended, and not in socket mode; so this gate keeps the acknowledgement of
// events in hand and lets those of interactions through, with both receivers.
import type { AckFn, ReceiverEvent } from '@slack/bolt';
import type { RequestHandler } from 'express';
import type { SeenStore } from '../../src/ports/task-store.js';
import { faultFields } from './log.js';
import type { Log } from './log.js';
import { within } from './patience.js';
import type { After, Patience } from './patience.js';

/** Slack refuses nothing; Bolt refuses time stamps older than five minutes. Clocks differ a little, so a minute ahead is let through. */
const AHEAD_MS = 60_000;

/** Refuses what says that it comes from the future, as Bolt refuses what is too old: such a request could be sent again for as long. */
export const refuseFuture = (now: () => Date): RequestHandler =>
  (request, response, next) => {
    const stamped = Number(request.headers['x-slack-request-timestamp']) * 1000;
    if (stamped > now().getTime() + AHEAD_MS) response.status(401).send();
    else next();
  };

/** Bolt leaves out of account what stands behind a second `=` of a signature: the same request would come in under as many names as somebody likes. */
export const refuseOddSignature: RequestHandler = (request, response, next) => {
  if (/^v0=[0-9a-f]{64}$/.test(String(request.headers['x-slack-signature']))) next();
  else response.status(401).send();
};

/** The name of this delivery, given by the receiver: a request's signature, a socket's envelope. */
export type Delivery = { delivery?: string };

const keyOf = (event: ReceiverEvent): string | null => {
  const body = event.body as { event_id?: unknown; type?: unknown };
  if (typeof body.event_id === 'string') return `slack:event:${body.event_id}`;
  // The same letters typed twice within a second make the same request, and both want their options.
  if (body.type === 'block_suggestion') return null;
  const { delivery } = (event.customProperties ?? {}) as Delivery;
  return delivery === undefined ? null : `slack:request:${delivery}`;
};

export type Gate = (event: ReceiverEvent, handle: (event: ReceiverEvent) => Promise<void>) => Promise<void>;

export const makeGate = ({ seen, log, after, patience }: { seen: SeenStore; log: Log; after: After; patience: Pick<Patience, 'seenMs'> }): Gate => {
  const underWay = new Map<string, Promise<void>>();

  /** A store that is slow or down must not keep a person waiting: Rounds knows commands and events by their ids as well, so a second run changes nothing. */
  const wasSeen = async (key: string): Promise<boolean> => {
    const asked = seen.has(key).catch((error: unknown) => {
      log.warn(faultFields(error), 'Could not ask whether a delivery was seen before');
      return false;
    });
    const first = await within(asked, patience.seenMs, after);
    return !first.late && first.value;
  };

  const mark = (key: string) =>
    seen.mark(key).then(
      () => undefined,
      (error: unknown) => log.warn(faultFields(error), 'Could not mark a delivery as seen'),
    );

  const acknowledgeOnce = (event: ReceiverEvent) => {
    let acknowledged = false;
    return async (body?: unknown) => {
      if (acknowledged) return;
      acknowledged = true;
      try {
        await (event.ack as AckFn<unknown>)(body);
      } catch (error) {
        // Slack had given up waiting, and Bolt has answered for us.
        if ((error as { code?: unknown }).code !== 'ERR_HTTP_HEADERS_SENT') throw error;
        log.info({ code: 'ERR_HTTP_HEADERS_SENT' }, 'An acknowledgement came too late');
      }
    };
  };

  return async (event, handle) => {
    const key = keyOf(event);
    const acknowledge = acknowledgeOnce(event);
    const run = async () => {
      if (key !== null && (await wasSeen(key))) return;
      const isEvent = 'event' in event.body;
      await handle({ ...event, ack: isEvent ? async () => undefined : acknowledge });
      await acknowledge();
      if (key !== null) await mark(key);
    };
    const earlier = key === null ? undefined : underWay.get(key);
    const work = earlier ?? run();
    if (key !== null && !earlier) underWay.set(key, work);
    try {
      await work;
      await acknowledge();
    } finally {
      if (key !== null && !earlier) underWay.delete(key);
    }
  };
};
