// A practice with many open tasks on the embedded store: one is made as people make it, the others are copies of its document.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { Playbooks } from '../../src/ports/playbooks.js';
import { keepPlaybooks } from '../../src/use-cases/keep-playbooks.js';
import { makeActOnTask } from '../../src/use-cases/act-on-task.js';
import type { ActOnTask } from '../../src/use-cases/act-on-task.js';
import { makeCreateTask } from '../../src/use-cases/create-task.js';

/** Monday, 30 November 2026, 9 am in New York: due at 2 pm. */
export const MORNING = new Date('2026-11-30T14:00:00Z');
const FAR = new Date('2030-01-01T00:00:00Z');
const BATCH = 500;

type Row = { _id: number; attentionAt: Date; [key: string]: unknown };
export type OpenTasks = { store: Store; playbooks: Playbooks; actOnTask: ActOnTask; clock: { now(): Date }; /** Moves the clock. */ at(now: Date): void; rows(): Collection; close(): Promise<void> };
type Collection = { updateMany(filter: object, update: object): Promise<unknown>; insertMany(rows: Row[]): Promise<unknown>; findOne(filter: object): Promise<Row | null>; find(filter: object, options: object): { sort(order: object): { toArray(): Promise<unknown[]> } } };

/** Without the words that they are found by, which cost the most to store. `copy` says how the nth task differs from the first. The yaml is laid over the starter. */
export const openTasks = async (many: number, { yaml = '', copy = () => ({}) }: { yaml?: string; copy?: (nth: number) => object } = {}): Promise<OpenTasks> => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const embedded = await startEmbeddedStore({ dataDir: folder });
  const store = await connectStore({ uri: embedded.uri, log: { info: () => undefined, warn: () => undefined } });
  const held = { now: MORNING };
  const clock = { now: () => held.now };
  const audit = { note: () => undefined, keep: async () => undefined };
  const playbooks = await keepPlaybooks(yaml, { store: store.playbooks, clock, audit, onFaults: () => undefined });
  const deps = { tasks: store.tasks, playbooks, clock, audit, kick: () => undefined };
  const made = await makeCreateTask(deps)({
    id: 'first', door: 'slack', actor: 'maria', seen: null, verb: 'create', type: 'reschedule', priority: 'normal', fields: { provider: 'patel', location: 'main' },
    requester: 'maria', cameBy: 'phone', source: null, sourceText: null, followUpOf: null,
  });
  if (!made.ok) throw new Error(`no task was made: ${made.refusal.code}`);
  const rows = (): Collection => {
    const { db } = store.connection;
    if (db === undefined) throw new Error('the store is not connected');
    return db.collection<Row>('tasks') as unknown as Collection;
  };
  const first = await rows().findOne({ _id: made.task.number });
  if (first === null) throw new Error('the first task is gone');
  const { owingSince: _owing, ...rest } = first;
  const nth = (_id: number): Row => ({ ...rest, _id, origin: { id: `c${_id}`, answer: { task: _id, version: 1, verb: 'create' } }, intents: [], attentionAt: FAR, words: [], ...copy(_id) });
  for (let done = 1; done < many; done += BATCH) await rows().insertMany(Array.from({ length: Math.min(BATCH, many - done) }, (_each, index) => nth(1 + done + index)));
  await rows().updateMany({ _id: 1 }, { $set: { attentionAt: FAR, intents: [], ...copy(1) }, $unset: { owingSince: 1 } });
  return {
    store, playbooks, clock, rows, actOnTask: makeActOnTask(deps), at: (now) => void (held.now = now),
    close: async () => {
      await store.close();
      await embedded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
