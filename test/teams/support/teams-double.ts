// A strict double of what stands around a Teams bot: the token issuer, its published keys, the Bot Connector. Real signatures, real HTTP, cards held against
// the schema. What is not done as Microsoft documents it is refused, and says so.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { faultsOf } from './schema.js';

export const APP_ID = '8c1f0000-0000-4000-8000-00000000a001';
export const TENANT = '8c1f0000-0000-4000-8000-0000000000ee';
export const PASSWORD = 'a-client-secret';
const ISSUER = 'https://api.botframework.com';
const OWN_TOKEN = 'own-token';
/** What Teams takes of a message at most. */
const MESSAGE_BYTES = 28_672;

type Json = Record<string, unknown>;
export type Posted = { id: string; conversation: string; summary: string; card: Json; edits: number };
export type Refusal = { status: number; code: string; headers?: Record<string, string> };

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

export type TeamsDouble = Awaited<ReturnType<typeof openTeamsDouble>>;

/** Whether a request for a token is the app's: by its secret, or by an assertion that its certificate's key signed for this very address, within ten minutes and with an id that is new. */
const proves = async (form: URLSearchParams, { address, pem, seen }: { address: string; pem: string | null; seen: Set<string> }): Promise<boolean> => {
  if (form.get('grant_type') !== 'client_credentials' || form.get('client_id') !== APP_ID || form.get('scope') !== 'https://api.botframework.com/.default') return false;
  if (pem === null) return form.get('client_secret') === PASSWORD;
  if (form.has('client_secret') || form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return false;
  const certificate = new X509Certificate(pem);
  const checked = await jwtVerify(form.get('client_assertion') ?? '', createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })), { audience: address, issuer: APP_ID, subject: APP_ID, algorithms: ['PS256'], typ: 'JWT', requiredClaims: ['jti', 'nbf', 'exp'] }).catch(() => null);
  if (checked === null || checked.protectedHeader['x5t#S256'] !== createHash('sha256').update(certificate.raw).digest('base64url')) return false;
  const { jti = '', exp = 0, nbf = 0 } = checked.payload;
  const isNew = !seen.has(jti);
  seen.add(jti);
  return isNew && exp - nbf <= 600;
};

/** `certificate`: the PEM of what the app is known by, in place of its secret. */
export const openTeamsDouble = async ({ certificate = null }: { certificate?: string | null } = {}) => {
  const assertions = new Set<string>();
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  const messages = new Map<string, Posted>();
  const chats = new Map<string, string>();
  const refusals: Refusal[] = [];
  const complaints: string[] = [];
  const calls: string[] = [];
  let ids = 0;
  const newId = () => `17000000000${String((ids += 1)).padStart(2, '0')}`;

  const keepMessage = (conversation: string, id: string, activity: Json): Refusal | null => {
    const [attachment] = activity['attachments'] as { contentType: string; content: Json }[];
    const card = attachment?.content ?? {};
    const faults = faultsOf(card);
    if (faults.length > 0) complaints.push(...faults);
    if (Buffer.byteLength(JSON.stringify(activity)) > MESSAGE_BYTES) return { status: 413, code: 'MessageSizeTooBig' };
    messages.set(id, { id, conversation, summary: String(activity['summary']), card, edits: (messages.get(id)?.edits ?? -1) + 1 });
    return null;
  };

  const answer = (method: string, path: string, body: Json): { status: number; body: object } | Refusal => {
    const [, , , conversation, , activity] = path.split('/').map(decodeURIComponent);
    if (conversation === undefined) {
      const person = (body['members'] as { id: string }[] | undefined)?.[0]?.id;
      const channel = (body['channelData'] as { channel?: { id: string } }).channel?.id;
      const id = newId();
      const made = person === undefined ? `${channel ?? ''};messageid=${id}` : `a:${person}`;
      if (person !== undefined) chats.set(made, person);
      const refused = body['activity'] ? keepMessage(made, id, body['activity'] as Json) : null;
      return refused ?? { status: 201, body: { id: made, activityId: id } };
    }
    if (!chats.has(conversation) && !conversation.startsWith('19:')) return { status: 404, code: 'ConversationNotFound' };
    if (method === 'POST') {
      const id = newId();
      return keepMessage(conversation, id, body) ?? { status: 201, body: { id } };
    }
    if (!messages.has(activity ?? '')) return { status: 404, code: 'ActivityNotFoundInConversation' };
    return keepMessage(conversation, activity ?? '', body) ?? { status: 200, body: { id: activity } };
  };

  const server = createServer((request, response) => {
    const give = (status: number, body: object, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    void (async () => {
      const path = request.url ?? '';
      const text = await bodyOf(request);
      if (path === `/${TENANT}/oauth2/v2.0/token`) {
        const right = await proves(new URLSearchParams(text), { address: `${base()}${path}`, pem: certificate, seen: assertions });
        return give(right ? 200 : 401, right ? { access_token: OWN_TOKEN, expires_in: 3600, token_type: 'Bearer' } : { error: 'invalid_client' });
      }
      if (path === '/.well-known/openidconfiguration') return give(200, { issuer: ISSUER, jwks_uri: `${base()}/keys` });
      if (path === '/keys') return give(200, { keys: [jwk] });
      calls.push(`${request.method ?? ''} ${path}`);
      if (request.headers.authorization !== `Bearer ${OWN_TOKEN}`) return give(401, { error: { code: 'Unauthorized' } });
      const refusal = refusals.shift();
      const answered = refusal ?? answer(request.method ?? '', path.replace('/teams', ''), JSON.parse(text) as Json);
      return 'code' in answered ? give(answered.status, { error: { code: answered.code } }, answered.headers) : give(answered.status, answered.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
  const service = () => `${base()}/teams/`;

  const token = ({ audience = APP_ID, issuer = ISSUER, serviceurl = service(), key = privateKey, minutes = 5 }: { audience?: string; issuer?: string; serviceurl?: string; key?: typeof privateKey; minutes?: number } = {}) =>
    new SignJWT({ serviceurl }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer(issuer).setAudience(audience).setIssuedAt().setNotBefore('-1m').setExpirationTime(Math.floor(Date.now() / 1000) + minutes * 60).sign(key);

  return {
    base, service, token, newId, messages, complaints, calls, chats,
    /** A key of somebody who is not Microsoft. */
    strangersKey: stranger.privateKey,
    /** The next call of the connector is refused with this. */
    refuses: (refusal: Refusal) => void refusals.push(refusal),
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
};
