// Sends webhooks, and only to the internet: a rule of the playbook must not make Rounds ask what stands inside the practice's network.
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import http from 'node:http';
import https from 'node:https';
import { Undeliverable } from '../../src/ports/chat-platform.js';
import type { WebhookSender } from '../../src/ports/webhook-sender.js';
import { isLoopback, isPublic } from './addresses.js';

const LIMIT_MS = 10_000;

/** The receiver answered, and not with yes. The name is what an admin reads as the trouble. */
class Answered extends Error {
  constructor(status: number) {
    super(`the receiver answered ${String(status)}`);
    this.name = `http_${String(status)}`;
  }
}

/** `loopback`: also to this machine, by plain HTTP; for tests and development. */
export const createWebhookSender = ({ loopback }: { loopback: boolean }): WebhookSender => {
  const isOpen = (address: string) => isPublic(address) || (loopback && isLoopback(address));

  /** Asked as the connection is made: a name that means another address a moment later gains nothing by it. */
  const guarded: LookupFunction = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) return done(error ?? new Error('no address'), '');
      if (!found.every(({ address }) => isOpen(address))) return done(new Undeliverable('private_address'), '');
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };

  const wayTo = (url: URL): typeof http | typeof https => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isOpen(host)) throw new Undeliverable('private_address');
    if (url.protocol === 'https:') return https;
    if (loopback && url.protocol === 'http:' && isLoopback(host)) return http;
    throw new Undeliverable('not_https');
  };

  return {
    post: async (address, headers, body) => {
      const url = new URL(address);
      const { request } = wayTo(url);
      const status = await new Promise<number>((resolve, reject) => {
        const asked = request(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Rounds' }, lookup: guarded, signal: AbortSignal.timeout(LIMIT_MS), agent: false }, (answer) => {
          // What it says beside the status is nobody's business here, however much it is.
          answer.destroy();
          resolve(answer.statusCode ?? 0);
        });
        asked.on('error', reject);
        asked.end(body);
      });
      if (status === 410) throw new Undeliverable('http_410'); // It wants no more of these.
      // A redirect is not followed: it would lead around the check above.
      if (status < 200 || status > 299) throw new Answered(status);
    },
  };
};
