// Joins the product to its plugs: this file and src/main/ alone know both. What is not configured is not loaded.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { EmbeddedStore } from '../adapters/embedded-mongo/index.js';
import { countNotices, countSetAside, createWeb, mountPages } from '../adapters/web/index.js';
import type { Readiness } from '../adapters/web/index.js';
import { createWebhookSender } from '../adapters/webhooks/index.js';
import { testClockRoute } from '../adapters/web/test-clock.js';
import { makeClock } from './clock.js';
import type { Config } from './config.js';
import { faultFields } from './fault-fields.js';
import { openDoors, preloadDoors, withPlayground } from './main/doors.js';
import { openWebhook } from './main/intake.js';
import { openMail, openSending } from './main/mail.js';
import { openModel } from './main/model.js';
import { openOut } from './main/out.js';
import { openSealer, openStore, playbookText } from './main/store.js';
import { makeWork, startWork } from './main/work.js';
import type { ChatPlatform } from './ports/chat-platform.js';
import { builtInSuggest } from './triage/suggest.js';
import { makeActOnTask } from './use-cases/act-on-task.js';
import { makeAdmin } from './use-cases/admin.js';
import { makeBoard } from './use-cases/board.js';
import { makeCalendars } from './use-cases/calendar.js';
import { makeDetails } from './use-cases/details.js';
import { keepAbsences } from './use-cases/keep-absences.js';
import { keepAudit } from './use-cases/keep-audit.js';
import { keepFigures } from './use-cases/keep-figures.js';
import { keepPlaybooks } from './use-cases/keep-playbooks.js';
import { makeOutbox } from './use-cases/outbox.js';
import { makeRounds } from './use-cases/make-rounds.js';
import { makeReadFigures } from './use-cases/read-figures.js';
import { recordChanges } from './use-cases/record-changes.js';
import { makeRelay, sentSoon } from './use-cases/relay.js';
import type { Relay } from './use-cases/relay.js';
import { makeRuleForms } from './use-cases/rule-forms.js';
import { makeSearchAudit } from './use-cases/search-audit.js';
import { makeSignIn } from './use-cases/sign-in.js';
import { makeHandOver } from './use-cases/system-events.js';
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

/**
 * Starts Rounds. Throws ConfigurationError, PlaybookFault, or an error of the store or the platform that says what to do.
 * `securityClock` is what links and sessions live by: wall time, which tests alone replace. `storage` is the embedded store, where it was begun already.
 */
