import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP_ID = '8c1f0000-0000-4000-8000-00000000a001';
export const TENANT = '8c1f0000-0000-4000-8000-0000000000ee';
export const PASSWORD = 'bench-secret';
export const ISSUER = 'https://api.botframework.com';
const MINUTES = 60;

export type FakeTeams = {
  url: string;
  /** Where a bot answers to. */
  service: string;
  /** A token of the channel's for this service, for the whole run. */
  token: string;
  /** When each edit of a message came, on this process's clock. */
  edits: number[];
  close(): void;
};

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A Teams that says yes to everything at once: what a bot sends is part of its cost, Teams' own time is not. */
export const startFakeTeams = async (): Promise<FakeTeams> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const edits: number[] = [];
  let ids = 0;
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    const answer = (): object => {
      if (url.endsWith('/token')) return { access_token: 'own', expires_in: 3600 };
      if (url.endsWith('openidconfiguration')) return { issuer: ISSUER, jwks_uri: `${base()}/keys` };
      if (url === '/keys') return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256', endorsements: ['msteams'] }] };
      if (method === 'PUT') edits.push(performance.now());
      ids += 1;
      return { id: `a:${ids}`, activityId: `${ids}` };
    };
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = `${base()}/teams/`;
  const now = Math.floor(Date.now() / 1000);
  const said = `${encoded({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encoded({ iss: ISSUER, aud: APP_ID, serviceurl: service, nbf: now - 60, exp: now + MINUTES * 60 })}`;
  const token = `${said}.${sign('sha256', Buffer.from(said), privateKey).toString('base64url')}`;
  return { url: base(), service, token, edits, close: () => (server.closeAllConnections(), void server.close()) };
};
