// Slack: the door through which people act, and the platform that carries notices.
import { App, ExpressReceiver, SocketModeReceiver } from '@slack/bolt';
import type { AuthorizeResult, Receiver, ReceiverEvent } from '@slack/bolt';
import { Router } from 'express';
import type { Application } from 'express';
import type { ChatPlatform } from '../../src/ports/chat-platform.js';
import type { SeenStore } from '../../src/ports/task-store.js';
import type { Rounds } from '../../src/use-cases/rounds.js';
import { makeAsCaller } from './as-caller.js';
import { makeClients } from './clients.js';
import { makeGate, refuseFuture, refuseOddSignature } from './gate.js';
import type { Delivery, Gate } from './gate.js';
import { makePublishHome } from './home.js';
import { makeWhoWeAre, SocketRefused, TokenRefused } from './identity.js';
import type { Identity } from './identity.js';
import { boltLogger, faultFields, slackCode } from './log.js';
import type { Log } from './log.js';
import { makeOnFault } from './on-fault.js';
import { PATIENCE, realAfter } from './patience.js';
import type { After, Patience } from './patience.js';
import { receive } from './receive.js';
import { makePlatform } from './send.js';
import { makeShow } from './show.js';
import { makeWhoIs } from './who.js';

export { SocketRefused, TokenRefused } from './identity.js';
export { LISTENS_TO } from './receive.js';
export type { Log } from './log.js';

/** Where Slack sends everything. */
export const ENDPOINT = '/slack/events';

export type SlackOptions = {
  rounds: Rounds;
  seen: SeenStore;
  botToken: string;
  signingSecret: string;
  /** Turns socket mode on: then nothing is mounted on `app`. */
  appToken?: string | undefined;
  /** Another base address of the Web API. */
  apiUrl?: string | undefined;
  /** `POST /slack/events` is mounted on it at once. No body parser may stand before: Slack signs the body as it was sent. */
  app: Application;
  log: Log;
  /** Wall time. */
  now: () => Date;
  patience?: Partial<Patience>;
  after?: After;
  newReference?: () => string;
};

export type SlackAdapter = {
  /** Throws TokenRefused or SocketRefused. Where Slack cannot be reached it starts all the same, and `ready` says so. */
  start(): Promise<void>;
  /** Resolves when everything under way has ended. */
  stop(): Promise<void>;
  ready(): Promise<{ ok: boolean; problem?: string }>;
  platform: ChatPlatform;
};

/** Bolt, with our gate before every request. */
class GatedApp extends App {
  readonly #gate: Gate;
  readonly #underWay = new Set<Promise<void>>();

  constructor(gate: Gate, options: ConstructorParameters<typeof App>[0]) {
    super(options);
    this.#gate = gate;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    const work = this.#gate(event, (admitted) => super.processEvent(admitted)).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
    return work;
  }

  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }
}

const makeReceiver = ({ signingSecret, appToken, apiUrl, app, now, log }: SlackOptions): Receiver => {
  const logger = boltLogger(log);
  if (appToken !== undefined) {
    const envelope = ({ envelope_id }: { envelope_id?: string }): Delivery => (envelope_id === undefined ? {} : { delivery: envelope_id });
    return new SocketModeReceiver({ appToken, logger, customPropertiesExtractor: envelope, installerOptions: { clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl } } });
  }
  const router = Router();
  router.post(ENDPOINT, refuseOddSignature, refuseFuture(now));
  const signature = ({ headers }: { headers: Record<string, string | string[] | undefined> }): Delivery => ({ delivery: String(headers['x-slack-signature']) });
  return new ExpressReceiver({ signingSecret, app, router, endpoints: ENDPOINT, logger, customPropertiesExtractor: signature });
};

/** Everything of Slack. What it needs comes in; it reads no environment. */
export const createSlackAdapter = (options: SlackOptions): SlackAdapter => {
  const { rounds, seen, botToken, appToken, apiUrl, log, now, after = realAfter } = options;
  const patience = { ...PATIENCE, ...options.patience };
  const logger = boltLogger(log);
  const { people, notices } = makeClients({ botToken, apiUrl, logger });
  const whoWeAre = makeWhoWeAre({ people, now });
  const show = makeShow({ people });
  const { whoIs, forget } = makeWhoIs({ people, rounds, whoWeAre, now, after, patience });
  const asCaller = makeAsCaller({ rounds, whoIs, log, newReference: options.newReference });
  const publishHome = makePublishHome({ rounds, asCaller, show });

  // Bolt's own authorisation asks Slack before the first request, and ends the process where the token is bad.
  const authorize = async (): Promise<AuthorizeResult> => {
    const self = await whoWeAre.known().catch((): Identity | null => null);
    return { botToken, ...(self && { botId: self.botId, botUserId: self.botUser }) };
  };
  const bolt = new GatedApp(makeGate({ seen, log, after, patience }), {
    receiver: makeReceiver(options),
    authorize,
    deferInitialization: true,
    extendedErrorHandler: true,
    convoStore: false,
    logger,
    clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl },
  });
  receive(bolt, { rounds, asCaller, show, publishHome, whoWeAre, after, patience }, forget);
  bolt.error(makeOnFault({ rounds, show, log, newReference: options.newReference }));

  return {
    platform: makePlatform({ notices, now, after }),
    ready: () => whoWeAre.ready(),
    async start() {
      await bolt.init();
      await whoWeAre.known().catch((error: unknown) => {
        if (error instanceof TokenRefused) throw error;
        log.warn(faultFields(error), 'Slack could not be reached; it is asked again with the next request');
      });
      if (appToken === undefined) return;
      await bolt.start().catch((error: unknown) => {
        throw new SocketRefused(slackCode(error) ?? 'unknown');
      });
    },
    async stop() {
      if (appToken !== undefined) await bolt.stop();
      await bolt.settled();
    },
  };
};
