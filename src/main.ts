// Joins the product to its plugs. The only file that knows both; what is not configured is not loaded.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { startJobs } from '../adapters/agenda/index.js';
import { connectStore } from '../adapters/mongo/index.js';
import type { Store } from '../adapters/mongo/index.js';
import { fingerprintOf, makeSealer } from '../adapters/sealer/index.js';
import { keyInFile } from '../adapters/sealer/key-file.js';
import { countAsked, countNotices, countSetAside, createWeb, mountPages } from '../adapters/web/index.js';
import type { Web } from '../adapters/web/index.js';
import { testClockRoute } from '../adapters/web/test-clock.js';
import { makeClock } from './clock.js';
import type { MovableClock } from './clock.js';
import { ConfigurationError } from './config.js';
import type { Config } from './config.js';
import { makeGuard } from './triage/model-guard.js';
import { builtInSuggest } from './triage/suggest.js';
import type { Suggest } from './triage/suggest.js';
import { faultFields } from './fault-fields.js';
import type { ChatPlatform } from './ports/chat-platform.js';
import type { Playbooks } from './ports/playbooks.js';
import type { Sealer } from './ports/sealer.js';
import { makeActOnTask } from './use-cases/act-on-task.js';
import { makeAskModel } from './use-cases/ask-model.js';
import type { AskModel, Asked } from './use-cases/ask-model.js';
import { makeDetails } from './use-cases/details.js';
import { gather } from './use-cases/gather.js';
import { holdKey, keyFault } from './use-cases/hold-key.js';
import { lookAfterHandoffs } from './use-cases/hand-off.js';
import { keepAbsences } from './use-cases/keep-absences.js';
import { keepAudit } from './use-cases/keep-audit.js';
import { keepPlaybooks } from './use-cases/keep-playbooks.js';
import { makeRounds } from './use-cases/make-rounds.js';
import { makeReschedule } from './use-cases/reschedule.js';
import { purgeOld } from './use-cases/purge.js';
import { makeRelay, sentSoon } from './use-cases/relay.js';
import type { Relay } from './use-cases/relay.js';
import type { Rounds } from './use-cases/rounds.js';
import { sendDigests } from './use-cases/send-digests.js';
import { makeSignIn } from './use-cases/sign-in.js';
import { sweep } from './use-cases/sweep.js';
import { tellOfFile } from './use-cases/tell-of-file.js';

export type Running = {
  port: number;
  /** Where the playground is; null where a real platform is configured. */
  playground: string | null;
  /** In-flight requests finish, jobs are released, the store is closed. */
  stop(): Promise<void>;
};

const wallClock = () => new Date();
/** 256 bits, for an address and a cookie. */
const newToken = () => randomBytes(32).toString('base64url');

/** The key of FIELD_KEY, or the one that lies in DATA_DIR since the first start. */
const fieldKey = async (config: Config, log: Logger): Promise<Buffer> => {
  if (config.FIELD_KEY !== undefined) return config.FIELD_KEY;
  // The texts then lie on another machine than their key, which each instance makes for itself.
  if (config.MONGODB_URI !== undefined) log.warn('FIELD_KEY is not set beside MONGODB_URI: texts are sealed with the key in DATA_DIR. Without that folder nobody opens them again, and another instance with another key does not start. Set FIELD_KEY.');
  return keyInFile(join(config.DATA_DIR, 'field.key'));
};

/** Seals with today's key. Throws ConfigurationError where the texts of this store need another. */
const openSealer = async (config: Config, store: Store, log: Logger): Promise<Sealer> => {
  const key = await fieldKey(config, log);
  const older = config.OLD_FIELD_KEY === undefined ? [] : [config.OLD_FIELD_KEY];
  const held = await holdKey(store.keyMarks, { current: fingerprintOf(key), older: older.map(fingerprintOf) });
  if (!held.ok) throw new ConfigurationError([keyFault(held.why)]);
  return makeSealer(key, older);
};

