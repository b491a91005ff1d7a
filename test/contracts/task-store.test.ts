import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verify } from '../../src/domain/history.js';
import type { Intent } from '../../src/domain/intent.js';
import { taskName, type ConfirmedTask, type Task } from '../../src/domain/task.js';
import { after, changed, creation, MONDAY, step, todoTask, triageTask } from '../support/sample-task.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const stored = async (over: Partial<ConfirmedTask> = {}): Promise<ConfirmedTask> => {
  const task = todoTask(await store.tasks.nextNumber(), over);
  await store.tasks.insert(creation(task));
  return task;
};

const card = (task: Task, to: string): Intent => ({ do: 'notify', key: `${taskName(task.number)}/card/${to}/${task.version}`, kind: 'card', to: { person: to }, by: 'dana' });

describe('a task at rest', () => {
  test('numbers ascend, also when many ask at once', async () => {
    const first = await store.tasks.nextNumber();
    const numbers = await Promise.all(Array.from({ length: 20 }, () => store.tasks.nextNumber()));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => first + 1 + index));
  });

  test.each<[string, Partial<ConfirmedTask>]>([
    ['todo', {}],
    ['waiting', { state: { status: 'waiting', on: 'patient', chaseAt: after(600) }, due: { at: after(60), pausedSince: after(5), clock: 'business' } }],
    ['blocked', { state: { status: 'blocked', need: 'task', from: null, task: 7 }, deadline: { at: after(6000), extended: true } }],
    ['in review', { state: { status: 'in_review', reviewer: 'dana', outcome: 'rescheduled', followUp: false } }],
    ['cancelled', { state: { status: 'cancelled', reason: 'duplicate', duplicateOf: 3, before: { status: 'waiting', on: 'patient', chaseAt: after(9) } } }],
    ['with all that a task may carry', {
      fields: {},
      source: { platform: 'slack', channel: 'C1', ts: '1.2', thread: '1.2', link: 'https://chat.example/1', author: 'U1', changed: 'edited' },
      sourceText: { sealed: 'abc', key: 'k' },
      notes: [{ at: MONDAY, by: 'maria', text: { sealed: 'def', key: 'k' } }],
      links: { followUpOf: 1, followUps: [2, 3], holdsUp: [4], duplicates: [5] },
      attentionAt: after(30),
      snoozedUntil: after(20),
    }],
  ])('comes back as it was: %s', async (_name, over) => {
    const task = await stored(over);
    expect(await store.tasks.load(task.number)).toEqual(task);
  });

  test('comes back as it was: in triage', async () => {
    const task = triageTask(await store.tasks.nextNumber(), { attentionAt: after(15) });
    await store.tasks.insert(creation(task));
    expect(await store.tasks.load(task.number)).toEqual(task);
  });

  test('a task that is not there is null', async () => {
    expect(await store.tasks.load(999_999)).toBeNull();
  });
});

describe('creation', () => {
  test('a command makes one task, however often it comes', async () => {
    const once = { id: 'shortcut-1', answer: { task: 0, version: 1, verb: 'create' } };
    const attempts = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const task = todoTask(await store.tasks.nextNumber());
        return store.tasks.insert(creation(task, { once: { ...once, answer: { ...once.answer, task: task.number } } }));
      }),
    );
    const answer = await store.tasks.answerTo('shortcut-1');
    expect(attempts.filter(({ result }) => result === 'stored')).toHaveLength(1);
    expect(attempts.filter(({ result }) => result === 'already')).toEqual(Array.from({ length: 9 }, () => ({ result: 'already', answer })));
    expect(await store.tasks.load(answer?.task ?? 0)).not.toBeNull();
  });

  test('its answer is remembered for good', async () => {
    let task = await stored();
    for (let turn = 0; turn < 55; turn += 1) {
      task = changed(task);
      await store.tasks.commit(step(task, `turn-${task.number}-${turn}`));
    }
    expect(await store.tasks.answerTo(`create-${task.number}`)).toEqual({ task: task.number, version: 1, verb: 'create' });
  });
});

