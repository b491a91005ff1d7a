// When a model is not asked: too many questions at once, or it failed several times in a row.

export type Guarded<T> = { asked: true; value: T } | { asked: false; because: 'busy' | 'resting' };

export type Limits = { atOnce: number; faults: number; restMs: number };
export const LIMITS: Limits = { atOnce: 3, faults: 3, restMs: 5 * 60_000 };

/** `now` is wall time: a model's outage has nothing to do with the domain's clock. A fault counts and is thrown on. */
export const makeGuard = (now: () => Date, { atOnce, faults, restMs }: Limits = LIMITS) => {
  const state = { underWay: 0, failed: 0, restsUntil: 0 };
  return async <T>(ask: () => Promise<T>): Promise<Guarded<T>> => {
    if (state.underWay >= atOnce) return { asked: false, because: 'busy' };
    if (now().getTime() < state.restsUntil) return { asked: false, because: 'resting' };
    state.underWay += 1;
    try {
      const value = await ask();
      state.failed = 0;
      return { asked: true, value };
    } catch (error) {
      state.failed += 1;
      // After the rest one question is enough to see whether it answers again.
      if (state.failed >= faults) state.restsUntil = now().getTime() + restMs;
      throw error;
    } finally {
      state.underWay -= 1;
    }
  };
};
export type Guard = ReturnType<typeof makeGuard>;
