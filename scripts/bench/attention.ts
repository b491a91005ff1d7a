// What attention costs: a sweep beside one among few tasks, digests beside the query that they count.
import { digestOf } from '../../src/domain/attention/digest.js';
import { personOf } from '../../src/domain/playbook.js';
import { renderDigest } from '../../src/use-cases/render-digest.js';
import { sweep } from '../../src/use-cases/sweep.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { MORNING, openTasks } from './open-tasks.js';
import type { OpenTasks } from './open-tasks.js';
import { quantile } from './quantile.js';

const DUE = 100;
const FEW = 1_000;
const ROUNDS = 9;
const QUEUES = 50;
const PER_QUEUE = 2_000;
/** Monday 1:15 pm in New York: all is due today. */
const AFTERNOON = new Date('2026-11-30T18:15:00Z');
const onFault = (task: number, error: unknown) => { throw new Error(`T-${task}: ${String(error)}`); };

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** One sweep of the tasks that are made due for it. */
const sweepMs = async (practice: OpenTasks): Promise<number> => {
  await practice.rows().updateMany({ _id: { $lte: DUE } }, { $set: { attentionAt: MORNING } });
  return msOf(async () => {
    const attended = await sweep({ tasks: practice.store.tasks, clock: practice.clock, actOnTask: practice.actOnTask, onFault });
    if (attended !== DUE) throw new Error(`${attended} tasks were looked after, not ${DUE}`);
  });
};

/** Turn about, so that whatever else the machine does meets both. */
export const benchSweep = async ({ many }: { many: number }): Promise<Figure[]> => {
  const [few, all] = [await openTasks(FEW), await openTasks(many)];
  const times: { few: number[]; all: number[] } = { few: [], all: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      times.few.push(await sweepMs(few));
      times.all.push(await sweepMs(all));
    }
  } finally {
    await few.close();
    await all.close();
  }
  return [figure(`sweep with ${DUE} tasks due among ${many.toLocaleString('en')} open ones`, 'ms', quantile(times.all, 0.5), quantile(times.few, 0.5), `among ${FEW.toLocaleString('en')}`, { atMost: 1.3 })];
};

const MANY_QUEUES = `queues: [${Array.from({ length: QUEUES }, (_each, nth) => `{ key: q${nth}, name: Queue ${nth}, leads: [dana] }`).join(', ')}]`;

export const benchDigests = async (): Promise<Figure[]> => {
  const practice = await openTasks(QUEUES * PER_QUEUE, { yaml: MANY_QUEUES, copy: (nth) => ({ queue: `q${nth % QUEUES}` }) });
  const { store, playbooks, clock } = practice;
  practice.at(AFTERNOON);
  const reader = personOf(playbooks.current(), 'dana');
  if (reader === null) throw new Error('the starter has no lead');
  const deps = { tasks: store.tasks, playbooks, clock, bundles: store.bundles };
  const times: { digest: number[]; query: number[] } = { digest: [], query: [] };
  try {
    for (let nth = 0; nth < QUEUES; nth += 1) {
      times.query.push(await msOf(async () => {
        const { tasks } = await store.tasks.list({ queue: `q${nth}`, status: ['triage', 'todo', 'in_progress', 'waiting', 'blocked', 'in_review'] }, { skip: 0, limit: 100_000 });
        if (digestOf(tasks.slice(0, 1), 'dana', playbooks.current(), clock.now()).dueToday !== 1) throw new Error('another query');
      }));
      times.digest.push(await msOf(async () => {
        if ((await renderDigest({ key: `digest/q${nth}/2026-11-30`, items: [`q${nth}`] }, 'digest', reader, deps)) === null) throw new Error('a digest that says nothing');
      }));
    }
  } finally {
    await practice.close();
  }
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
  return [figure(`digests of ${QUEUES} queues with ${PER_QUEUE.toLocaleString('en')} open tasks each`, 'ms', sum(times.digest), sum(times.query), 'the query of those tasks', { atMost: 1.5 })];
};
