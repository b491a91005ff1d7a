// audit:verify over many entries: how fast beside the hashing alone, and whether memory stays flat. The verifier runs in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { connectStore } from '../../adapters/mongo/index.js';
import { auditVerifier, chained } from '../../src/domain/audit.js';
import type { AuditEntry } from '../../src/domain/audit.js';
import { append } from '../../src/domain/history.js';
import type { Anchor, Entry } from '../../src/domain/history.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';

/** What the child says when it has proved everything. */
export type Proved = { entries: number; faults: number; ms: number; firstHalfMb: number; secondHalfMb: number };

const BATCH = 1_000;
const PER_TASK = 10;
const AT = new Date('2026-11-30T14:00:00Z');
const silent = { info: () => undefined, warn: () => undefined };

const entryAfter = (head: Anchor | null): AuditEntry => chained(head, { at: AT, actor: 'maria', door: 'web', action: 'reveal', task: 12, facts: { field: 'patient_ref' } });

const historyOf = (number: number): Entry[] => {
  let history: Entry[] = [];
  for (let seq = 1; seq <= PER_TASK; seq += 1) history = append(`T-${number}`, history, { at: AT, actor: 'maria', door: 'slack', verb: 'note', from: 'todo', to: 'todo', changes: [{ name: 'note' }], why: null });
  return history;
};

/** A task as it is stored, with no more in it than the proof reads. */
const document = (_id: number) => {
  const history = historyOf(_id);
  return { _id, schemaVersion: 1, version: PER_TASK, history, notes: [], sourceText: null, fields: {}, state: { status: 'todo' }, intents: [], commands: [], origin: { id: `c${_id}`, answer: { task: _id, version: 1, verb: 'create' } }, words: [], headHash: history.at(-1)?.hash };
};

/** Half of the entries in the audit, half in histories; written past the stores' own one-by-one. */
const fill = async (uri: string, many: number) => {
  const store = await connectStore({ uri, log: silent });
  const { db } = store.connection;
  if (db === undefined) throw new Error('the store is not connected');
  let head: Anchor | null = null;
  for (let done = 0; done < many / 2; done += BATCH) {
    const rows: object[] = [];
    for (let nth = 0; nth < BATCH; nth += 1) {
      const { seq, ...rest }: AuditEntry = entryAfter(head);
      head = { seq, hash: rest.hash };
      rows.push({ _id: seq, ...rest, schemaVersion: 1 });
    }
    await db.collection('audit').insertMany(rows);
  }
  await db.collection<{ _id: string; schemaVersion: number }>('heads').insertOne({ _id: 'audit', ...(head ?? {}), schemaVersion: 1 });
  const tasks = Math.round(many / 2 / PER_TASK);
  for (let done = 0; done < tasks; done += BATCH / PER_TASK) {
    const documents = Array.from({ length: Math.min(BATCH / PER_TASK, tasks - done) }, (_each, nth) => document(done + nth + 1));
    await db.collection<{ _id: number }>('tasks').insertMany(documents);
    await db.collection<{ _id: number }>('anchors').insertMany(documents.map(({ _id, headHash }) => ({ _id, seq: PER_TASK, hash: headHash, schemaVersion: 1 })));
  }
  await store.close();
};

const prove = async (uri: string): Promise<Proved> => {
  const child = fork(fileURLToPath(new URL('verify.js', import.meta.url)), [uri]);
  const [proved] = await once(child, 'message') as [Proved];
  return proved;
};

const provedAt = async (many: number): Promise<Proved> => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const store = await startEmbeddedStore({ dataDir: folder });
  try {
    await fill(store.uri, many);
    const proved = await prove(store.uri);
    if (proved.entries !== many || proved.faults !== 0) throw new Error(`${proved.entries} entries of ${many} were proved, with ${proved.faults} faults`);
    return proved;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The same chain in memory: what the hashes cost by themselves. */
const hashingPerSecond = (many: number): number => {
  const entries: AuditEntry[] = [];
  for (let nth = 0; nth < BATCH; nth += 1) entries.push(entryAfter(entries.at(-1) ?? null));
  const started = performance.now();
  for (let done = 0; done < many; done += BATCH) {
    const verifier = auditVerifier(null);
    for (const entry of entries) verifier.see(entry);
  }
  return (many * 1000) / (performance.now() - started);
};

export const benchProving = async ({ many }: { many: number }): Promise<Figure[]> => {
  const all = await provedAt(many);
  return [
    figure(`audit:verify of ${many.toLocaleString('en')} entries`, 'a second', (many * 1000) / all.ms, hashingPerSecond(many), 'hashing alone'),
    figure(`audit:verify of ${many.toLocaleString('en')} entries, peak of memory in the second half`, 'MB', all.secondHalfMb, all.firstHalfMb, 'in the first half', { atMost: 1.25 }),
  ];
};
