import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { CommandError } from '../errors.js';
import { checkFile } from './check-file.js';
import { decodeCollection, type Catalogue, type Collection } from './catalogue.js';
import type { Table, Tables } from './tables.js';
import { WriteTransaction } from './write-transaction.js';

interface Job {
  readonly run: (tx: WriteTransaction) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly job: Job } & ({ readonly result: unknown } | { readonly refusal: CommandError });

/** A group commit takes jobs for this long at most, in milliseconds, so that readers wait no longer for their turn. */
const GROUP_TIME = 20;

const BINARY = { keyEncoding: 'binary', encoding: 'binary' } as const;

/**
 * The folder's data. Every write is a job: jobs that wait are run one after the other in one LMDB transaction, which is
 * on disk before the first of them is answered. That is what makes acknowledged mean stored, and many writes one sync.
 */
export class Store {
  private readonly env: RootDatabase<Buffer, Buffer>;
  readonly tables: Tables;
  private committed: Catalogue;
  private commitCount = 0;
  private queue: Job[] = [];
  private scheduled: NodeJS.Immediate | undefined;

  /** Opens or creates the store in a folder that nobody else has open. Needs no repair after a crash. */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const path = join(dataDir, 'store.mdb');
    checkFile(path);
    this.env = open({
      path,
      noSubdir: true,
      maxDbs: 8,
      cache: false,
      // A commit returns when it is on disk, not when it is visible.
      overlappingSync: false,
      ...BINARY,
    });
    const table = (name: string): Table => this.env.openDB<Buffer, Buffer>({ name, cache: false, ...BINARY });
    this.tables = {
      documents: table('documents'),
      entries: table('entries'),
      replays: table('replays'),
      catalogue: table('catalogue'),
      counters: table('counters'),
    };
    this.committed = this.readCatalogue();
  }

  private readCatalogue(): Catalogue {
    const collections = [...this.tables.catalogue.getRange()].map(({ value }) => decodeCollection(value));
    return new Map(collections.map((collection) => [collection.ns, collection]));
  }

  collection(ns: string): Collection | undefined {
    return this.committed.get(ns);
  }

  collections(): Iterable<Collection> {
    return this.committed.values();
  }

  /** Grows with each commit: what was read under another number may have changed since. */
  get version(): number {
    return this.commitCount;
  }

  /**
   * Runs a job in the next group and resolves once it is on disk. A job that throws a `CommandError` has refused: what
   * it wrote before stays. Any other error undoes the job and harms no other.
   */
  write<T>(run: (tx: WriteTransaction) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run, resolve: resolve as (result: unknown) => void, reject });
      this.scheduled ??= setImmediate(() => this.commitGroup());
    });
  }

  private commitGroup(): void {
    this.scheduled = undefined;
    const taken: Job[] = [];
    const until = performance.now() + GROUP_TIME;
    const next = (): Job | undefined => {
      const job = performance.now() < until || taken.length === 0 ? this.queue.shift() : undefined;
      if (job) taken.push(job);
      return job;
    };
    try {
      this.commit(next);
    } catch {
      // One job broke the group and with it the transaction: alone, each gets what is its own.
      for (const job of taken) this.commitAlone(job);
    }
    if (this.queue.length > 0) this.scheduled ??= setImmediate(() => this.commitGroup());
  }

  private commitAlone(job: Job): void {
    let waiting: Job | undefined = job;
    const next = (): Job | undefined => {
      const taken = waiting;
      waiting = undefined;
      return taken;
    };
    try {
      this.commit(next);
    } catch (fault) {
      job.reject(fault);
    }
  }

  private commit(next: () => Job | undefined): void {
    const tx = new WriteTransaction(this.tables, this.committed);
    const outcomes: Outcome[] = [];
    this.env.transactionSync(() => {
      for (let job = next(); job; job = next()) outcomes.push(attempt(job, tx));
    });
    this.committed = tx.catalogue();
    this.commitCount += 1;
    for (const outcome of outcomes) {
      if ('refusal' in outcome) outcome.job.reject(outcome.refusal);
      else outcome.job.resolve(outcome.result);
    }
  }

  /** Commits what waits, then closes the files. */
  async close(): Promise<void> {
    while (this.queue.length > 0) this.commitGroup();
    clearImmediate(this.scheduled);
    await this.env.close();
  }
}

const attempt = (job: Job, tx: WriteTransaction): Outcome => {
  try {
    return { job, result: job.run(tx) };
  } catch (error) {
    if (error instanceof CommandError) return { job, refusal: error };
    throw error;
  }
};
