import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, type Job } from 'agenda';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { openEmbedded, type TestDatabase } from '../support/mongodb.js';

/** Lets a test wait for what jobs do, by the number of times they did it. */
class Runs {
  private readonly seen: unknown[] = [];
  private waiting: { readonly count: number; readonly done: (runs: readonly unknown[]) => void } | undefined;

  add(data: unknown): void {
    this.seen.push(data);
    if (this.waiting && this.seen.length >= this.waiting.count) this.waiting.done(this.seen);
  }

  async reach(count: number): Promise<readonly unknown[]> {
    if (this.seen.length >= count) return this.seen;
    return new Promise((done) => {
      this.waiting = { count, done };
    });
  }
}

describe('Agenda, unmodified', () => {
  let database: TestDatabase;
  const agendas: Agenda[] = [];

  const start = async (backend: MongoBackend): Promise<Agenda> => {
    // For half of the lock's lifetime after each job, Agenda holds a timer that keeps the process alive.
    const agenda = new Agenda({ backend, processEvery: 50, defaultLockLifetime: 4_000 });
    agendas.push(agenda);
    await agenda.ready;
    return agenda;
  };

  beforeAll(async () => {
    database = await openEmbedded();
  });
  afterAll(async () => {
    for (const agenda of agendas) await agenda.stop();
    await mongoose.disconnect();
    await database.close();
  });

  test('runs jobs now, later and again on mongoose’s connection', async () => {
    await mongoose.connect(database.uri);
    const db = mongoose.connection.db;
    if (!db) throw new Error('mongoose has no database');
    const agenda = await start(new MongoBackend({ mongo: db, collection: 'shared' }));
    const runs = new Runs();
    agenda.define('job', async (job: Job<unknown>) => runs.add(job.attrs.data));
    await agenda.start();
    await agenda.now('job', { kind: 'now' });
    await agenda.schedule(new Date(Date.now() + 100), 'job', { kind: 'later' });
    await agenda.every('1 second', 'job', { kind: 'again' });
    const kinds = (await runs.reach(4)).map((data) => (data as { kind: string }).kind);
    expect(new Set(kinds)).toEqual(new Set(['now', 'later', 'again']));
    expect(kinds.filter((kind) => kind === 'now')).toHaveLength(1);
    await agenda.cancel({ name: 'job' });
    expect((await agenda.queryJobs({ name: 'job' })).total).toBe(0);
  });

  test('gives a job to one of two processors, by address', async () => {
    const backend = (): MongoBackend => new MongoBackend({ address: database.uri, collection: 'contended' });
    const [a, b] = await Promise.all([start(backend()), start(backend())]);
    const runs = new Runs();
    for (const agenda of [a, b]) {
      agenda.define('once', async (job: Job<unknown>) => runs.add((job.attrs.data as { n: number }).n), { concurrency: 20 });
      await agenda.start();
    }
    await Promise.all(Array.from({ length: 20 }, (_, n) => a.now('once', { n })));
    const seen = await runs.reach(20);
    expect([...seen].sort((x, y) => Number(x) - Number(y))).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('looks for its jobs by its index', async () => {
    const client = await MongoClient.connect(database.uri);
    const plan = await client
      .db()
      .collection('contended')
      .find({ name: 'once', disabled: { $ne: true }, $or: [{ lockedAt: { $eq: null }, nextRunAt: { $lte: new Date() } }, { lockedAt: { $lte: new Date() } }] })
      .sort({ nextRunAt: 1, priority: -1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan.queryPlanner)).toContain('findAndLockNextJobIndex');
    expect(JSON.stringify(plan.queryPlanner)).not.toContain('SORT');
    await client.close();
  });
});
