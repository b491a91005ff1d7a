// A source of the signed webhook, as its own developer would build it.
import { createHmac, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { makeSealer } from '../../adapters/sealer/index.js';
import type { World } from './world.js';

/** What the world's texts are sealed with. */
export const worldSealer = makeSealer(Buffer.alloc(32, 7));

/** Gives a source a secret, as `npm run intake:secret` would. */
export const givesSecret = async (world: World, source: string): Promise<string> => {
  const client = await MongoClient.connect(world.uri);
  const secret = `whsec_${Buffer.from(randomUUID()).toString('base64')}`;
  await client.db().collection<{ _id: string }>('intake_secrets').insertOne({ _id: source, schemaVersion: 1, version: 1, secret: worldSealer.seal(secret), madeAt: new Date(), before: null } as { _id: string });
  await client.close();
  return secret;
};

export type Sent = { status: number; type: string; body: Record<string, unknown>; text: string };
type Delivery = { secret?: string; id?: string; at?: Date; type?: string; signedBody?: string; headers?: Record<string, string | null> };

/** Signs and sends a delivery; `headers` set to null are left out. */
export const delivers = async (world: Pick<World, 'url'>, source: string, payload: string | object, { secret = 'whsec_AAAA', id = randomUUID(), at = new Date(), type = 'application/json', signedBody, headers = {} }: Delivery = {}): Promise<Sent> => {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.${signedBody ?? body}`).digest('base64');
  const all = { 'content-type': type, 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}`, ...headers };
  const answer = await fetch(world.url(`/intake/${source}`), { method: 'POST', body, headers: Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null)) });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: JSON.parse(text) as Record<string, unknown>, text };
};
