// The signature of a delivery, as Standard Webhooks 1.0 has it: HMAC-SHA256 over `id.timestamp.body`, base64, under `v1`.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A time stamp may be this far from our clock, either way: what is older was recorded, or waited for too long. */
export const WINDOW_SECONDS = 5 * 60;
const PREFIX = 'whsec_';
const LONGEST_ID = 256;

export type Signed = { id: string; timestamp: string; signatures: readonly string[]; body: Buffer };

/** Why it is not believed, for the sender's developer; a wrong secret and a changed body look alike. */
export type Doubt = 'no_id' | 'no_timestamp' | 'no_signature' | 'wrong_signature' | 'too_old_or_new';

type Headers = Readonly<Record<string, string | string[] | undefined>>;
const one = (headers: Headers, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** Reads the three headers; what is missing is named. */
export const readSigned = (headers: Headers, body: Buffer): Signed | Doubt => {
  const [id, timestamp, signature] = [one(headers, 'webhook-id'), one(headers, 'webhook-timestamp'), one(headers, 'webhook-signature')];
  if (id === '' || id.length > LONGEST_ID) return 'no_id';
  if (!/^\d{1,12}$/.test(timestamp)) return 'no_timestamp';
  const signatures = signature.split(/\s+/).flatMap((each) => (each.startsWith('v1,') ? [each.slice('v1,'.length)] : []));
  return signatures.length === 0 ? 'no_signature' : { id, timestamp, signatures, body };
};

/** `whsec_` and the key as base64. */
export const sign = (secret: string, { id, timestamp, body }: Omit<Signed, 'signatures'>): string =>
  createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${timestamp}.`).update(body).digest('base64');

const same = (given: string, wanted: string) => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** Null where one of the secrets signed it, just now. */
export const doubtOf = (signed: Signed, secrets: readonly string[], now: Date): Doubt | null => {
  const wanted = secrets.map((secret) => sign(secret, signed));
  if (!wanted.some((each) => signed.signatures.some((given) => same(given, each)))) return 'wrong_signature';
  return Math.abs(now.getTime() / 1000 - Number(signed.timestamp)) > WINDOW_SECONDS ? 'too_old_or_new' : null;
};
