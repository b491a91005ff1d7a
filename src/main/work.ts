// What Rounds does by itself, and how often it is woken for it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../../adapters/mongo/index.js';
import { faultFields } from '../fault-fields.js';
import { gather } from '../use-cases/gather.js';
import { lookAfterHandoffs } from '../use-cases/hand-off.js';
import type { Figures } from '../use-cases/keep-figures.js';
import { purgeOld } from '../use-cases/purge.js';
import type { Relay } from '../use-cases/relay.js';
import { makeReschedule } from '../use-cases/reschedule.js';
import { sendDigests } from '../use-cases/send-digests.js';
import { sweep } from '../use-cases/sweep.js';
import { makeAfterLeaving, makeHandOver } from '../use-cases/system-events.js';

const AGAIN_MS = 2_000;

type Needs = Parameters<typeof sweep>[0] & Parameters<typeof makeHandOver>[0] & Parameters<typeof makeReschedule>[0] & Omit<Parameters<typeof lookAfterHandoffs>[0], 'onHandoffFault'>
  & Omit<Parameters<typeof gather>[0], 'send'> & Omit<Parameters<typeof sendDigests>[0], 'send' | 'startedAt'> & Parameters<typeof purgeOld>[0] & { readMail(): Promise<void> };

export type Work = {
  /** Looks after all that is due, once: how many tasks and handoffs there were. */
  sweep(): Promise<number>;
  gather(): Promise<void>;
  digests(): Promise<void>;
  purge(signal?: AbortSignal): Promise<void>;
  /** Counts the days that are over. */
  figures(): Promise<void>;
  mail(): Promise<void>;
  /** All of it in its order until nothing is left: after the clock was moved. */
  catchUp(): Promise<void>;
};

export const makeWork = (deps: Needs, { relay, log, figures }: { relay: Relay; log: Logger; figures: Pick<Figures, 'keepDays'> }): Work => {
  const onHandoffFault = (handoff: string, error: unknown) => log.error({ handoff, ...faultFields(error) }, 'a handoff was set aside; the next wake tries again');
  const reschedule = makeReschedule(deps);
  const afterLeaving = makeAfterLeaving({ ...deps, handOver: makeHandOver(deps) });
  const startedAt = deps.clock.now();
  const work = {
    mail: deps.readMail,
    sweep: async () => (await reschedule(), await afterLeaving(), await sweep(deps)) + (await lookAfterHandoffs({ ...deps, onHandoffFault })),
    gather: async () => void (await gather({ ...deps, send: relay.send })),
    digests: async () => void (await sendDigests({ ...deps, startedAt, send: relay.send })),
    figures: figures.keepDays,
    purge: async (signal?: AbortSignal) => void (await purgeOld(deps, signal)),
  };
  return {
    ...work,
    catchUp: async () => {
      await work.mail();
      while ((await work.sweep()) > 0);
      await relay.settled();
      await work.gather();
      await work.digests();
      await relay.settled();
      await work.figures();
      await work.purge();
    },
  };
};

type Waking = { store: Store; log: Logger; relay: Relay; refresh(): Promise<void> };

/** Agenda wakes each of these in one of the instances that share the store. */
const startWaking = async (work: Work, { store, log, relay, refresh }: Waking) => {
  const { db } = store.connection;
  if (db === undefined) throw new Error('the store is not connected');
  const { startJobs } = await import('../../adapters/agenda/index.js');
  return startJobs({
    db, log,
    jobs: [
      { name: 'relay', everySeconds: 5, run: async () => (relay.kick(), relay.send()) },
      { name: 'sweep', everySeconds: 15, run: async () => void (await work.sweep()) },
      // After all that is due now was looked after and carried out: what comes at once stands in one message.
      { name: 'bundles', everySeconds: 15, run: async () => (await work.sweep(), await relay.settled(), await work.gather()) },
      { name: 'mail', everySeconds: 30, run: work.mail },
      { name: 'digests', everySeconds: 30, run: work.digests },
      { name: 'playbook', everySeconds: 5, run: refresh },
      { name: 'figures', everySeconds: 60, run: work.figures },
      { name: 'retention', everySeconds: 3_600, run: work.purge },
    ],
  });
};

/** Begins to wake the work, while people are served already: where the store goes away meanwhile, it is begun again until it is stopped. */
export const startWork = (work: Work, waking: Waking): { stop(): Promise<void> } => {
  const stopped = new AbortController();
  const begin = async (): Promise<Awaited<ReturnType<typeof startWaking>> | null> => {
    try {
      return await startWaking(work, waking);
    } catch (error) {
      waking.log.warn(faultFields(error), 'the jobs could not be begun; they are begun again');
      await sleep(AGAIN_MS, null, { signal: stopped.signal }).catch(() => undefined);
      return stopped.signal.aborted ? null : begin();
    }
  };
  const begun = begin();
  return { stop: async () => (stopped.abort(), (await begun)?.stop()) };
};