/** The practice's own YAML; nothing where the starter is enough. */
const playbookText = async (file: string | undefined): Promise<string> => {
  if (file === undefined) return '';
  return readFile(file, 'utf8').catch((): never => {
    throw new ConfigurationError([`PLAYBOOK ${file} cannot be read. Name a YAML file that is there, or remove PLAYBOOK to use the starter.`]);
  });
};

/** The practice's own MongoDB, or the embedded store in DATA_DIR. */
const openStore = async (config: Config, log: Logger): Promise<{ store: Store; close(): Promise<void> }> => {
  if (config.MONGODB_URI !== undefined) {
    const store = await connectStore({ uri: config.MONGODB_URI, log });
    return { store, close: () => store.close() };
  }
  const { startEmbeddedStore } = await import('../adapters/embedded-mongo/index.js');
  const embedded = await startEmbeddedStore({ dataDir: config.DATA_DIR });
  const store = await connectStore({ uri: embedded.uri, log });
  return { store, close: async () => (await store.close(), await embedded.close()) };
};

/** The model, where one is configured; nothing of it is loaded elsewhere. */
const openModel = async ({ model }: Config, { log, web, store, playbooks, suggest }: { log: Logger; web: Web; store: Store; playbooks: Playbooks; suggest: Suggest }): Promise<AskModel | null> => {
  if (model === null) return null;
  const [{ createModel, LIMIT_MS }, { redact }] = await Promise.all([import('../adapters/openai/index.js'), import('./triage/redaction/redact.js')]);
  const count = countAsked(web.registry);
  // Counts alone: what was asked and answered stands in no log.
  const onAsked = (asked: Asked) => {
    count(asked);
    if (asked.outcome === 'budget_spent') log.warn('the model’s budget for this month is spent: suggestions come from the built-in classifier until the next. The playbook’s "model" sets it');
    else log.info({ model: model.model, ...asked }, 'the model was asked');
  };
  return makeAskModel({ model: createModel(model), usage: store.usage, guard: makeGuard(wallClock), redact, wallClock, limit: () => AbortSignal.timeout(LIMIT_MS), onAsked }, { playbooks, suggest });
};

type Ready = () => Promise<{ ok: boolean; problem?: string }>;
type Door = { platform: ChatPlatform; ready: Ready; start(): Promise<void>; stop(): Promise<void>; /** Lets go of connections that never end by themselves. */ leave?(): void };
type Plugs = { config: Config; log: Logger; web: Web; rounds: Rounds; store: Store; playbooks: Playbooks; clock: MovableClock; url: string; /** After the clock was moved: looks after all that is owed by then, and sends it. */ catchUp(): Promise<void> };

const openSlack = async ({ log, web, rounds, store }: Plugs, slack: NonNullable<Config['slack']>): Promise<Door> => {
  const { createSlackAdapter } = await import('../adapters/slack/index.js');
  return createSlackAdapter({ rounds, seen: store.seen, ...slack, app: web.doors, log: log.child({ door: 'slack' }), now: wallClock });
};

const openTeams = async ({ log, web, rounds, store, playbooks }: Plugs, teams: NonNullable<Config['teams']>): Promise<Door> => {
  const { createTeamsAdapter } = await import('../adapters/teams/index.js');
  return createTeamsAdapter({ rounds, seen: store.seen, addresses: store.addresses, registration: teams, app: web.doors, log: log.child({ door: 'teams' }), now: wallClock, zone: () => playbooks.current().practice.timezone });
};

/** Every platform that is configured, by its name; the playground where none is. */
const openDoors = async (plugs: Plugs): Promise<Record<string, Door>> => {
  const { slack, teams } = plugs.config;
  if (slack === null && teams === null) return { slack: await openPlayground(plugs) };
  return { ...(slack && { slack: await openSlack(plugs, slack) }), ...(teams && { teams: await openTeams(plugs, teams) }) };
};

