// One try to tell a receiver, signed as the Standard Webhooks specification says (https://www.standardwebhooks.com, v1).
import { createHmac } from 'node:crypto';
import type { Webhook } from '../domain/out.js';
import { hookPayload } from '../domain/webhooks.js';
import { Undeliverable } from '../ports/chat-platform.js';
import type { Notice } from '../ports/notice-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { WebhookSender } from '../ports/webhook-sender.js';
import type { Deps } from './deps.js';

export type SendingWebhooks = Pick<Deps, 'tasks' | 'playbooks' | 'sealer'> & { webhooks: WebhookSender; wallClock(): Date };

/**
 * A receiver's secrets, today's first. They are worked out of the field key and stand nowhere; the one before `secret: 2` is good beside it, as are
 * those of the field key before this one, so that a receiver can be changed in its own time.
 */
export const secretsOf = ({ key, secret }: Pick<Webhook, 'key' | 'secret'>, sealer: Pick<Sealer, 'secretsFor'>): readonly Buffer[] =>
  [secret, secret - 1].filter((each) => each > 0).flatMap((each) => sealer.secretsFor(`webhook ${key} ${String(each)}`));

/** As receivers' libraries take it. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

export const signed = (id: string, at: Date, body: string, secrets: readonly Buffer[]): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};

/** Throws Undeliverable where the receiver or the task is gone, and whatever the sender throws. */
export const sendWebhook = async ({ key: id, task: number, wanted }: Pick<Notice, 'key' | 'task' | 'wanted'>, receiver: string, { tasks, playbooks, sealer, webhooks, wallClock }: SendingWebhooks): Promise<void> => {
  const webhook = playbooks.current().webhooks.find(({ key }) => key === receiver);
  const task = number === null ? null : await tasks.load(number);
  const payload = task && hookPayload(task, wanted);
  if (webhook === undefined) throw new Undeliverable('no_receiver');
  if (payload === null) throw new Undeliverable('task_gone');
  const body = JSON.stringify(payload);
  await webhooks.post(webhook.url, { 'content-type': 'application/json', ...signed(id, wallClock(), body, secretsOf(webhook, sealer)) }, body);
};