describe('the guarded write', () => {
  test('replaces the state and adds to the history', async () => {
    const task = await stored({ state: { status: 'in_review', reviewer: 'dana', outcome: 'x', followUp: false }, attentionAt: after(5) });
    const next = changed(task, { state: { status: 'done', outcome: 'x' }, attentionAt: null }, 'approve');
    expect(await store.tasks.commit(step(next, 'approve-1'))).toEqual({ result: 'stored' });
    const found = await store.tasks.load(task.number);
    expect(found).toEqual(next);
    expect(verify(taskName(task.number), found?.history ?? [], null)).toEqual([]);
  });

  test('writes no entry of the history again', async () => {
    const task = await stored();
    const forged = changed({ ...task, history: task.history.map((entry) => ({ ...entry, actor: 'mallory' })) });
    await store.tasks.commit(step(forged, 'forged-1'));
    expect((await store.tasks.load(task.number))?.history.map(({ actor }) => actor)).toEqual(['maria', 'maria']);
  });

  test('of twenty at once exactly one wins each version', async () => {
    const task = await stored();
    const race = async (read: ConfirmedTask, round: number) =>
      Promise.all(Array.from({ length: 20 }, (_, rival) => store.tasks.commit(step(changed(read, { attempts: rival }), `race-${round}-${rival}`))));
    const first = await race(task, 1);
    const second = await race((await store.tasks.load(task.number)) as ConfirmedTask, 2);
    for (const results of [first, second]) {
      expect(results.filter(({ result }) => result === 'stored')).toHaveLength(1);
      expect(results.filter(({ result }) => result === 'lost_race')).toHaveLength(19);
    }
    const found = await store.tasks.load(task.number);
    expect(found?.version).toBe(3);
    expect(verify(taskName(task.number), found?.history ?? [], null)).toEqual([]);
  });

  test('the same command twice is done once and answered the same', async () => {
    const task = await stored();
    const commit = step(changed(task), 'press-1');
    const results = await Promise.all([store.tasks.commit(commit), store.tasks.commit(commit)]);
    expect(results).toContainEqual({ result: 'stored' });
    expect(results).toContainEqual({ result: 'already', answer: commit.once.answer });
    expect(await store.tasks.answerTo('press-1')).toEqual(commit.once.answer);
  });

  test('a command that was carried out is refused on the newer version as well', async () => {
    const task = await stored();
    const first = step(changed(task), 'press-2');
    await store.tasks.commit(first);
    const again = step(changed(changed(task)), 'press-2');
    expect(await store.tasks.commit(again)).toEqual({ result: 'already', answer: first.once.answer });
    expect((await store.tasks.load(task.number))?.version).toBe(2);
  });

  test('the last fifty commands are remembered', async () => {
    let task = await stored();
    for (let turn = 1; turn <= 51; turn += 1) {
      task = changed(task);
      await store.tasks.commit(step(task, `kept-${turn}`));
    }
    expect(await store.tasks.answerTo('kept-1')).toBeNull();
    expect(await store.tasks.answerTo('kept-2')).toEqual({ task: task.number, version: 3, verb: 'note' });
    expect(await store.tasks.answerTo('kept-51')).toEqual({ task: task.number, version: 52, verb: 'note' });
  });

  test('a history that does not fit its version is a fault, and nothing is stored', async () => {
    const task = await stored();
    await expect(store.tasks.commit(step({ ...task, version: 2 }, 'bad-1'))).rejects.toThrow(/history/);
    expect(await store.tasks.load(task.number)).toEqual(task);
  });
});

