// The environment, parsed once. Every fault is listed at once, each with the way to mend it.
import { z } from 'zod';
import { PHI_MODES } from './domain/playbook.js';

const port = z.coerce.number({ error: 'is no number. Set a port from 0 to 65535, such as 3000.' }).int().min(0, 'is no port. Set one from 0 to 65535.').max(65535, 'is no port. Set one from 0 to 65535.');
const url = z.url({ error: 'is no address. Write it whole, such as https://rounds.example.org.' });
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, { error: `must be one of ${values.join(', ')}.` });

/** 32 bytes as base64; the name of what it is for stands in the fault. */
const key = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 32) return bytes;
  context.addIssue({ code: 'custom', message: 'must be 32 bytes as base64. Make one with: openssl rand -base64 32' });
  return z.NEVER;
});

const Variables = z.object({
  NODE_ENV: oneOf(['production', 'development', 'test']).default('production'),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATA_DIR: z.string().default('./data'),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'is no MongoDB address. It begins with mongodb:// or mongodb+srv://.').optional(),
  PLAYBOOK: z.string().optional(),
  PHI_MODE: oneOf(PHI_MODES).default('none'),
  FIELD_KEY: key.optional(),
  OLD_FIELD_KEY: key.optional(),
  OPERATOR: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'is no bot token: those begin with xoxb-. Find it in your app under OAuth & Permissions.').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'is no app-level token: those begin with xapp-. Make one in your app under Basic Information.').optional(),
  SLACK_API_URL: url.optional(),
  TEAMS_APP_ID: z.guid({ error: 'is no app id: those look like 8c1f0000-0000-4000-8000-000000000001. Find it under App registrations, Application (client) ID.' }).optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_APP_CERTIFICATE: z.string().optional(),
  TEAMS_TENANT_ID: z.guid({ error: 'is no tenant id: those look like 8c1f0000-0000-4000-8000-000000000001. Find it under App registrations, Directory (tenant) ID.' }).optional(),
  TEAMS_API_URL: url.optional(),
  TEAMS_PLAYGROUND: z.literal('1', { error: 'must be 1, or unset.' }).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^\s/]+$/, 'is no address of a mail server. Write it like this: smtps://user:password@smtp.example.org').optional(),
  SMTP_FROM: z.string().regex(/@\S+\.\S+/, 'is no sender. Write it like this: Rounds <rounds@riverside.example>').optional(),
  NOW: z.iso.datetime({ offset: true, error: 'must be a moment in ISO form, such as 2026-12-01T13:00:00Z.' }).optional(),
});
type Variables = z.infer<typeof Variables>;

/** The names that Rounds reads; `.env.example` has each of them. */
export const VARIABLES: readonly string[] = Object.keys(Variables.shape);

export type Config = Omit<Variables, 'SLACK_BOT_TOKEN' | 'SLACK_SIGNING_SECRET' | 'SLACK_APP_TOKEN' | 'SLACK_API_URL' | 'TEAMS_APP_ID' | 'TEAMS_APP_PASSWORD' | 'TEAMS_APP_CERTIFICATE' | 'TEAMS_TENANT_ID' | 'TEAMS_API_URL' | 'TEAMS_PLAYGROUND' | 'NOW' | 'PUBLIC_URL' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_MODEL' | 'SMTP_URL' | 'SMTP_FROM'> & {
  publicUrl: string;
  /** Null: no platform is configured, and the playground opens. */
  slack: { botToken: string; signingSecret: string; appToken: string | undefined; apiUrl: string | undefined } | null;
  /** `playground`: Microsoft's own local client, whose requests carry no token; on this machine alone. */
  teams: { appId: string; proof: { secret: string } | { certificateFile: string }; tenant: string; apiUrl: string | undefined } | 'playground' | null;
  /** Null: no model is asked. With one, the practice's agreement still decides. */
  model: { apiKey: string; baseUrl: string; model: string } | null;
  /** Null: nobody hears by mail. */
  smtp: { url: string; from: string } | null;
  /** Every variable whose name begins with MAIL_: the playbook's mailboxes name theirs. */
  mailPasswords: Readonly<Record<string, string>>;
  /** Where the domain's clock starts; under NODE_ENV=test alone. */
  startAt: Date | null;
};

