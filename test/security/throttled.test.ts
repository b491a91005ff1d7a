import { expect, test } from '@jest/globals';
import { Throttled } from '../../src/ports/chat-platform.js';
import type { Notice } from '../../src/ports/notice-store.js';
import { deliverNext } from '../../src/use-cases/deliver.js';
import { testPlaybook } from '../support/playbook.js';
import { openTestStore } from '../support/test-store.js';

test('a notice that was asked to wait a hundred times is not given up at its first real failure', async () => {
  const store = await openTestStore();
  try {
    const clock = { at: new Date('2026-11-30T14:00:00Z') };
    await store.notices.add([{ key: 'left/x', task: null, kind: 'left', to: { person: 'maria' }, by: 'sam', wanted: 1 }], clock.at);
    const taken: Notice[] = [];
    const failures: Error[] = [...Array.from({ length: 100 }, () => new Throttled(1000)), new Error('reset')];
    const playbook = testPlaybook();
    const playbooks = { current: () => ({ ...playbook, people: playbook.people.map((person) => ({ ...person, slack: `U-${person.key}` })) }), at: async () => playbook };
    const deps = {
      tasks: store.tasks, notices: store.notices, playbooks, clock: { now: () => clock.at }, wallClock: () => clock.at, onTrouble: () => undefined,
      platforms: [{ name: 'slack', post: async () => { throw failures.shift() ?? new Error('no more'); }, update: async () => 'updated' }],
    };
    for (let turn = 0; turn < 101; turn += 1) {
      expect(await deliverNext(deps as never)).toBe(true);
      clock.at = new Date(clock.at.getTime() + 10_000);
    }
    clock.at = new Date(clock.at.getTime() + 600_000);
    const next = await store.notices.take(clock.at, 1000);
    if (next) taken.push(next);
    expect(taken).toMatchObject([{ key: 'left/x', state: 'queued', attempts: 2 }]);
  } finally {
    await store.close();
  }
});
