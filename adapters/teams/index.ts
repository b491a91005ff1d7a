// Teams: the door through which people act, and the platform that carries notices.
import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Application, RequestHandler } from 'express';
import { faultFields } from '../../src/fault-fields.js';
import type { AddressStore } from '../../src/ports/address-store.js';
import type { ChatPlatform } from '../../src/ports/chat-platform.js';
import type { SeenStore } from '../../src/ports/task-store.js';
import type { Rounds } from '../../src/use-cases/rounds.js';
import { realAfter } from '../../src/within.js';
import type { After } from '../../src/within.js';
import { makeAddresses } from './addresses.js';
import type { Answer } from './answers.js';
import { isOurService, makeAdmit } from './auth.js';
import { makeConnector } from './connector.js';
import { makeOwnToken } from './own-token.js';
import { Activity, tenantOf } from './payload.js';
import { makeReceive } from './receive.js';
import type { Log } from './receive.js';
import type { Registration } from './registration.js';
import { makePlatform, makeSendTo } from './send.js';

export { readCertificate } from './certificate.js';
export type { Credential } from './registration.js';

/** Where Teams sends everything. */
export const ENDPOINT = '/api/messages';
const BODY_LIMIT = '256kb';
const DAY_MS = 86_400_000;
/** So long before a certificate ends each start says so. */
const SOON_DAYS = 30;

export type TeamsOptions = {
  rounds: Rounds;
  seen: SeenStore;
  addresses: AddressStore;
  /** `playground`: Microsoft's local client, whose requests carry no token. */
  registration: Registration | 'playground';
  app: Application;
  log: Log;
  /** Wall time. */
  now: () => Date;
  /** The practice's time zone. */
  zone: () => string;
  after?: After;
};

export type TeamsAdapter = {
  start(): Promise<void>;
  /** Resolves when everything under way has ended. */
  stop(): Promise<void>;
  ready(): Promise<{ ok: boolean; problem?: string }>;
  platform: ChatPlatform;
};

/** Everything of Teams. What it needs comes in; it reads no environment. Mounts `POST /api/messages` at once. */
export const createTeamsAdapter = ({ rounds, seen, addresses: store, registration, app, log, now, zone, after = realAfter }: TeamsOptions): TeamsAdapter => {
  const open = registration === 'playground';
  const tenant = open ? null : registration.tenant;
  const place = { in: 'message', dialogs: !open } as const;
  const ownToken = makeOwnToken(registration, now);
  const connector = makeConnector({ ownToken, appId: open ? 'playground' : registration.appId, tenant: tenant ?? '' });
  const addresses = makeAddresses(store);
  const admit = makeAdmit(registration);
  const underWay = new Map<string | symbol, Promise<unknown>>();

  /** Remembers work until it has ended. The same event that comes while it is handled waits for that. */
  const keep = (work: Promise<unknown>, name: string | symbol = Symbol('work')): Promise<unknown> => {
    const kept = work.finally(() => underWay.delete(name));
    underWay.set(name, kept);
    return kept;
  };

  const { invoke, event } = makeReceive({
    rounds, addresses, place, zone, log, after, tenant, newReference: () => randomBytes(4).toString('hex'), keep: (work) => void keep(work),
    sendTo: makeSendTo({ connector, addresses }),
    reply: (activity, message) => connector.send(activity.serviceUrl, activity.conversation.id, message),
  });

  /** An event is marked as seen when its handling has ended well: a crash in between costs a second delivery, never the event. */
  const once = async (activity: Activity): Promise<void> => {
    const key = `teams:${activity.type}:${activity.conversation.id}:${activity.id ?? ''}:${activity.channelData?.eventType ?? ''}`;
    const run = async () => {
      if (activity.id && (await seen.has(key))) return;
      await event(activity);
      if (activity.id) await seen.mark(key);
    };
    await (underWay.get(key) ?? keep(run(), key));
  };

  const handle = async (activity: Activity): Promise<Answer> => {
    if (activity.type === 'invoke') return invoke(activity);
    await once(activity);
    return { status: 200 };
  };

  const receive: RequestHandler = async (request, response) => {
    const parsed = Activity.safeParse(request.body);
    if (!parsed.success) return void response.status(400).end();
    const activity = parsed.data;
    if (!isOurService(activity.serviceUrl, registration) || (tenant !== null && tenantOf(activity) !== tenant)) {
      log.warn({ code: 'wrong_tenant_or_service' }, 'A request was refused');
      return void response.status(403).end();
    }
    let answer: Answer = { status: 500 };
    const admitted = await admit(request.headers.authorization ?? '', request.body as object, async () => {
      answer = await handle(activity);
    }).catch((error: unknown) => {
      log.error(faultFields(error), 'A request from Teams could not be handled');
      return true;
    });
    if (!admitted) {
      log.warn({ code: 'wrong_token' }, 'A request was refused');
      return void response.status(401).end();
    }
    const { status, body } = answer;
    return void (body === undefined ? response.status(status).end() : response.status(status).json(body));
  };
  app.post(ENDPOINT, express.json({ limit: BODY_LIMIT }), (request, response, next) => void keep(Promise.resolve(receive(request, response, next))));

  const sayEnd = () => {
    if (open || !('certificate' in registration.credential)) return;
    const days = Math.floor((registration.credential.certificate.endsAt.getTime() - now().getTime()) / DAY_MS);
    if (days <= SOON_DAYS) log.warn({ code: 'certificate_ends', days }, 'The certificate of TEAMS_APP_CERTIFICATE ends soon, and Teams with it: docs/teams.md says how to change it');
  };

  return {
    platform: makePlatform({ connector, addresses, place }),
    async start() {
      if (open) log.warn({ code: 'no_tokens' }, 'TEAMS_PLAYGROUND=1: whoever is on this machine can act as anybody. Never for a practice.');
      sayEnd();
      await ownToken().catch((error: unknown) => log.warn(faultFields(error), 'Microsoft gave no token; it is asked again with the first message'));
    },
    ready: () => ownToken().then(() => ({ ok: true }), () => ({ ok: false, problem: 'Microsoft gives no token: check TEAMS_APP_ID, TEAMS_TENANT_ID, and the secret or the certificate.' })),
    async stop() {
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
    },
  };
};