/** Every fault of the environment at once, a line each, with the way to mend it. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
  constructor(readonly faults: readonly string[]) {
    super(`Rounds cannot start with this configuration:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const TEAMS = { TEAMS_APP_ID: 'Application (client) ID', TEAMS_APP_PASSWORD: 'Certificates & secrets, or set TEAMS_APP_CERTIFICATE in its place', TEAMS_TENANT_ID: 'Directory (tenant) ID' } as const;
const LOOPBACK = new Set<unknown>(['127.0.0.1', '::1', 'localhost', undefined]);

/** Without an id the framework would check no token at all: none of the three may be missing. A certificate may stand for the secret. */
const teamsTogether = (env: Partial<Record<keyof Variables, unknown>>): string[] => {
  const names = Object.keys(TEAMS) as (keyof typeof TEAMS)[];
  const missing = names.filter((name) => env[name] === undefined && (name !== 'TEAMS_APP_PASSWORD' || env.TEAMS_APP_CERTIFICATE === undefined));
  const some = missing.length < names.length;
  return [
    ...(some ? missing.map((name) => `${name} is missing beside the other Teams settings. Find it under App registrations, ${TEAMS[name]}.`) : []),
    ...(env.TEAMS_APP_PASSWORD !== undefined && env.TEAMS_APP_CERTIFICATE !== undefined ? ['TEAMS_APP_PASSWORD and TEAMS_APP_CERTIFICATE are both set, and one of them is enough. Remove the other.'] : []),
    ...(env.TEAMS_API_URL !== undefined && env.NODE_ENV !== 'test' ? ['TEAMS_API_URL says whose tokens are believed and works with NODE_ENV=test alone. Remove it.'] : []),
    ...(env.TEAMS_PLAYGROUND !== undefined && (some || env.NODE_ENV !== 'development' || !LOOPBACK.has(env.HOST)) ? ['TEAMS_PLAYGROUND takes requests without a token: only with NODE_ENV=development, on HOST=127.0.0.1 and without the other Teams settings. Remove it.'] : []),
  ];
};

/** What single variables cannot say. */
const together = (env: Partial<Record<keyof Variables, unknown>>): string[] => [
  ...(env.SLACK_BOT_TOKEN !== undefined && env.SLACK_SIGNING_SECRET === undefined && env.SLACK_APP_TOKEN === undefined ? ['SLACK_SIGNING_SECRET is missing beside SLACK_BOT_TOKEN. Find it in your app under Basic Information.'] : []),
  ...(env.SLACK_BOT_TOKEN === undefined && (env.SLACK_SIGNING_SECRET !== undefined || env.SLACK_APP_TOKEN !== undefined) ? ['SLACK_BOT_TOKEN is missing beside the other Slack settings. Find it in your app under OAuth & Permissions.'] : []),
  ...teamsTogether(env),
  ...(env.OPENAI_API_KEY !== undefined && env.OPENAI_MODEL === undefined ? ['OPENAI_MODEL is missing beside OPENAI_API_KEY. Name the model, such as gpt-5-mini.'] : []),
  ...(env.OPENAI_MODEL !== undefined && env.OPENAI_API_KEY === undefined ? ['OPENAI_API_KEY is missing beside OPENAI_MODEL. Set the key, or remove OPENAI_MODEL to do without a model.'] : []),
  ...((env.SMTP_URL === undefined) === (env.SMTP_FROM === undefined) ? [] : ['SMTP_URL and SMTP_FROM go together: the server that sends, and who it sends as. Set both, or neither.']),
  ...(env.NOW !== undefined && env.NODE_ENV !== 'test' ? ['NOW moves the clock and works with NODE_ENV=test alone. Remove it.'] : []),
];

const slackOf = (env: Variables): Config['slack'] =>
  env.SLACK_BOT_TOKEN === undefined ? null
    : { botToken: env.SLACK_BOT_TOKEN, signingSecret: env.SLACK_SIGNING_SECRET ?? '', appToken: env.SLACK_APP_TOKEN, apiUrl: env.SLACK_API_URL };

const teamsOf = (env: Variables): Config['teams'] => {
  if (env.TEAMS_PLAYGROUND !== undefined) return 'playground';
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: secret, TEAMS_APP_CERTIFICATE: certificateFile, TEAMS_TENANT_ID: tenant, TEAMS_API_URL: apiUrl } = env;
  const proof = secret !== undefined ? { secret } : certificateFile !== undefined ? { certificateFile } : null;
  return appId === undefined || proof === null || tenant === undefined ? null : { appId, proof, tenant, apiUrl };
};

/** Parses the environment (names and defaults: `.env.example`). Blank counts as unset. Throws ConfigurationError with all faults. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => VARIABLES.includes(name) && value !== undefined && value.trim() !== ''));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationError([...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`), ...together(given)]);
  }
  const faults = together(parsed.data);
  if (faults.length > 0) throw new ConfigurationError(faults);
  const { SLACK_BOT_TOKEN: _token, SLACK_SIGNING_SECRET: _secret, SLACK_APP_TOKEN: _app, SLACK_API_URL: _api, TEAMS_APP_ID: _id, TEAMS_APP_PASSWORD: _password, TEAMS_APP_CERTIFICATE: _certificate, TEAMS_TENANT_ID: _tenant, TEAMS_API_URL: _teamsApi, TEAMS_PLAYGROUND: _playground, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, SMTP_URL: smtpUrl, SMTP_FROM: from, NOW, PUBLIC_URL, ...rest } = parsed.data;
  const mailPasswords = Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (/^MAIL_[A-Z0-9_]+$/.test(name) && value ? [[name, value]] : [])));
  return { ...rest, mailPasswords, smtp: smtpUrl === undefined || from === undefined ? null : { url: smtpUrl, from }, publicUrl: PUBLIC_URL ?? `http://localhost:${rest.PORT}`, slack: slackOf(parsed.data), teams: teamsOf(parsed.data), model: apiKey === undefined || model === undefined ? null : { apiKey, baseUrl, model }, startAt: NOW === undefined ? null : new Date(NOW) };
};
