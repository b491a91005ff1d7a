import type { After } from '../../../adapters/slack/patience.js';

/** Timers that go off when the test says so. `runsOut` waits until somebody waits for that long, and then lets it be over. */
export const manualAfter = () => {
  let waiting: { ms: number; fire: () => void }[] = [];
  let watchers: (() => void)[] = [];
  const after: After = (ms) => {
    let fire = (): void => undefined;
    const done = new Promise<void>((resolve) => (fire = resolve));
    const entry = { ms, fire };
    waiting.push(entry);
    for (const watcher of watchers) watcher();
    return { done, cancel: () => (waiting = waiting.filter((one) => one !== entry)) };
  };
  const runsOut = async (ms: number): Promise<void> => {
    for (;;) {
      const found = waiting.find((one) => one.ms === ms);
      if (found) {
        waiting = waiting.filter((one) => one !== found);
        found.fire();
        return;
      }
      await new Promise<void>((resolve) => (watchers = [...watchers, resolve]));
      watchers = [];
    }
  };
  return { after, runsOut };
};

/** A promise that the test settles. */
export const promised = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
