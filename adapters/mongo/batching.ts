// Calls that come while one is under way go together in the next. Alone, a call goes at once; under load, many share one round
// trip and one sync to disk.

/** What became of one call in a batch. */
export type Outcome<Out> = { value: Out } | { error: unknown };

/** `run` answers for each item in order; where it throws, every call of that batch throws the same. At most `most` calls a batch. */
export const batching = <In, Out>(run: (items: readonly In[]) => Promise<readonly Outcome<Out>[]>, most = 100): ((item: In) => Promise<Out>) => {
  let waiting: { item: In; resolve(value: Out): void; reject(error: unknown): void }[] = [];
  let underWay = false;

  const drain = async () => {
    underWay = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const outcomes = await run(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index] ?? { error: new Error('a batch left a call unanswered') };
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.value);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    underWay = false;
  };

  return (item) => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject });
    if (!underWay) void drain();
  });
};
