import { expect, test } from '@jest/globals';
import { makeRelay } from '../../src/use-cases/relay.js';

/** A store in which each change owes one anchor; it anchors when the test lets it. */
const opened = () => {
  const rounds: number[] = [];
  const owed: number[] = [];
  const held: (() => void)[] = [];
  const rests: { end(): void }[] = [];
  const tasks = {
    owing: async () => {
      if (owed.length > 0) rounds.push(owed.length);
      return owed.splice(0).map((number) => ({ number, version: 1, anchor: { seq: 1, hash: '' }, intents: [] }));
    },
    anchor: () => new Promise<void>((resolve) => held.push(resolve)),
    settle: async () => undefined,
  };
  const after = () => {
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => (end = resolve));
    rests.push({ end });
    return { done, cancel: () => undefined };
  };
  const fail = (error: unknown): never => { throw error; };
  const relay = makeRelay({ tasks, after, onRelayFault: fail, onFault: (_task: number, error: unknown) => fail(error) } as never);
  const change = (number: number) => (owed.push(number), relay.kick());
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const letGo = async () => (held.splice(0).forEach((each) => each()), turn());
  return { relay, rounds, rests, change, turn, letGo };
};

test('a change that comes alone is carried out at once; those that come meanwhile wait for company, and go together', async () => {
  const { rounds, rests, change, turn, letGo } = opened();
  change(1);
  await turn();
  expect(rounds).toEqual([1]);
  change(2);
  change(3);
  await letGo();
  change(4);
  await turn();
  expect(rounds).toEqual([1]);
  rests[0]?.end();
  await turn();
  expect(rounds).toEqual([1, 3]);
  await letGo();
  expect(rests).toHaveLength(1);
});

test('nobody who needs the end of the work waits for company', async () => {
  const { relay, rounds, change, turn, letGo } = opened();
  change(1);
  await turn();
  change(2);
  await letGo();
  expect(rounds).toEqual([1]);
  const settled = relay.settled();
  await turn();
  expect(rounds).toEqual([1, 1]);
  await letGo();
  await settled;
});