describe('intents', () => {
  const waitingFor = async (number: number) => (await store.tasks.owing(1000)).find((task) => task.number === number);

  test('stand with the change that causes them, oldest first, until they are cleared', async () => {
    const older = todoTask(await store.tasks.nextNumber());
    await store.tasks.insert(creation(older, { intents: [card(older, 'maria')] }));
    const newer = await stored();
    const next = changed(newer);
    await store.tasks.commit(step(next, 'intents-1', { intents: [card(next, 'dana'), { do: 'refresh', key: 'r', version: 2 }] }));

    const found = (await store.tasks.owing(1000)).filter(({ number }) => [older.number, newer.number].includes(number));
    expect(found.map(({ number }) => number)).toEqual([older.number, newer.number]);
    expect(found[1]).toEqual({
      number: newer.number,
      version: 2,
      anchor: { seq: 2, hash: next.history[1]?.hash },
      intents: [card(next, 'dana'), { do: 'refresh', key: 'r', version: 2 }],
    });

    await store.tasks.settle({ number: newer.number, version: 2, keys: ['r'] });
    expect((await waitingFor(newer.number))?.intents).toEqual([card(next, 'dana')]);
    await store.tasks.settle({ number: newer.number, version: 2, keys: [card(next, 'dana').key] });
    expect(await waitingFor(newer.number)).toBeUndefined();
    expect(await store.tasks.load(newer.number)).toEqual(next);
    await store.tasks.settle({ number: older.number, version: 1, keys: [card(older, 'maria').key] });
  });

  test('clearing leaves those that came in between', async () => {
    const task = todoTask(await store.tasks.nextNumber());
    await store.tasks.insert(creation(task, { intents: [card(task, 'maria')] }));
    const next = changed(task);
    await store.tasks.commit(step(next, 'between-1', { intents: [card(next, 'dana')] }));
    await store.tasks.settle({ number: task.number, version: 1, keys: [card(task, 'maria').key] });
    expect((await waitingFor(task.number))?.intents).toEqual([card(next, 'dana')]);
    await store.tasks.settle({ number: task.number, version: 2, keys: [card(next, 'dana').key] });
  });

  test('two that settle at once, each its own, leave no intent; the next round finds nothing left to do', async () => {
    const task = todoTask(await store.tasks.nextNumber());
    await store.tasks.insert(creation(task, { intents: [card(task, 'maria'), card(task, 'dana')] }));
    await Promise.all(['maria', 'dana'].map((person) => store.tasks.settle({ number: task.number, version: 1, keys: [card(task, person).key] })));
    expect((await waitingFor(task.number))?.intents ?? []).toEqual([]);
    await store.tasks.settle({ number: task.number, version: 1, keys: [] });
    expect(await waitingFor(task.number)).toBeUndefined();
  });

  test('a change that causes nothing still owes its anchor', async () => {
    const task = await stored();
    expect(await waitingFor(task.number)).toMatchObject({ anchor: { seq: 1 }, intents: [] });
    const next = changed(task);
    await store.tasks.commit(step(next, 'anchor-1'));
    await store.tasks.settle({ number: task.number, version: 1, keys: [] });
    expect(await waitingFor(task.number)).toMatchObject({ anchor: { seq: 2 } });
    await store.tasks.settle({ number: task.number, version: 2, keys: [] });
    expect(await waitingFor(task.number)).toBeUndefined();
  });
});

describe('what is owed', () => {
  test('tasks whose attention has come, the longest waiting first', async () => {
    const late = await stored({ attentionAt: new Date('2020-01-02T00:00:00Z') });
    const later = await stored({ attentionAt: new Date('2020-01-01T00:00:00Z') });
    await stored({ attentionAt: new Date('2020-01-03T00:00:00.001Z') });
    expect(await store.tasks.attentionDue(new Date('2020-01-03T00:00:00Z'), 10)).toEqual([{ number: later.number, version: 1 }, { number: late.number, version: 1 }]);
    expect(await store.tasks.attentionDue(new Date('2020-01-03T00:00:00Z'), 1)).toEqual([{ number: later.number, version: 1 }]);
    await store.tasks.commit(step(changed(later, { attentionAt: null }), 'attended-1'));
    expect(await store.tasks.attentionDue(new Date('2020-01-03T00:00:00Z'), 10)).toEqual([expect.objectContaining({ number: late.number })]);
  });

  test('the load of each person counts what is open', async () => {
    await stored({ owner: 'olu' });
    await stored({ owner: 'olu', state: { status: 'waiting', on: 'patient', chaseAt: after(1) } });
    await stored({ owner: 'olu', state: { status: 'done', outcome: 'x' } });
    expect(await store.tasks.workload(['olu', 'nobody'])).toEqual(new Map([['olu', 2], ['nobody', 0]]));
  });
});

describe('anchors and export', () => {
  test('an anchor never goes back', async () => {
    const anchorOf = async (number: number) => {
      for await (const each of store.tasks.anchors()) if (each.number === number) return each.anchor;
      return null;
    };
    await store.tasks.anchor(77, { seq: 2, hash: 'two' });
    await store.tasks.anchor(77, { seq: 1, hash: 'one' });
    await store.tasks.anchor(77, { seq: 2, hash: 'other' });
    expect(await anchorOf(77)).toEqual({ seq: 2, hash: 'two' });
    await store.tasks.anchor(77, { seq: 3, hash: 'three' });
    expect(await anchorOf(77)).toEqual({ seq: 3, hash: 'three' });
  });

  test('all tasks come ascending, with their whole history', async () => {
    const all: Task[] = [];
    for await (const task of store.tasks.all()) all.push(task);
    expect(all.map(({ number }) => number)).toEqual(all.map(({ number }) => number).sort((a, b) => a - b));
    expect(all.every((task) => task.history.length === task.version)).toBe(true);
  });
});
