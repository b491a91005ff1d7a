// Requests as Slack signs them, for what the double does not do by itself: the same one again, an old one, one from the future.
import { createHmac } from 'node:crypto';
import type { World } from './world.js';

export type Signed = { body: string; headers: Record<string, string> };

const FORM = 'application/x-www-form-urlencoded';

/** Signs a payload as an interaction. `at` is the time stamp that it carries. */
export const signed = (world: World, payload: unknown, at: Date): Signed => {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', world.secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { body, headers: { 'content-type': FORM, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` } };
};

export const send = async (world: World, { body, headers }: Signed): Promise<{ status: number; text: string }> => {
  const response = await fetch(world.url('/slack/events'), { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
};

/** The last request of a kind that went to Rounds, as Slack would send it once more at `at`. */
export const lastOf = (world: World, kind: string): Record<string, unknown> => {
  const found = world.slack.deliveries.findLast((delivery) => delivery.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} was sent`);
  return found.body;
};

/** An hour of seconds, so that every repetition has a signature of its own: only the payload says that it is one. */
export const again = (world: World, payload: unknown, secondsAgo: number) => send(world, signed(world, payload, new Date(Date.now() - secondsAgo * 1000)));
