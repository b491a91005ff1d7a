// Waiting, with an end to it. Slack gives three seconds for an acknowledgement and as long for a trigger.
export type Patience = {
  /** Then a shortcut opens a view that waits for its form. */
  openMs: number;
  /** Then a press or submission is acknowledged and the person told that it still runs. */
  saveMs: number;
  /** How long the answer may wait for a person's profile. */
  profileMs: number;
  /** How long a delivery may wait to hear whether it was seen before. */
  seenMs: number;
};

export const PATIENCE: Patience = { openMs: 800, saveMs: 2000, profileMs: 1000, seenMs: 300 };

/** A moment after `ms`; tests give their own, so that nothing sleeps. */
export type After = (ms: number) => { done: Promise<void>; cancel: () => void };

export const realAfter: After = (ms) => {
  let timer: NodeJS.Timeout | undefined;
  const done = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { done, cancel: () => clearTimeout(timer) };
};

export type Timely<T> = { late: false; value: T } | { late: true };

/** Waits for `work` for so long and no longer; `work` goes on meanwhile. */
export const within = async <T>(work: Promise<T>, ms: number, after: After): Promise<Timely<T>> => {
  const { done, cancel } = after(ms);
  try {
    return await Promise.race([work.then((value) => ({ late: false as const, value })), done.then(() => ({ late: true as const }))]);
  } finally {
    cancel();
  }
};
