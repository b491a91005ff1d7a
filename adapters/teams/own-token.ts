// The token for our own calls, asked for with the app's secret or in the name of its certificate.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertionOf } from './certificate.js';
import { addressesOf } from './registration.js';
import type { Registration } from './registration.js';

const SCOPE = 'https://api.botframework.com/.default';
const CALL_MS = 5000;
/** A token is asked for anew so long before it ends. */
const AHEAD_MS = 300_000;

const Granted = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

/** The bot's own token; null for the local client, which asks for none. Throws where Microsoft gives none. */
export type OwnToken = () => Promise<string | null>;

const proofOf = ({ appId, credential }: Registration, address: string, now: Date): Record<string, string> =>
  'secret' in credential
    ? { client_secret: credential.secret }
    : { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertionOf(credential.certificate, { appId, address, id: randomUUID(), now }) };

/** `now` is wall time. */
export const makeOwnToken = (registration: Registration | 'playground', now: () => Date): OwnToken => {
  if (registration === 'playground') return async () => null;
  const { token: address } = addressesOf(registration);
  let held: { token: string; until: number } | null = null;
  return async () => {
    if (held !== null && held.until > now().getTime()) return held.token;
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: registration.appId, scope: SCOPE, ...proofOf(registration, address, now()) });
    const answer = await fetch(address, { method: 'POST', body, signal: AbortSignal.timeout(CALL_MS) });
    if (!answer.ok) throw Object.assign(new Error('Microsoft gave no token. Check TEAMS_APP_ID, TEAMS_TENANT_ID, and the secret or the certificate.'), { code: `token_${answer.status}` });
    const granted = Granted.parse(await answer.json());
    held = { token: granted.access_token, until: now().getTime() + granted.expires_in * 1000 - AHEAD_MS };
    return held.token;
  };
};
