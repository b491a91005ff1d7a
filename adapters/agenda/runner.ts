import type { Logger } from 'pino';

/** What is to be done from time to time. `signal` asks to end early: the time is up, or Rounds stops. */
export type Job<Name extends string = string> = { name: Name; everySeconds: number; run: (signal: AbortSignal) => Promise<void> };

export type Log = Pick<Logger, 'warn' | 'error'>;

export type Runner = {
  /** Settles when a pass that began after this call has ended, well or badly. Never throws. */
  wake(): Promise<void>;
  /** Asks a running pass to end, waits for it five seconds at most, and lets no other begin. */
  stop(): Promise<void>;
};

/** A pass that waits on a store which went away may not hear that it is to end. What it leaves undone stands in the store. */
const GRACE_MS = 5_000;

const isAbort = (err: unknown) => typeof err === 'object' && err !== null && 'name' in err && err.name === 'AbortError';

/** One pass, with its own error boundary and its own time limit; what outlives the limit is left behind. */
const pass = async ({ name, run }: Job, ending: AbortController, limitMs: number, log: Log) => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      ending.abort();
      reject(new Error(`${name} ran longer than ${limitMs} ms`));
    }, limitMs);
    timer.unref(); // A pass that was left behind keeps no process alive.
  });
  try {
    await Promise.race([run(ending.signal), limit]);
  } catch (err) {
    if (ending.signal.aborted && isAbort(err)) return; // It ended because it was asked to.
    log.error({ job: name, err }, 'job failed; the next wake tries again');
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Runs a job one pass at a time in this process. However many wakes come during a pass, one more pass follows it: the
 * one that runs may have gone by what they are about.
 */
export const makeRunner = (job: Job, limitMs: number, log: Log): Runner => {
  let stopped = false;
  let running: { ended: Promise<void>; ending: AbortController } | null = null;
  let following: Promise<void> | null = null;

  const begin = () => {
    const ending = new AbortController();
    const ended = pass(job, ending, limitMs, log).finally(() => {
      running = null;
    });
    running = { ended, ending };
    return ended;
  };

  const wake = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    if (!running) return begin();
    following ??= running.ended.then(() => {
      following = null;
      return wake();
    });
    return following;
  };

  return {
    wake,
    stop: async () => {
      stopped = true;
      if (!running) return;
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, GRACE_MS)));
      running.ending.abort();
      await Promise.race([running.ended, grace]);
      clearTimeout(timer);
    },
  };
};
