// Agenda wakes, and nothing more: what is owed stands in our own documents. A wake that is lost, late, doubled or overlaps
// another changes only the delay, and no date of the domain is ever handed over (invariant 9).
import { randomUUID } from 'node:crypto';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Db } from 'mongodb';
import { faultFields } from '../../src/fault-fields.js';
import { makeRunner, type Job, type Log } from './runner.js';

const COLLECTION = 'wakeups';
const DUPLICATE_KEY = 11000;
const LIMIT_SECONDS = 60;
const LONGEST_POLL_MS = 2_000;
const DRAIN_MS = 5_000;

export type Jobs<Name extends string> = {
  /** Runs a job at once in this process. Settles when a pass that began after this call has ended; never throws. */
  kick(name: Name): Promise<void>;
  /** Lets no pass begin, asks running ones to end, waits for them, and gives the wakes back to other instances. */
  stop(): Promise<void>;
};

/** Instances that start at once may both find no document and insert: the unique index refuses one, and then it is there. */
const schedule = async (agenda: Agenda, { name, everySeconds }: Job): Promise<void> => {
  const every = () => agenda.every(everySeconds * 1000, name);
  await every().catch((error: { code?: unknown }) => {
    if (error.code === DUPLICATE_KEY) return every();
    throw error;
  });
};

/** Half of the shortest interval: a wake is taken before it is due, and held until then. */
const pollMs = (jobs: readonly Job[]) => Math.min(LONGEST_POLL_MS, ...jobs.map(({ everySeconds }) => everySeconds * 500));

/**
 * Starts the jobs: each runs every `everySeconds` in one of the instances that share `db`, one pass at a time in each
 * process, at most `limitSeconds` long. Throws where the store does not answer.
 */
export const startJobs = async <const Name extends string>({ db, jobs, log, limitSeconds = LIMIT_SECONDS }: {
  db: Db;
  jobs: readonly Job<Name>[];
  log: Log;
  limitSeconds?: number;
}): Promise<Jobs<Name>> => {
  const instance = randomUUID();
  const wakeups = db.collection(COLLECTION);
  // Agenda's own index is left out: a failure to make it is a rejection that nobody can catch.
  await wakeups.createIndex({ name: 1 }, { unique: true });
  const poll = pollMs(jobs);
  const agenda = new Agenda({
    name: instance,
    backend: new MongoBackend({ mongo: db, collection: COLLECTION, ensureIndex: false }),
    processEvery: poll,
    // A handler ends as soon as its pass has begun, so that none outlives its lock. A lock is held from one poll before
    // the wake is due; one that a killed instance leaves behind delays the next wake by no more than this.
    defaultLockLifetime: 2 * poll + 1_000,
  });
  agenda.on('error', (error: Error) => log.warn(faultFields(error), 'wake-ups: the store did not answer'));

  const runners = new Map(jobs.map((job) => [job.name, makeRunner(job, limitSeconds * 1000, log)]));
  for (const [name, runner] of runners) agenda.define(name, async () => void runner.wake());
  await Promise.all(jobs.map((job) => schedule(agenda, job)));
  await agenda.start();

  return {
    kick: async (name) => runners.get(name)?.wake(),
    stop: async () => {
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
      await agenda.drain({ timeout: DRAIN_MS, closeConnection: false });
      // Draining leaves locked what was taken for later.
      await wakeups.updateMany({ lastModifiedBy: instance }, { $set: { lockedAt: null } }).catch((err: unknown) => log.warn({ err }, 'the store is away: jobs stay locked until their locks run out'));
    },
  };
};
