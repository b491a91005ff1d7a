// The web's pages among many tasks, one in fifty of them open: the figures, a queue as a list and as columns. Between two looks a task changes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '../../adapters/embedded-mongo/index.js';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import { encodeTask } from '../../adapters/mongo/task-codec.js';
import { boardBody } from '../../adapters/web/board/render.js';
import { figuresBody } from '../../adapters/web/figures/render.js';
import { append } from '../../src/domain/history.js';
import type { Entry } from '../../src/domain/history.js';
import { personOf } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { ConfirmedTask, Status } from '../../src/domain/task.js';
import { readPlaybook } from '../../src/playbook/read.js';
import type { Playbooks } from '../../src/ports/playbooks.js';
import type { Sealer } from '../../src/ports/sealer.js';
import { makeBoard } from '../../src/use-cases/board.js';
import { keepFigures } from '../../src/use-cases/keep-figures.js';
import { makeReadFigures } from '../../src/use-cases/read-figures.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';

const NOW = new Date('2026-11-30T19:00:00Z');
const DAY = 86_400_000;
const DAYS = 90;
const OPEN_EVERY = 50;
const BATCH = 500;
const LOOKS = 60;
const GOAL_MS = 300;
const OWNERS = ['maria', 'dana', 'sam'];
const TYPES = ['reschedule', 'prior_auth_followup', 'missing_paperwork'];
const silent = { info: () => undefined, warn: () => undefined };

const moved = (history: readonly Entry[], number: number, at: Date, verb: string, from: Status | null, to: Status, changes: Entry['changes'] = []) =>
  append(`T-${number}`, history, { at, actor: 'maria', door: 'slack', verb, from, to, changes, why: null });

/** A task made some time in the last days; all but one in fifty are done. */
const taskOf = (number: number, many: number): ConfirmedTask => {
  const createdAt = new Date(NOW.getTime() - ((many - number) / many) * DAYS * DAY);
  const due = new Date(createdAt.getTime() + DAY);
  const isOpen = number % OPEN_EVERY === 0;
  const owner = OWNERS[number % OWNERS.length] ?? 'maria';
  const type = TYPES[number % TYPES.length] ?? 'reschedule';
  let history = moved([], number, createdAt, 'create', null, 'todo', [{ name: 'type', to: type }, { name: 'owner', to: owner }, { name: 'due', to: due.toISOString() }]);
  history = moved(history, number, new Date(createdAt.getTime() + 3_600_000), 'start', 'todo', 'in_progress');
  if (!isOpen) history = moved(history, number, new Date(createdAt.getTime() + 7_200_000), 'finish', 'in_progress', 'done', [{ name: 'outcome', to: 'rescheduled' }]);
  const since = history.at(-1)?.at ?? createdAt;
  return {
    number, version: history.length, typeVersion: 1, queue: 'front_desk', requester: 'dana', takenInBy: null, cameBy: number % 2 === 0 ? 'phone' : 'chat', fields: { location: number % 3 === 0 ? 'north' : 'main', insurer: 'aetna' },
    source: null, sourceText: null, notes: [], links: { followUpOf: null, followUps: [], holdsUp: [], duplicates: [] }, attempts: 0, reopened: 0, snoozedUntil: null, onIt: null, createdAt, since, attendedAt: since, attentionAt: null,
    state: isOpen ? { status: 'in_progress' } : { status: 'done', outcome: 'rescheduled' }, type, priority: 'normal', owner, due: { at: due, pausedSince: null, clock: 'business' }, deadline: null, history,
  };
};

/** Written past the store's own one-by-one. */
const fill = async ({ connection: { db } }: Store, many: number) => {
  for (let done = 0; done < many; done += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, many - done) }, (_each, nth) => {
      const task = taskOf(done + nth + 1, many);
      return { ...encodeTask(task, ['reschedule']), _id: task.number, history: [...task.history], intents: [], commands: [], origin: { id: `c${task.number}`, answer: { task: task.number, version: 1, verb: 'create' } } };
    });
    await db?.collection<{ _id: number }>('tasks').insertMany(documents);
  }
};

const p95Of = async (look: (nth: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let nth = 0; nth < LOOKS; nth += 1) {
    const started = performance.now();
    await look(nth);
    times.push(performance.now() - started);
  }
  return quantile(times, 0.95);
};

const onlyPlaybook = (): Playbook => {
  const reading = readPlaybook('enabled: [front_desk]');
  if (!reading.ok) throw new Error('the starter has faults');
  return { ...reading.playbook, version: 1 };
};

export const benchDashboard = async ({ many }: { many: number }): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const embedded = await startEmbeddedStore({ dataDir: folder });
  const store = await connectStore({ uri: embedded.uri, log: silent });
  try {
    await fill(store, many);
    const playbook = onlyPlaybook();
    const playbooks: Playbooks = { current: () => playbook, at: async () => playbook } as unknown as Playbooks;
    const clock = { now: () => NOW };
    const audit = { keep: async () => undefined, note: () => undefined };
    const figures = keepFigures({ tasks: store.tasks, days: store.days, playbooks, clock });
    const read = makeReadFigures({ figures, playbooks, clock, audit });
    const board = makeBoard({ tasks: store.tasks, playbooks, clock, audit, phiMode: 'none', sealer: {} as Sealer });
    const dana = personOf(playbook, 'dana');
    if (dana === null) throw new Error('the starter has no Dana');
    const frame = { token: '', newForm: () => '' };

    const started = performance.now();
    await figures.keepDays();
    const countedMs = performance.now() - started;
    const before = process.memoryUsage().rss;
    const changes = async (nth: number) => {
      const task = taskOf((nth + 1) * OPEN_EVERY, many);
      const history = moved(task.history, task.number, NOW, 'note', 'in_progress', 'in_progress', [{ name: 'note' }]);
      await store.tasks.commit({ task: { ...task, history, version: history.length }, expected: task.version, intents: [], words: [], once: { id: `bench:${nth}`, answer: { task: task.number, version: history.length, verb: 'note' } } });
    };
    const figuresMs = await p95Of(async (nth) => {
      await changes(nth);
      const shown = await read(dana, 90);
      if (shown.result !== 'shown' || !shown.whole) throw new Error('the figures are not whole');
      return figuresBody(shown.figures, { span: 90, whole: true });
    });
    const pageMs = (ask: Parameters<typeof board.page>[1]) => p95Of(async () => boardBody(await board.page(dana, ask), frame));
    const [listMs, columnsMs, narrowedMs] = [await pageMs({ queue: 'front_desk' }), await pageMs({ queue: 'front_desk', as: 'columns' }), await pageMs({ queue: 'front_desk', location: 'north', overdue: true })];
    const among = `among ${many.toLocaleString('en')} tasks`;
    const page = (name: string, ms: number) => figure(`${name} ${among}, p95`, 'ms', ms, GOAL_MS, 'the most', { atMost: 1 });
    return [
      page('page of figures', figuresMs), page('board, a queue', listMs), page('board, columns', columnsMs), page('board, filtered', narrowedMs),
      figure(`figures counted anew ${among}`, 's', countedMs / 1000, many / 1000, 'a millisecond a task'),
      figure('memory after the looks', 'MB', process.memoryUsage().rss / 1e6, before / 1e6, 'before them', { atMost: 1.25 }),
    ];
  } finally {
    await store.close();
    await embedded.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
