import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personOf } from '../../src/domain/playbook.js';
import { wordsOf } from '../../src/domain/search-words.js';
import { STATUSES } from '../../src/domain/task.js';
import { readPlaybook } from '../../src/playbook/read.js';
import type { Playbooks } from '../../src/ports/playbooks.js';
import type { TaskQuery } from '../../src/ports/task-store.js';
import { lookUp } from '../../src/use-cases/look.js';
import type { Looking } from '../../src/use-cases/look.js';
import { after, creation, MONDAY, todoTask, triageTask } from '../support/sample-task.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

const source = { platform: 'slack', channel: 'C1', thread: '100.1', link: null, author: null, changed: null } as const;

const TASKS = [
  { task: todoTask(1, { priority: 'low', due: { at: after(1), pausedSince: null, clock: 'business' } }), words: wordsOf('Reschedule', 'María Lopez') },
  { task: todoTask(2, { priority: 'normal', due: { at: after(90), pausedSince: null, clock: 'business' } }), words: wordsOf('Reschedule', 'Patel') },
  { task: todoTask(3, { priority: 'normal', due: { at: after(30), pausedSince: null, clock: 'business' } }), words: wordsOf('X-ray results') },
  { task: todoTask(4, { priority: 'urgent', due: { at: after(300), pausedSince: null, clock: 'business' }, owner: 'dana', requester: 'maria' }), words: [] },
  { task: triageTask(5, { createdAt: MONDAY }), words: [] },
  { task: todoTask(6, { priority: 'high', queue: 'billing', owner: 'priya', requester: 'priya', deadline: { at: after(20), extended: false } }), words: [] },
  { task: todoTask(7, { priority: 'high', queue: 'billing', owner: 'priya', requester: 'priya', due: { at: after(25), pausedSince: null, clock: 'business' } }), words: [] },
  { task: todoTask(8, { queue: 'billing', owner: 'priya', requester: 'priya', state: { status: 'in_review', reviewer: 'maria', outcome: 'paid', followUp: false } }), words: [] },
  { task: todoTask(9, { queue: 'billing', owner: 'priya', requester: 'priya', state: { status: 'done', outcome: 'paid' }, source: { ...source, ts: '100.1' } }), words: [] },
  { task: todoTask(10, { owner: 'sam', requester: 'sam', source: { ...source, ts: '100.2' }, notes: [{ at: MONDAY, by: 'sam', text: { sealed: 'x', key: 'k' } }], sourceText: { sealed: 'y', key: 'k' } }), words: [] },
];

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await Promise.all(TASKS.map(({ task, words }) => store.tasks.insert(creation(task, { words }))));
});
afterAll(() => store.close());

const numbers = async (query: TaskQuery, page = { skip: 0, limit: 100 }) => (await store.tasks.list(query, page)).tasks.map(({ number }) => number);

