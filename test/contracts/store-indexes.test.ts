// Every question that the stores put to MongoDB is one that an index answers: each is overheard, and asked again as `explain`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Filter, Sort } from 'mongodb';
import type { TaskQuery } from '../../src/ports/task-store.js';
import { changed, creation, MONDAY, step, todoTask } from '../support/sample-task.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

type Question = { collection: string; filter: Filter<object>; sort: Sort };

let store: TestStore;
let overheard: Question[] = [];

/** What a call asks, of whichever driver method it went through. */
const questionOf = (collection: string, method: string, [first, second, third]: readonly unknown[]): Question[] => {
  const sortOf = (options: unknown) => (options as { sort?: Sort } | undefined)?.sort ?? {};
  if (method === 'aggregate') return [{ collection, filter: (first as [{ $match: Filter<object> }])[0].$match, sort: {} }];
  if (method === 'insertOne' || method === 'createIndex' || method === 'bulkWrite') return [];
  return [{ collection, filter: first as Filter<object>, sort: sortOf(method === 'find' || method === 'findOne' ? second : third) }];
};

beforeAll(async () => {
  store = await openTestStore();
  const tasks = Array.from({ length: 30 }, (_, index) => todoTask(index + 1));
  await Promise.all(tasks.map((task) => store.tasks.insert(creation(task, { words: ['reschedule'] }))));
  store.connection.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    overheard.push(...questionOf(collection, method, args));
  });
});
afterAll(() => store.close());

/** The driver's own: what is asked through it is not overheard. */
const database = () => {
  const { db } = store.connection;
  if (!db) throw new Error('not connected');
  return db;
};

const expectIndexed = async (ask: () => Promise<unknown>) => {
  overheard = [];
  await ask();
  const questions = [...overheard];
  expect(questions).not.toEqual([]);
  for (const { collection, filter, sort } of questions) {
    const plan = JSON.stringify(await database().collection(collection).find(filter).sort(sort).explain('queryPlanner'));
    if (plan.includes('COLLSCAN')) throw new Error(`No index for ${collection} ${JSON.stringify({ filter, sort })}: ${plan}`);
  }
};

test('a question that no index answers is noticed', async () => {
  await expect(expectIndexed(() => store.connection.collection('tasks').countDocuments({ cameBy: 'phone' }))).rejects.toThrow(/No index for tasks/);
});

const PAGE = { skip: 0, limit: 10 };
const within = { queues: ['front_desk'], person: 'maria' };
const source = { platform: 'slack', channel: 'C1' };

test.each<[string, TaskQuery]>([
  ['everything', {}],
  ['what I may see', { within }],
  ['a status', { status: ['triage'] }],
  ['owner', { owner: 'maria', status: ['todo', 'in_progress'] }],
  ['requester', { requester: 'dana' }],
  ['reviewer', { reviewer: 'dana', status: ['in_review'] }],
  ['queue', { queue: 'front_desk', status: ['todo'], within }],
  ['message', { source: { ...source, ts: '1.1' } }],
  ['thread', { source: { ...source, thread: '1.1' } }],
  ['words', { words: ['resch', 'mar'], within }],
  ['the same patient', { marks: ['m1', 'm2'], type: 'reschedule', openOrSince: MONDAY }],
])('a list by %s', async (_name, query) => {
  await expectIndexed(() => store.tasks.list(query, PAGE));
});

test('the writes of a task, and what they fall back to', async () => {
  const next = changed(todoTask(1));
  await expectIndexed(async () => {
    await store.tasks.nextNumber();
    await store.tasks.commit(step(next, 'press'));
    await store.tasks.commit(step(next, 'press'));
    await store.tasks.settle({ number: 1, version: 1, keys: ['key'] });
    await store.tasks.anchor(1, { seq: 1, hash: 'x' });
    await store.tasks.answerTo('press');
    await store.tasks.load(1);
  });
});

test('how a queue’s pilot goes', async () => {
  await expectIndexed(() => store.tasks.pilot('front_desk', MONDAY, MONDAY));
});

test('what waits for a message, and what stands in one', async () => {
  await expectIndexed(async () => {
    await store.bundles.held();
    await store.bundles.gathered(['T-1/idle']);
    await store.bundles.items(['T-1/idle']);
    await store.bundles.known(['digest/front_desk/2026-12-07']);
    await store.bundles.count('told/maria/2026-12-07/');
    for await (const task of store.attention.open()) if (task.number < 0) throw new Error('no task has such a number');
  });
});

test('what came in since', async () => {
  await expectIndexed(async () => {
    for await (const task of store.tasks.madeSince(['front_desk', 'billing'], MONDAY)) if (task.number < 0) throw new Error('no task has such a number');
  });
});

test('what is owed', async () => {
  await expectIndexed(async () => {
    await store.tasks.attentionDue(MONDAY, 100);
    await store.tasks.owing(100);
    await store.tasks.workload(['maria', 'dana']);
  });
});

test('the outbox', async () => {
  await expectIndexed(async () => {
    await store.notices.take(MONDAY, 1000);
    await store.notices.refresh(1, 2, MONDAY);
    await store.notices.sent('key', { platform: 'slack', channel: 'C1', ts: '1' }, 1, MONDAY);
    await store.notices.later('key', MONDAY, 'x');
    await store.notices.failed('key', 'x');
    await store.notices.dead(10);
    await store.notices.resend('key', MONDAY);
  });
});

test('what is old enough to go, and its removal', async () => {
  await expectIndexed(async () => {
    for await (const task of store.retention.closedBy(MONDAY)) throw new Error(`T-${task.number} is not closed`);
    await store.retention.remove(1, 99);
    await store.retention.tombstone(1);
    await store.retention.unbury(1);
    await store.notices.forget(1);
    await store.tasks.anchorOf(1);
    await store.audit.entry(1);
  });
});

test('marks, drafts and playbooks', async () => {
  await expectIndexed(async () => {
    await store.seen.has('event');
    await store.drafts.find('form');
    await store.playbooks.latest();
    await store.playbooks.lastImported();
    await store.playbooks.list({ skip: 10, limit: 10 });
  });
});

test('days off and handoffs', async () => {
  await expectIndexed(async () => {
    await store.absences.find('maria');
    await store.absences.replace(await store.absences.find('maria'), { person: 'maria', away: [], returned: null });
    await store.handoffs.find('h1');
    await store.handoffs.owing(MONDAY, 10);
    await store.handoffs.pending();
    await store.feeds.personOf('hash');
    await store.feeds.since('maria');
  });
});

test('the audit, and signing in', async () => {
  await expectIndexed(async () => {
    await store.audit.append({ at: MONDAY, actor: 'maria', door: 'web', action: 'read', task: 1, facts: {} });
    await store.audit.head();
    const [from, until] = [MONDAY, new Date(MONDAY.getTime() + 1)];
    for (const query of [{ from }, { task: 1 }, { actor: 'maria', from, until }, { action: 'read' as const, until }]) {
      await store.audit.search(query, { before: null, limit: 10 });
      await store.audit.search(query, { before: { at: until, seq: 2 }, limit: 10 });
      for await (const entry of store.audit.matching(query)) expect(entry.actor).toBe('maria');
    }
    await store.signIns.takeLink('hash', MONDAY);
    await store.signIns.useSession('hash', MONDAY, MONDAY);
    await store.signIns.endSession('hash');
  });
});
