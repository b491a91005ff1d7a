// The whole of Rounds beside a strict double of Slack: real listener, real signatures, real store, real jobs. Scenarios act as people and
// assert what people read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createSlackDouble } from '../../adapters/playground/double/index.js';
import type { PersonClient, SlackDouble } from '../../adapters/playground/double/types.js';
import { practiceOf } from '../../adapters/playground/practice.js';
import { readConfig } from '../../src/config.js';
import { startRounds } from '../../src/main.js';
import type { Running } from '../../src/main.js';
import { readPlaybook } from '../../src/playbook/read.js';
import { startApart } from './apart.js';
import type { Apart } from './apart.js';
import { openCutOff } from './cut-off.js';
import type { CutOff } from './cut-off.js';
import { openFreshDatabase } from './fresh-database.js';

const SIGNING_SECRET = 'a-signing-secret';
const BOT_TOKEN = 'xoxb-test';
/** Monday morning in New York, an hour after opening. */
export const MONDAY_9_AM = '2026-11-30T14:00:00.000Z';

export type World = {
  slack: SlackDouble;
  /** By playbook key: `world.as('maria')`. */
  as(person: string): PersonClient;
  /** Moves the domain's time and waits until all that it causes has been sent. */
  advance(change: { minutes?: number; hours?: number; days?: number; to?: string }): Promise<void>;
  /** Waits until no request and no notice is under way. */
  settled(): Promise<void>;
  /** Ends Rounds and starts it anew on the same store, as a deployment would. */
  restart(): Promise<void>;
  /** Ends Rounds as a power cut would, and starts it anew. Only where it runs `apart`. */
  killed(): Promise<void>;
  running(): Running;
  url(path: string): string;
  /** Puts another text into the playbook's file; the next start reads it. */
  writesPlaybook(text: string): void;
  uri: string;
  /** What requests are signed with. */
  secret: string;
  /** Every line that Rounds has logged, of whatever level. */
  log: readonly string[];
  /** The way to the database, which can be cut, held and mended. Rounds alone takes it. */
  store: CutOff;
  close(): Promise<void>;
};

export type WorldOptions = {
  /** The practice's own YAML, laid over the starter. */
  playbook?: string;
  now?: string;
  env?: Record<string, string>;
  /** In a process of its own, as at a practice. */
  apart?: boolean;
  /** What links and sessions live by, where a test moves it. */
  securityClock?: () => Date;
};

/** Starts a practice of its own: the starter's people and channels in a double of Slack, and Rounds on a fresh database. */
export const openWorld = async ({ playbook = '', now = MONDAY_9_AM, env = {}, apart = false, securityClock }: WorldOptions = {}): Promise<World> => {
  const reading = readPlaybook(playbook);
  if (!reading.ok) throw new Error(reading.faults.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  const database = await openFreshDatabase();
  const store = await openCutOff(database.uri);
  const folder = mkdtempSync(join(tmpdir(), 'rounds-world-'));
  const file = join(folder, 'playbook.yaml');
  writeFileSync(file, playbook);

  const at = { port: 0 };
  const { people, channels } = practiceOf(reading.playbook);
  const slack = createSlackDouble({ appUrl: () => `http://127.0.0.1:${at.port}/slack/events`, signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, people, channels, timing: { acknowledgeMs: 15_000, retryAfterMs: [] } });
  const api = await slack.listen();
  const variables: Record<string, string> = {
    NODE_ENV: 'test', NOW: now, PORT: '0', DATA_DIR: join(folder, 'data'), MONGODB_URI: store.uri, PLAYBOOK: file, LOG_LEVEL: 'silent',
    SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: api.apiUrl, FIELD_KEY: Buffer.alloc(32, 7).toString('base64'), ...env,
  };
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const start = (): Promise<Running & Partial<Apart>> =>
    apart ? startApart({ ...variables, LOG_LEVEL: 'debug' }, (line) => void lines.push(line)) : startRounds(readConfig(variables), log, securityClock ? { securityClock } : {});
  const state = { running: await start() };
  at.port = state.running.port;

  const url = (path: string) => `http://127.0.0.1:${at.port}${path}`;
  const clock = (change: { to: string } | { advanceMs: number }) => fetch(url('/test/clock'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) });
  const settled = async () => {
    await slack.settled();
    await clock({ advanceMs: 0 });
    await slack.settled();
  };
  const startAnew = async () => {
    state.running = await start();
    at.port = state.running.port;
  };
  return {
    slack, url, uri: database.uri, secret: SIGNING_SECRET, log: lines, store, settled,
    running: () => state.running,
    writesPlaybook: (text) => writeFileSync(file, text),
    as: (key) => {
      const id = reading.playbook.people.find((person) => person.key === key)?.slack;
      if (id === undefined) throw new Error(`${key} has no Slack id in this playbook`);
      return slack.as(id);
    },
    advance: async ({ minutes = 0, hours = 0, days = 0, to }) => {
      await clock(to === undefined ? { advanceMs: ((days * 24 + hours) * 60 + minutes) * 60_000 } : { to });
      await settled();
    },
    restart: async () => {
      await state.running.stop();
      await startAnew();
    },
    killed: async () => {
      if (state.running.kill === undefined) throw new Error('open the world apart, or the tests end with it');
      await state.running.kill();
      await startAnew();
    },
    close: async () => {
      slack.stop();
      await state.running.stop();
      await api.close();
      await store.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