describe('a list', () => {
  test('comes by urgency, then by what is due or limited first, then by number', async () => {
    expect(await numbers({})).toEqual([4, 5, 6, 7, 3, 2, 8, 9, 10, 1]);
  });

  test('comes in pages that neither repeat nor skip, and says how many there are', async () => {
    const pages = await Promise.all([0, 3, 6, 9].map((skip) => store.tasks.list({}, { skip, limit: 3 })));
    expect(pages.flatMap(({ tasks }) => tasks.map(({ number }) => number))).toEqual([4, 5, 6, 7, 3, 2, 8, 9, 10, 1]);
    expect(pages.map(({ total }) => total)).toEqual([10, 10, 10, 10]);
  });

  test('shows a task without its history, notes and texts', async () => {
    const { tasks: [listed] } = await store.tasks.list({ owner: 'sam' }, { skip: 0, limit: 1 });
    expect(listed).toEqual({ ...TASKS[9]?.task, history: [], notes: [], sourceText: null });
  });

  test('a queue’s pilot: what is open and late now, and the course of what was made since', async () => {
    expect(await store.tasks.pilot('billing', MONDAY, after(26))).toMatchObject({ open: 3, late: 1 });
    const { courses } = await store.tasks.pilot('front_desk', MONDAY, MONDAY);
    expect(courses).toHaveLength(6);
    expect(courses).toContainEqual({ status: 'triage', reopened: 0, steps: [{ at: MONDAY, to: 'triage' }] });
    expect((await store.tasks.pilot('front_desk', after(1), MONDAY)).courses).toEqual([]);
    expect(await store.tasks.pilot('referrals', MONDAY, MONDAY)).toEqual({ open: 0, late: 0, courses: [] });
  });

  test.each<[string, TaskQuery, number[]]>([
    ['what I own', { owner: 'maria' }, [3, 2, 1]],
    ['what I own, by status', { owner: 'priya', status: ['in_review', 'done'] }, [8, 9]],
    ['what I asked for', { requester: 'maria' }, [4]],
    ['what waits for my review', { reviewer: 'maria' }, [8]],
    ['a queue', { queue: 'billing', status: ['todo'] }, [6, 7]],
    ['what is open in a queue', { queue: 'billing', status: STATUSES.filter((status) => status !== 'done' && status !== 'cancelled') }, [6, 7, 8]],
    ['what is closed', { status: ['done', 'cancelled'] }, [9]],
    ['some of what is open and some of what is closed', { status: ['in_review', 'done'] }, [8, 9]],
    ['what somebody else owns', { requester: 'priya', notOwner: 'priya' }, []],
    ['what a person and not the same person owns', { owner: 'priya', notOwner: 'priya' }, []],
    ['what somebody else owns, in a queue', { notOwner: 'maria', queue: 'front_desk', status: ['todo'] }, [4, 10]],
    ['what is late', { late: { at: after(31), is: true }, owner: 'maria' }, [3, 1]],
    ['what is not late', { late: { at: after(31), is: false }, owner: 'maria' }, [2]],
    ['what has no due date, which is never late', { late: { at: after(10_000), is: false }, status: ['triage'] }, [5]],
    ['by status alone', { status: ['triage'] }, [5]],
    ['no status at all', { status: [] }, []],
    ['made of a message', { source: { platform: 'slack', channel: 'C1', ts: '100.2' } }, [10]],
    ['made in a thread', { source: { platform: 'slack', channel: 'C1', thread: '100.1' } }, [9, 10]],
    ['made of a message elsewhere', { source: { platform: 'teams', channel: 'C1', ts: '100.2' } }, []],
    ['by the beginning of a word', { words: ['resch'] }, [2, 1]],
    ['by all of the words', { words: ['resch', 'mari'] }, [1]],
    ['by a word of a hyphenated one', { words: wordsOf('X-Ray') }, [3]],
    ['not by the middle of a word', { words: ['schedule'] }, []],
    ['in the queues that the asker may see, and what is theirs', { within: { queues: ['billing'], person: 'dana' } }, [4, 5, 6, 7, 3, 2, 8, 9, 1]],
    ['what the asker reviews is theirs', { within: { queues: [], person: 'maria' } }, [4, 3, 2, 8, 1]],
    ['visibility narrows what is asked for', { queue: 'billing', within: { queues: ['front_desk'], person: 'maria' } }, [8]],
    ['visibility and words together', { words: ['resch'], within: { queues: [], person: 'sam' } }, []],
  ])('%s', async (_name, query, expected) => {
    expect(await numbers(query)).toEqual(expected);
    expect((await store.tasks.list(query, { skip: 0, limit: 1 })).total).toBe(expected.length);
  });
});

test('what came in since is given whole lists at a time, of the queues that were asked for', async () => {
  const since = async (queues: readonly string[], at: Date) => {
    const found: number[] = [];
    for await (const { number, history } of store.tasks.madeSince(queues, at)) found.push(number + history.length);
    return found.toSorted((a, b) => a - b);
  };
  expect(await since(['billing'], MONDAY)).toEqual([6, 7, 8, 9]);
  expect(await since(['billing', 'front_desk'], MONDAY)).toHaveLength(TASKS.length);
  expect(await since(['billing'], after(1))).toEqual([]);
});

test('a person’s list has what is late first, on every page, and says how much there is and how much of it is late', async () => {
  const reading = readPlaybook('enabled: [front_desk]');
  if (!reading.ok) throw new Error('the starter has faults');
  const playbook = { ...reading.playbook, version: 1 };
  const maria = personOf(playbook, 'maria');
  if (maria === null) throw new Error('the starter has no Maria');
  const playbooks = { current: () => playbook, at: async () => playbook } as unknown as Playbooks;
  const looking = { tasks: store.tasks, playbooks, clock: { now: () => after(31) } } as unknown as Looking;
  const page = async (skip: number, limit: number, only?: { lateAt: Date }) => {
    const listing = await lookUp(looking, maria, 'mine', { skip, limit }, only);
    return listing && [listing.tasks.map(({ number }) => number), listing.total, listing.late];
  };
  expect(await page(0, 10)).toEqual([[3, 1, 2], 3, 2]);
  expect(await page(0, 2)).toEqual([[3, 1], 3, 2]);
  expect(await page(1, 2)).toEqual([[1, 2], 3, 2]);
  expect(await page(2, 2)).toEqual([[2], 3, 2]);
  expect(await page(0, 10, { lateAt: after(31) })).toEqual([[3, 1], 2, 2]);
});
