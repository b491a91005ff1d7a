import { createHmac } from 'node:crypto';
import type { Delivery, Timing } from './types.js';

/** How the app answered: its body where the status was 2xx. */
export type AppAnswer = { ok: true; body: string } | { ok: false; reason: 'timeout' | 'failed' };

export type Dispatch = {
  /** Interactivity and commands: sent once, form-encoded. */
  ask(kind: string, form: Record<string, string>, shown: Record<string, unknown>): Promise<AppAnswer>;
  /** The Events API: JSON, and repeated where the app does not take it. Resolves after the first attempt. */
  tell(kind: string, envelope: Record<string, unknown>): Promise<AppAnswer>;
  /** Sends a request once more: an event with the headers of a repetition, anything else as it was. */
  again(delivery: Delivery): Promise<AppAnswer>;
  settled(): Promise<void>;
  stop(): void;
};

type Settings = { appUrl: () => string; signingSecret: string; wall: () => number; timing: Timing; deliveries: Delivery[] };
type Sent = { kind: string; shown: Record<string, unknown>; body: string; type: string; attempt: number; headers?: Record<string, string> };

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
const signed = (body: string, secret: string, wall: number) => {
  const timestamp = String(Math.floor(wall / 1000));
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}` };
};

const reasons = { timeout: 'http_timeout', failed: 'http_error' } as const;

const repeated = (sent: Sent, reason: keyof typeof reasons): Sent => ({
  ...sent,
  attempt: sent.attempt + 1,
  headers: { 'x-slack-retry-num': String(sent.attempt + 1), 'x-slack-retry-reason': reasons[reason] },
});

/** Sends signed requests to the app and waits `acknowledgeMs` for each. */
export const createDispatch = ({ appUrl, signingSecret, wall, timing, deliveries }: Settings): Dispatch => {
  const underWay = new Set<Promise<unknown>>();
  const waiting = new Set<NodeJS.Timeout>();
  const requests = new WeakMap<Delivery, Sent>();
  let stopped = false;

  const attempt = async (sent: Sent): Promise<AppAnswer & { noRetry?: boolean }> => {
    const { kind, shown, body, type, attempt: nth, headers } = sent;
    const delivery: Delivery = { kind, body: shown, attempt: nth, ms: 0 };
    deliveries.push(delivery);
    requests.set(delivery, sent);
    const started = performance.now();
    const signal = AbortSignal.timeout(timing.acknowledgeMs);
    try {
      const response = await fetch(appUrl(), { method: 'POST', body, signal, headers: { 'content-type': type, ...signed(body, signingSecret, wall()), ...headers } });
      const text = await response.text();
      delivery.status = response.status;
      if (response.ok) return { ok: true, body: text };
      return { ok: false, reason: 'failed', noRetry: response.headers.get('x-slack-no-retry') === '1' };
    } catch {
      return { ok: false, reason: signal.aborted ? 'timeout' : 'failed' };
    } finally {
      delivery.ms = performance.now() - started;
    }
  };

  const send = (sent: Sent) => {
    const answer = attempt(sent);
    underWay.add(answer);
    void answer.finally(() => underWay.delete(answer));
    return answer;
  };

  const repeatLater = (sent: Sent, reason: 'timeout' | 'failed') => {
    const delay = timing.retryAfterMs[sent.attempt];
    if (delay === undefined || stopped) return;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      void deliver(repeated(sent, reason));
    }, delay).unref();
    waiting.add(timer);
  };

  const deliver = async (sent: Sent): Promise<AppAnswer> => {
    const answer = await send(sent);
    if (!answer.ok && !answer.noRetry) repeatLater(sent, answer.reason);
    return answer;
  };

  return {
    ask: (kind, form, shown) => send({ kind, shown, body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded', attempt: 0 }),
    tell: (kind, envelope) => deliver({ kind, shown: envelope, body: JSON.stringify(envelope), type: 'application/json', attempt: 0 }),
    again: (delivery) => {
      const sent = requests.get(delivery);
      if (!sent) throw new Error('This was not sent by this workspace.');
      return send(sent.type === 'application/json' ? repeated(sent, 'timeout') : sent);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => {
      stopped = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
};