/** A small Slack workspace in the browser, which speaks to the real Slack adapter over signed HTTP. */
const openPlayground = async (plugs: Plugs): Promise<Door> => {
  const { config, web, playbooks, clock, url, catchUp } = plugs;
  const { createPlayground, keepInFile, practiceOf } = await import('../adapters/playground/index.js');
  const secrets = { botToken: `xoxb-${randomUUID()}`, signingSecret: randomBytes(16).toString('hex') };
  // A clock that was moved on stays there through restarts: no time comes twice.
  const ahead = keepInFile(join(config.DATA_DIR, 'playground-clock.json'));
  const moved = { ms: z.number().catch(0).parse(await ahead.load()) };
  clock.move({ advanceMs: moved.ms });
  const advance = async (ms: number) => {
    moved.ms += ms;
    await ahead.save(moved.ms);
    clock.move({ advanceMs: ms });
    await catchUp();
  };
  const playground = await createPlayground({
    ...secrets, ...practiceOf(playbooks.current()), ownUrl: url, appUrl: `${url}/slack/events`, clock: { now: clock.now, advance }, persist: keepInFile(join(config.DATA_DIR, 'playground.json')),
  });
  web.doors.use('/playground', playground.router);
  const slack = await openSlack(plugs, { ...secrets, appToken: undefined, apiUrl: `${url}/playground/api/` });
  return { ...slack, leave: () => playground.leave(), stop: async () => (await slack.stop(), await playground.close()) };
};

const JOB_SECONDS = { relay: 5, sweep: 15, bundles: 15, digests: 30, playbook: 5, retention: 3_600 };

type Woken = { store: Store; log: Logger; relay: Relay; sweepNow(): Promise<unknown>; gatherNow(): Promise<unknown>; digestsNow(): Promise<unknown>; refresh(): Promise<void>; purgeNow(signal?: AbortSignal): Promise<unknown> };

const background = async ({ store, log, relay, sweepNow, gatherNow, digestsNow, refresh, purgeNow }: Woken) => {
  const { db } = store.connection;
  if (db === undefined) throw new Error('the store is not connected');
  return startJobs({
    db, log,
    jobs: [
      { name: 'relay', everySeconds: JOB_SECONDS.relay, run: async () => (relay.kick(), relay.send()) },
      { name: 'sweep', everySeconds: JOB_SECONDS.sweep, run: async () => void (await sweepNow()) },
      // After all that is due now was looked after and carried out: what comes at once stands in one message.
      { name: 'bundles', everySeconds: JOB_SECONDS.bundles, run: async () => (await sweepNow(), await relay.settled(), void (await gatherNow())) },
      { name: 'digests', everySeconds: JOB_SECONDS.digests, run: async () => void (await digestsNow()) },
      { name: 'playbook', everySeconds: JOB_SECONDS.playbook, run: refresh },
      { name: 'retention', everySeconds: JOB_SECONDS.retention, run: async (signal) => void (await purgeNow(signal)) },
    ],
  });
};

/**
 * Starts Rounds. Throws ConfigurationError, PlaybookFault, or an error of the store or the platform that says what to do.
 * `securityClock` is what links and sessions live by: wall time, which tests alone replace.
 */
