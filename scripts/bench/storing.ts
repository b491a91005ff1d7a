// The embedded store through mongoose, beside LMDB without any of it: no wire, no documents, no indexes, the same disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import mongoose, { Schema } from 'mongoose';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';

type Row = { _id: number; owner: string; due: number; version: number; note: string };

const OPERATIONS = 4_000;
const LANES = 16;
const SMALL = 1_000;
const PAGE = 50;
const QUERIES = 300;
const BATCH = 1_000;

const row = (_id: number): Row => ({ _id, owner: `person-${_id % 20}`, due: _id, version: 1, note: 'x'.repeat(200) });

const perSecond = async (work: (nth: number) => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (next < OPERATIONS) await work(next++);
  }));
  return (OPERATIONS * 1000) / (performance.now() - started);
};

const lmdbAlone = async (folder: string) => {
  const db = open<Row, number>({ path: folder });
  const inserts = await perSecond((nth) => db.put(nth, row(nth)));
  const finds = await perSecond(async (nth) => db.get(nth));
  const updates = await perSecond((nth) => db.transaction(() => {
    const held = db.get(nth);
    if (held?.version === 1) void db.put(nth, { ...held, version: 2 });
  }));
  await db.close();
  return { inserts, finds, updates };
};

/** The median time of one page of an indexed range, somewhere in the middle. */
const rangeMs = async (rows: mongoose.Model<Row>, size: number) => {
  const times: number[] = [];
  for (let nth = 0; nth < QUERIES; nth += 1) {
    const from = Math.floor(((size - PAGE) * nth) / QUERIES);
    const started = performance.now();
    const page = await rows.find({ due: { $gte: from } }).sort({ due: 1 }).limit(PAGE).lean();
    times.push(performance.now() - started);
    if (page.length !== PAGE) throw new Error(`a page of ${page.length}`);
  }
  return quantile(times, 0.5);
};

export const benchStoring = async ({ many }: { many: number }): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const store = await startEmbeddedStore({ dataDir: join(folder, 'store') });
  const connection = await mongoose.createConnection(store.uri).asPromise();
  const schema = new Schema<Row>({ _id: Number, owner: String, due: Number, version: Number, note: String }, { versionKey: false }).index({ owner: 1, due: 1 }).index({ due: 1 });
  const rowsOf = async (name: string) => {
    const rows = connection.model<Row>(name, schema, name);
    await rows.createIndexes();
    return rows;
  };
  const filled = async (name: string, size: number) => {
    const rows = await rowsOf(name);
    for (let from = 0; from < size; from += BATCH) await rows.insertMany(Array.from({ length: BATCH }, (_each, nth) => row(from + nth)), { ordered: true });
    return rows;
  };
  try {
    const rows = await rowsOf('rows');
    const inserts = await perSecond((nth) => rows.create(row(nth)));
    const finds = await perSecond((nth) => rows.findOne({ owner: `person-${nth % 20}`, due: nth }).lean());
    const updates = await perSecond((nth) => rows.updateOne({ _id: nth, version: 1 }, { $inc: { version: 1 } }));
    const bare = await lmdbAlone(join(folder, 'lmdb'));
    const small = await filled('small', SMALL);
    const large = await filled('large', many);
    // Both once before, so that neither pays for a cold cache.
    await rangeMs(small, SMALL);
    await rangeMs(large, many);
    const [smallMs, largeMs] = [await rangeMs(small, SMALL), await rangeMs(large, many)];
    return [
      figure('embedded store, durable inserts', 'a second', inserts, bare.inserts, 'LMDB alone'),
      figure('embedded store, indexed finds', 'a second', finds, bare.finds, 'LMDB alone'),
      figure('embedded store, guarded updates', 'a second', updates, bare.updates, 'LMDB alone'),
      figure(`range query among ${many.toLocaleString('en')} documents, p50`, 'ms', largeMs, smallMs, `among ${SMALL.toLocaleString('en')}`, { atMost: 1.3 }),
    ];
  } finally {
    await connection.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
