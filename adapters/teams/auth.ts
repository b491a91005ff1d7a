// Whose requests are believed. Everything of botbuilder that Rounds uses stands in this file.
import { AsyncLocalStorage } from 'node:async_hooks';
import { CloudAdapter } from 'botbuilder';
import type { TurnContext } from 'botbuilder';
import { AuthenticationConfiguration, AuthenticationError, BotFrameworkAuthenticationFactory, ServiceClientCredentialsFactory } from 'botframework-connector';
import type { BotFrameworkAuthentication, ServiceClientCredentials } from 'botframework-connector';
import { addressesOf } from './registration.js';
import type { Registration } from './registration.js';

const SCOPE = 'https://api.botframework.com';
const ISSUER = 'https://api.botframework.com';

class Credentials extends ServiceClientCredentialsFactory {
  constructor(private readonly registration: Registration | 'playground') {
    super();
  }
  async isValidAppId(id: string) {
    return this.registration !== 'playground' && id === this.registration.appId;
  }
  async isAuthenticationDisabled() {
    return this.registration === 'playground';
  }
  /** For botbuilder's own calls, of which Rounds makes none. */
  async createCredentials(): Promise<ServiceClientCredentials> {
    return { signRequest: async (request) => request };
  }
}

/** Tokens of the channel alone: the framework would believe those of its emulator and of other bots as well. */
const fromChannel = new AuthenticationConfiguration([], async (claims) => {
  if (!claims.some(({ type, value }) => type === 'iss' && value === ISSUER)) throw new AuthenticationError('another issuer', 401);
});

/** What a token says of who made it, before anything is proved: a token of somebody else is not worth a look at their keys. */
const saysChannel = (authorization: string): boolean => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'iss' in claims && claims.iss === ISSUER;
  } catch {
    return false;
  }
};

/** Microsoft's keys could not be read: that is no fault of the token, and Teams tries again. */
const isOutage = (error: unknown): boolean => error instanceof Error && (error.name === 'FetchError' || (error instanceof AuthenticationError && Number(error.statusCode) >= 500));

// The framework writes each token that it refuses to the terminal, with the keys; our log has a line of it (`wrong_token`) where logs belong.
const checking = new AsyncLocalStorage<true>();
const { error: write } = console;
// eslint-disable-next-line no-console -- it is the framework that writes there; nothing of ours does
console.error = (...said: unknown[]) => {
  if (checking.getStore() === undefined) write(...said);
};

class Door extends CloudAdapter {
  constructor(authentication: BotFrameworkAuthentication, private readonly open: boolean) {
    super(authentication);
  }
  /** Runs `work` where the token is for this app, of the channel, and for this service; false elsewhere. */
  async admit(authorization: string, body: object, work: () => Promise<void>): Promise<boolean> {
    if (!this.open && !saysChannel(authorization)) return false;
    let admitted = false;
    const begin = () => {
      admitted = true;
      return checking.exit(work);
    };
    try {
      await checking.run(true, () => this.processActivity(authorization, body as TurnContext['activity'], begin));
    } catch (error) {
      if (admitted || isOutage(error)) throw error;
    }
    return admitted;
  }
}

export type Admit = (authorization: string, body: object, work: () => Promise<void>) => Promise<boolean>;

export const makeAdmit = (registration: Registration | 'playground'): Admit => {
  const { keys } = addressesOf(registration === 'playground' ? { tenant: '' } : registration);
  const authentication = BotFrameworkAuthenticationFactory.create(
    '', true, 'https://login.microsoftonline.com/botframework.com', SCOPE, ISSUER, 'https://api.botframework.com', keys,
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration', '', new Credentials(registration), fromChannel,
  );
  const door = new Door(authentication, registration === 'playground');
  return (authorization, body, work) => door.admit(authorization, body, work);
};

// Microsoft's own hosts of the connector: the public cloud and the government's.
const SERVICES = /^(?:smba\.trafficmanager\.net|smba\.infra\.(?:gcc|gov|dod)\.teams\.microsoft\.(?:com|us))$/;
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

/** Whether Rounds may send its token there. */
export const isOurService = (service: string, registration: Registration | 'playground'): boolean => {
  const { protocol, hostname } = new URL(service);
  if (registration === 'playground') return LOOPBACK.test(hostname);
  if (registration.apiUrl !== undefined) return service.startsWith(`${registration.apiUrl}/`);
  return protocol === 'https:' && SERVICES.test(hostname);
};
