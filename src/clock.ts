import type { Clock } from './ports/clock.js';

export type MovableClock = Clock & { move(change: { to: Date } | { advanceMs: number }): Date };

/** The domain's time: wall time, or from `startAt` on at the same pace. It can be moved in tests and in the playground alone. */
export const makeClock = (wallClock: () => Date, startAt: Date | null): MovableClock => {
  let ahead = startAt === null ? 0 : startAt.getTime() - wallClock().getTime();
  const now = () => new Date(wallClock().getTime() + ahead);
  return {
    now,
    move: (change) => {
      ahead = 'to' in change ? change.to.getTime() - wallClock().getTime() : ahead + change.advanceMs;
      return now();
    },
  };
};
