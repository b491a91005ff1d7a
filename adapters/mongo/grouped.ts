// Calls that come while others are under way go together in the next command: under load many share one round trip and one sync to disk.
import DataLoader from 'dataloader';

/** MongoDB takes 100,000 writes in one command; this many keep it short for those who wait behind it. */
const MOST = 100;
/** A command that hangs (a connection that died unnoticed) holds back those that come after it for no longer than this. */
const HELD_MS = 250;

const settledOrLate = (work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, HELD_MS);
    const settled = () => (clearTimeout(late), resolve());
    work.then(settled, settled);
  });

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One call of many. Alone, it goes at once. `run` gives each item its answer, in order, or the Error that is its own; where
 * it throws, each call of that command throws the same. `apartMs`: for calls that nobody waits for, so long from one command to the next.
 */
export const grouped = <In, Out>(run: (items: readonly In[]) => Promise<readonly (Out | Error)[]>, { apartMs }: { apartMs?: number } = {}): ((item: In) => Promise<Out>) => {
  let before: Promise<unknown> | null = null;
  const loader = new DataLoader<In, Out>(
    (items) => {
      const answers = run(items);
      before = apartMs === undefined ? settledOrLate(answers) : Promise.all([settledOrLate(answers), rest(apartMs)]);
      return answers;
    },
    { cache: false, maxBatchSize: MOST, batchScheduleFn: (send) => void (before ?? Promise.resolve()).then(send) },
  );
  return (item) => loader.load(item);
};
