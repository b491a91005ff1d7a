// What came in without a person: it goes to triage, and its door does nothing else, whatever is asked of it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrive } from '../../src/domain/arrive.js';
import type { Arrival } from '../../src/domain/arrive.js';
import { SYSTEM } from '../../src/domain/command.js';
import type { Command } from '../../src/domain/command.js';
import { decide } from '../../src/domain/lifecycle.js';
import { mayUnattended } from '../../src/domain/permissions.js';
import { UNATTENDED_DOORS } from '../../src/domain/task.js';
import { testPlaybook } from '../support/playbook.js';
import { MONDAY, todoTask, triageTask } from '../support/sample-task.js';

const playbook = testPlaybook();
const source = { platform: 'webhook', channel: 'website', ts: 'a', thread: 'a', link: null, author: null, changed: null };
const arrival: Arrival = { door: 'webhook', queue: null, type: null, cameBy: 'website', fields: {}, source, sourceText: { sealed: 'x', key: 'k' }, facts: { intake: 'website' } };
const birth = { actor: SYSTEM, playbook, now: MONDAY, number: 7, workload: new Map<string, number>() } as const;

const VERBS = ['confirm', 'start', 'resume', 'wait', 'left_voicemail', 'block', 'finish', 'approve', 'send_back', 'reopen', 'cancel', 'restore', 'reassign', 'set_reviewer', 'take_over', 'set_due', 'extend_deadline', 'set_priority', 'edit', 'note', 'snooze', 'on_it',
  'attend', 'source_changed', 'hand_over', 'unblock', 'hold_up', 'link_follow_up', 'link_duplicate'] as const;

describe('a door without a person', () => {
  test('brings work into triage, wherever it wants to go: no priority, no due date, and somebody who sorts it', () => {
    fc.assert(fc.property(fc.constantFrom(...UNATTENDED_DOORS), fc.option(fc.constantFrom('front_desk', 'billing', 'nowhere')), fc.option(fc.constantFrom('reschedule', 'denial_followup', 'gone')), (door, queue, type) => {
      const decision = arrive({ ...arrival, door, queue, type, fields: { provider: 'patel' } }, birth);
      if (!decision.ok) throw new Error('it was refused');
      const { task } = decision;
      expect(task).toMatchObject({ state: { status: 'triage' }, priority: null, due: null, deadline: null, requester: SYSTEM, number: 7 });
      expect(playbook.enabled).toContain(task.queue);
      expect(playbook.queues.find(({ key }) => key === task.queue)?.leads.concat(playbook.queues.find(({ key }) => key === task.queue)?.intake ?? [])).toContain(task.owner);
      expect(task.history).toMatchObject([{ actor: SYSTEM, door, verb: 'create', facts: { intake: 'website' } }]);
      expect(task.fields).toEqual({ provider: 'patel' });
    }));
  });

  test('tells whoever sorts it, and says nothing in a thread that is none', () => {
    const decision = arrive(arrival, birth);
    expect(decision.ok && decision.intents.map((intent) => (intent.do === 'notify' ? intent.kind : intent.do))).toEqual(['card']);
  });

  test.each(['webhook', 'mail'] as const)('does nothing else to a task: %s', (door) => {
    for (const task of [triageTask(1), todoTask(2)]) {
      for (const verb of VERBS) {
        const decision = decide(task, { id: 'x', door, actor: SYSTEM, seen: null, verb, fields: {}, text: { sealed: 's', key: 'k' } } as unknown as Command, { actor: SYSTEM, playbook, now: MONDAY });
        expect([verb, decision.ok]).toEqual([verb, mayUnattended(door, verb)]);
        if (!decision.ok) expect(decision.refusal.code).toBe('not_allowed');
      }
    }
    expect(VERBS.filter((verb) => mayUnattended(door, verb))).toEqual(door === 'mail' ? ['note'] : []);
  });
});
