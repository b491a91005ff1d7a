import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { grouped } from '../../adapters/mongo/grouped.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Commands that were sent, each answered when the test says so. */
const commands = (options: Parameters<typeof grouped>[1] = {}) => {
  const sent: { items: readonly number[]; answer(answers: readonly (string | Error)[]): void; fail(error: Error): void }[] = [];
  const call = grouped<number, string>((items) => new Promise((resolve, reject) => sent.push({ items, answer: resolve, fail: reject })), options);
  const turn = () => jest.advanceTimersByTimeAsync(0);
  return { sent, call, turn };
};

test('a call that comes alone goes at once; those that come meanwhile go together, and each gets its own answer', async () => {
  const { sent, call, turn } = commands();
  const first = call(1);
  await turn();
  expect(sent.map(({ items }) => items)).toEqual([[1]]);
  const others = [call(2), call(3)];
  await turn();
  expect(sent).toHaveLength(1);
  sent[0]?.answer(['one']);
  await turn();
  expect(sent[1]?.items).toEqual([2, 3]);
  sent[1]?.answer(['two', new Error('refused')]);
  expect(await first).toBe('one');
  expect(await others[0]).toBe('two');
  await expect(others[1]).rejects.toThrow('refused');
});

test('a command that hangs does not hold back those behind it', async () => {
  const { sent, call, turn } = commands();
  void call(1);
  await turn();
  const second = call(2);
  await jest.advanceTimersByTimeAsync(250);
  expect(sent[1]?.items).toEqual([2]);
  sent[1]?.answer(['two']);
  expect(await second).toBe('two');
});

test('a command that fails fails each of its calls, and the next goes its way', async () => {
  const { sent, call, turn } = commands();
  void call(1);
  await turn();
  const lost = [call(2), call(3)].map((each) => expect(each).rejects.toThrow('connection lost'));
  sent[0]?.answer(['one']);
  await turn();
  const next = call(4);
  sent[1]?.fail(new Error('connection lost'));
  await Promise.all(lost);
  await turn();
  sent[2]?.answer(['four']);
  expect(await next).toBe('four');
});

test('calls that nobody waits for: the first goes at once, those of the next moments go together', async () => {
  const { sent, call, turn } = commands({ apartMs: 40 });
  void call(1);
  await turn();
  sent[0]?.answer(['one']);
  void call(2);
  await turn();
  const last = call(3);
  await turn();
  expect(sent).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(40);
  expect(sent.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  sent[1]?.answer(['two', 'three']);
  expect(await last).toBe('three');
});