export const startRounds = async (config: Config, log: Logger, { securityClock = wallClock }: { securityClock?: () => Date } = {}): Promise<Running> => {
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  const readiness: Record<string, Ready> = { start: async () => ({ ok: false, problem: 'starting' }) };
  const web = createWeb({ log, parts: readiness });
  const port = await web.listen(config.PORT, config.HOST);
  // Slack's adapter, or the playground's, is loaded while the store's thread starts.
  const [{ store, close }] = await Promise.all([openStore(config, log), import('../adapters/slack/index.js')]);
  const sealer = await openSealer(config, store, log);
  const clock = makeClock(wallClock, config.startAt);
  // PORT=0 takes any free port: links name the one that it got.
  const publicUrl = config.publicUrl.replace(/:0$/, `:${port}`);
  const yaml = await playbookText(config.PLAYBOOK);
  const audit = keepAudit({ audit: store.audit, clock, onFault: ({ actor, action, task }, error) => log.error({ actor, action, task, ...faultFields(error) }, 'an entry of the audit was lost') });
  const rules = await keepPlaybooks(yaml, { store: store.playbooks, clock, audit, onFaults: (faults) => log.error({ faults }, 'the playbook has faults; the last good version stays in force') });
  const { playbooks, absences, refresh: refreshAbsences } = await keepAbsences(rules, store.absences);

  // The relay needs the platforms and they need Rounds, whose changes kick the relay.
  const platforms: ChatPlatform[] = [];
  const relayOf: { relay: Relay | null } = { relay: null };
  const signIn = makeSignIn({ signIns: store.signIns, playbooks, audit, wallClock: securityClock, newToken, publicUrl });
  const suggest = builtInSuggest();
  const setAside = countSetAside(web.registry);
  const deps = {
    ...store, absences, audit, signIn, platforms, notices: sentSoon(countNotices(store.notices, web.registry), () => relayOf.relay?.send()), clock, playbooks, wallClock, phiMode: config.PHI_MODE, newId: randomUUID, suggest, askModel: await openModel(config, { log, web, store, playbooks, suggest }), kick: () => relayOf.relay?.kick(),
    sealer,
    onFault: (task: number, error: unknown) => (setAside(), log.error({ task, ...faultFields(error) }, 'a task was set aside; the next wake tries again')),
  };
  const rounds = makeRounds(deps);
  const acting = { ...deps, actOnTask: makeActOnTask(deps) };
  const relay = makeRelay({
    ...acting, platforms,
    onTrouble: (key, trouble) => log.warn({ key, trouble }, 'a notice was not sent'),
    onRelayFault: (error) => log.error(faultFields(error), 'the relay stopped; the next wake goes on'),
  });
  relayOf.relay = relay;
  mountPages(web.doors, { signIn, details: makeDetails(acting), publicUrl, now: securityClock });
  const onHandoffFault = (handoff: string, error: unknown) => log.error({ handoff, ...faultFields(error) }, 'a handoff was set aside; the next wake tries again');
  const reschedule = makeReschedule(acting);
  const sweepNow = async () => (await reschedule(), await sweep(acting)) + (await lookAfterHandoffs({ ...acting, onHandoffFault }));
  const gatherNow = () => gather({ ...acting, send: relay.send });
  const startedAt = clock.now();
  const digestsNow = () => sendDigests({ ...acting, startedAt, send: relay.send });
  const purgeNow = (signal?: AbortSignal) => purgeOld({ ...acting, auditStore: store.audit }, signal);

  const catchUp = async () => {
    while ((await sweepNow()) > 0);
    await relay.settled();
    await gatherNow();
    await digestsNow();
    await relay.settled();
    await purgeNow();
  };
  const plugs = { config, log, web, rounds, store, playbooks, clock, catchUp, url: `http://127.0.0.1:${port}` };
  const doors = await openDoors(plugs);
  const opened = Object.values(doors);
  platforms.push(...opened.map(({ platform }) => platform));
  if (config.startAt !== null) {
    web.doors.use(testClockRoute(async (change) => {
      const now = clock.move(change);
      await catchUp();
      await audit.settled();
      return now;
    }));
  }
  for (const door of opened) await door.start();
  const refresh = async () => void (await Promise.all([playbooks.refresh(), refreshAbsences()]));
  const jobs = await background({ store, log, relay, sweepNow, gatherNow, digestsNow, refresh, purgeNow });
  // Not before there is a platform: a notice that can go nowhere is given up.
  await tellOfFile(deps);
  relay.kick();
  relay.send();
  delete readiness['start'];
  Object.assign(readiness, { store: async () => ({ ok: await store.ready() }), ...Object.fromEntries(Object.entries(doors).map(([name, { ready }]) => [name, ready])) });

  return {
    port,
    playground: config.slack === null && config.teams === null ? `${publicUrl}/playground` : null,
    stop: async () => {
      for (const door of opened) door.leave?.();
      await web.close();
      for (const door of opened) await door.stop();
      await jobs.stop();
      await relay.stop();
      await audit.settled();
      await close();
    },
  };
};