export const startRounds = async (config: Config, log: Logger, { securityClock = wallClock, storage }: { securityClock?: () => Date; storage?: EmbeddedStore | null } = {}): Promise<Running> => {
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  const readiness: Record<string, Readiness> = { start: async () => ({ ok: false, problem: 'starting' }) };
  const web = createWeb({ log, parts: readiness });
  const port = await web.listen(config.PORT, config.HOST);
  // The platforms' libraries are read while the store's thread starts.
  const [{ store, close }] = await Promise.all([openStore(config, log, storage), preloadDoors(config)]);
  const sealer = await openSealer(config, store, log);
  const clock = makeClock(wallClock, config.startAt);
  // PORT=0 takes any free port: links name the one that it got.
  const publicUrl = config.publicUrl.replace(/:0$/, `:${port}`);
  const yaml = await playbookText(config.PLAYBOOK);
  const audit = keepAudit({ audit: store.audit, clock, onFault: ({ actor, action, task }, error) => log.error({ actor, action, task, ...faultFields(error) }, 'an entry of the audit was lost') });
  await recordChanges({ store: store.playbooks, audit, auditStore: store.audit });
  const rules = await keepPlaybooks(yaml, { store: store.playbooks, clock, audit, onFaults: (faults) => log.error({ faults }, 'the playbook has faults; the last good version stays in force') });
  const { playbooks, absences, refresh: refreshAbsences } = await keepAbsences(rules, store.absences);

  // The relay needs the platforms and they need Rounds, whose changes kick the relay.
  const platforms: ChatPlatform[] = [];
  const relayOf: { relay: Relay | null } = { relay: null };
  const signIn = makeSignIn({ signIns: store.signIns, playbooks, audit, wallClock: securityClock, newToken, publicUrl });
  const calendars = makeCalendars({ ...store, playbooks, audit, wallClock: securityClock, newToken, publicUrl });
  const suggest = builtInSuggest();
  const setAside = countSetAside(web.registry);
  const deps = {
    ...store, absences, audit, signIn, calendars, platforms, sealer, clock, playbooks, wallClock, suggest,
    notices: sentSoon(countNotices(store.notices, web.registry), () => relayOf.relay?.send()),
    askModel: await openModel(config, { log, registry: web.registry, usage: store.usage, playbooks, suggest, wallClock }),
    phiMode: config.PHI_MODE,
    newId: randomUUID,
    kick: () => relayOf.relay?.kick(),
    onFault: (task: number, error: unknown) => (setAside(), log.error({ task, ...faultFields(error) }, 'a task was set aside; the next wake tries again')),
  };
  const rounds = makeRounds(deps);
  const acting = { ...deps, actOnTask: makeActOnTask(deps) };
  const relay = makeRelay({
    ...acting, webhooks: createWebhookSender({ loopback: config.NODE_ENV !== 'production' }),
    onTrouble: (key, trouble) => log.warn({ key, trouble }, 'a notice was not sent'),
    onRelayFault: (error) => log.error(faultFields(error), 'the relay stopped; the next wake goes on'),
  });
  relayOf.relay = relay;
  const secrets = openWebhook(deps, { web, log, now: securityClock });
  const figures = keepFigures(deps);
  const admin = makeAdmin({ ...deps, handOver: makeHandOver(acting) });
  mountPages(web.doors, {
    signIn, rounds, playbooks, publicUrl, now: securityClock, zone: () => playbooks.current().practice.timezone,
    admin, ruleForms: makeRuleForms({ playbooks, admin }), secrets, outbox: makeOutbox(deps), searchAudit: makeSearchAudit({ ...deps, auditStore: store.audit }), board: makeBoard(deps), details: makeDetails(acting), readFigures: makeReadFigures({ ...deps, figures }),
  });
  openOut(web.doors, { ...deps, publicUrl, now: securityClock });
  const work = makeWork({ ...acting, auditStore: store.audit, readMail: openMail(config, acting, { log, registry: web.registry }) }, { relay, log, figures });
  const plugs = { config, log, web, rounds, store, playbooks, clock, wallClock, url: `http://127.0.0.1:${port}`, catchUp: work.catchUp };
  const doors = await openDoors(plugs);
  const opened = Object.values(doors);
  // Mail comes last: it is for those whom chat does not reach.
  const sending = await openSending(config, publicUrl);
  platforms.push(...opened.map(({ platform }) => platform), ...(sending === null ? [] : [sending]));
  if (config.startAt !== null) {
    web.doors.use(testClockRoute(async (change) => {
      const now = clock.move(change);
      await work.catchUp();
      await audit.settled();
      return now;
    }));
  }
  for (const door of opened) await door.start();
  const refresh = async () => void (await Promise.all([playbooks.refresh(), refreshAbsences()]));
  // Not before there is a platform: a notice that can go nowhere is given up.
  await tellOfFile(deps);
  relay.kick();
  relay.send();
  delete readiness['start'];
  Object.assign(readiness, { store: async () => ({ ok: await store.ready() }), ...Object.fromEntries(Object.entries(doors).map(([name, { ready }]) => [name, ready])) });
  // Nobody waits for these: what they do is looked after again and again.
  const jobs = startWork(work, { store, log, relay, refresh });

  return {
    port,
    playground: withPlayground(config) ? `${publicUrl}/playground` : null,
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
