import { findNow } from '../query/find.js';
import type { Collection, Index } from '../storage/catalogue.js';
import type { Store } from '../storage/store.js';
import type { Doc, Value } from '../values/value.js';

/** MongoDB looks for expired documents once a minute. */
const INTERVAL = 60;

/** Documents removed in one transaction. */
const BATCH = 500;

const expired = (index: Index, now: Date): Doc | undefined => {
  const [field] = index.fields;
  if (!field || index.expireAfterSeconds === undefined) return undefined;
  const before: Doc = new Map<string, Value>([['$lt', new Date(now.getTime() - index.expireAfterSeconds * 1000)]]);
  return new Map<string, Value>([[field.name, before], ['$and', [index.partialFilter ?? new Map<string, Value>()]]]);
};

const removeBatch = (store: Store, { ns }: Collection, filter: Doc): Promise<number> =>
  store.write((tx) => {
    const collection = tx.collection(ns);
    const found = collection ? findNow({ tables: tx.tables, version: () => 0 }, collection, { filter, limit: BATCH }) : [];
    for (const { doc } of found) if (collection) tx.remove(collection, doc);
    return found.length;
  });

/** Removes what has expired by each TTL index. Dates alone expire; of an array of dates, the earliest counts. */
export const removeExpired = async (store: Store, now: Date): Promise<void> => {
  for (const collection of [...store.collections()]) {
    for (const index of collection.indexes) {
      const filter = expired(index, now);
      while (filter && (await removeBatch(store, collection, filter)) === BATCH);
    }
  }
};

/** Looks for expired documents again and again. A fault goes to `onFault` and ends it. */
export class Ttl {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private seconds = INTERVAL;

  constructor(
    private readonly sweep: () => Promise<void>,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  get interval(): number {
    return this.seconds;
  }

  /** Sets the time between two looks, in seconds, and begins to wait anew. */
  start(seconds = INTERVAL): void {
    this.seconds = seconds;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.sweep().then(() => this.timer && this.start(this.seconds), this.onFault);
    }, seconds * 1000);
  }

  /** Ends once a look under way has ended. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }
}
