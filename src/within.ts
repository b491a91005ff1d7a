// Waiting, with an end to it.

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
