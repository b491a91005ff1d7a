// What attention costs: a sweep beside one among few tasks, reminders beside a job of Agenda's for each, digests beside the query that they count.
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { digestOf } from '../../src/domain/attention/digest.js';
import { personOf } from '../../src/domain/playbook.js';
import { carryOut } from '../../src/use-cases/carry-out.js';
import { deliverNext } from '../../src/use-cases/deliver.js';
import { gather } from '../../src/use-cases/gather.js';
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
const REMINDERS = 1_000;
const QUEUES = 50;
const PER_QUEUE = 2_000;
const SENDERS = 8;
/** Monday 1:15 pm in New York, a bundle time: untouched since the morning, each is a reminder. */
const BUNDLE = new Date('2026-11-30T18:15:00Z');
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
const benchSweep = async (many: number): Promise<Figure> => {
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
  return figure(`sweep with ${DUE} tasks due among ${many.toLocaleString('en')} open ones`, 'ms', quantile(times.all, 0.5), quantile(times.few, 0.5), `among ${FEW.toLocaleString('en')}`, { atMost: 1.3 });
};

/** The whole way of a reminder: decided, written, carried out, gathered, sent to a platform that answers at once. */
const remindersPerSecond = async (): Promise<number> => {
  const practice = await openTasks(REMINDERS, { copy: () => ({ attentionAt: MORNING }) });
  const { store, playbooks, clock, actOnTask } = practice;
  const sent = { messages: 0 };
  const platform = { name: 'slack' as const, post: async () => ((sent.messages += 1), { channel: 'D1', ts: String(sent.messages) }), update: async () => 'updated' as const };
  const wallClock = () => new Date();
  const sealer = { seal: () => ({ sealed: '', key: '' }), sealReference: () => ({ sealed: '', key: '', mark: '' }), open: () => '', marksOf: () => [], isCurrent: () => true, secretsFor: () => [] };
  const deps = {
    tasks: store.tasks, playbooks, clock, notices: store.notices, bundles: store.bundles, handoffs: store.handoffs, actOnTask, wallClock, sealer, phiMode: 'none' as const, platforms: [platform], webhooks: { post: () => Promise.reject(new Error('no webhook is set up here')) },
    onTrouble: (key: string, why: string) => { throw new Error(`${key}: ${why}`); }, onFault,
  };
  practice.at(BUNDLE);
  try {
    const ms = await msOf(async () => {
      await sweep(deps);
      while ((await carryOut(deps)) > 0);
      await gather({ ...deps, send: () => undefined });
      await Promise.all(Array.from({ length: SENDERS }, async () => { while (await deliverNext(deps)); }));
    });
    if (sent.messages === 0) throw new Error('nothing was sent');
    return (REMINDERS * 1000) / ms;
  } finally {
    await practice.close();
  }
};

/** A job of Agenda's for each reminder, which reads its task and sends: as one builds it at first. Its own settings are as generous as they go. */
const agendaPerSecond = async (): Promise<number> => {
  const practice = await openTasks(REMINDERS);
  const { db } = practice.store.connection;
  if (db === undefined) throw new Error('the store is not connected');
  const agenda = new Agenda({ backend: new MongoBackend({ mongo: db, collection: 'reminders' }), processEvery: 100, defaultConcurrency: 50, maxConcurrency: 50 });
  const done = new Set<unknown>();
  const all = new Promise<void>((resolve) => {
    agenda.define('remind', async (job: { attrs: { data: unknown } }) => {
      const { task } = job.attrs.data as { task: number };
      await practice.store.tasks.load(task);
      done.add(task);
      if (done.size === REMINDERS) resolve();
    });
  });
  const at = new Date();
  for (let task = 1; task <= REMINDERS; task += 1) await agenda.create('remind', { task }).schedule(at).save();
  try {
    const ms = await msOf(async () => {
      await agenda.start();
      await all;
    });
    return (REMINDERS * 1000) / ms;
  } finally {
    await agenda.stop(false);
    await practice.close();
  }
};

const MANY_QUEUES = `queues: [${Array.from({ length: QUEUES }, (_each, nth) => `{ key: q${nth}, name: Queue ${nth}, leads: [dana] }`).join(', ')}]`;

const benchDigests = async (): Promise<Figure> => {
  const practice = await openTasks(QUEUES * PER_QUEUE, { yaml: MANY_QUEUES, copy: (nth) => ({ queue: `q${nth % QUEUES}` }) });
  const { store, playbooks, clock } = practice;
  practice.at(BUNDLE);
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
  return figure(`digests of ${QUEUES} queues with ${PER_QUEUE.toLocaleString('en')} open tasks each`, 'ms', sum(times.digest), sum(times.query), 'the query of those tasks', { atMost: 1.5 });
};

export const benchAttention = async ({ many }: { many: number }): Promise<Figure[]> => [
  await benchSweep(many),
  figure(`${REMINDERS.toLocaleString('en')} reminders, decided and sent`, 'a second', await remindersPerSecond(), await agendaPerSecond(), 'a job of Agenda’s for each', { atLeast: 5 }),
  await benchDigests(),
];
