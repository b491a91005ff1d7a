// No sequence of commands, by whomever and however late or stale, leads where the invariants forbid.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, verify } from '../../src/domain/history.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { STATUSES } from '../../src/domain/task.js';
import type { Task } from '../../src/domain/task.js';
import { press, pressAll, VERBS } from '../support/commands.js';
import { broken } from '../support/invariants.js';
import { testPlaybook } from '../support/playbook.js';
import { inStatus, inTriage, newTask } from '../support/tasks.js';

const everything = testPlaybook({ enabled: ['front_desk', 'billing'] });
const withoutDana = { ...testPlaybook(), people: testPlaybook().people.map((one) => (one.key === 'dana' ? { ...one, away: [{ from: '2026-01-01', to: '2026-12-31' }] } : one)) };
const playbooks = fc.constantFrom<Playbook>(testPlaybook(), everything, withoutDana);
const births = fc.constantFrom<() => Task>(
  () => inTriage(), () => newTask(), () => newTask({ requester: 'sam' }), () => inStatus('in_review'),
  () => newTask({ type: 'prior_auth_followup', owner: 'sam', fields: { insurer: 'aetna', plan_type: 'medicare_advantage', notice_date: '2026-02-20' } }),
  () => newTask({ type: 'prior_auth_followup', priority: 'urgent', fields: { insurer: 'aetna', expedited: true } }),
  () => newTask({ type: 'complaint', actor: 'dana', requester: 'dana' }), () => newTask({ type: 'supplies', fields: { item: 'gloves' } }),
);
const stories = fc.record({ born: births, presses: fc.array(press, { minLength: 5, maxLength: 40 }), playbook: playbooks });
const tell = ({ born, presses, playbook }: typeof stories extends fc.Arbitrary<infer T> ? T : never) => pressAll(born(), presses, playbook);
const check = (rule: (story: ReturnType<typeof tell>, playbook: Playbook) => void, numRuns = 80) => fc.assert(fc.property(stories, (story) => rule(tell(story), story.playbook)), { numRuns });

describe('any sequence of commands', () => {
  test('keeps every invariant', () => {
    check((story, playbook) => {
      for (const pressed of story) {
        if (pressed.decision.ok) expect({ verb: pressed.step.verb, by: pressed.who, broken: broken({ ...pressed, after: pressed.decision.task, playbook }) }).toMatchObject({ broken: [] });
      }
    }, 300);
  });
  test('leaves a history that can be proved', () => {
    check((story) => {
      const last = story.findLast(({ decision }) => decision.ok)?.decision;
      if (!last?.ok) return;
      expect(verify(`T-${last.task.number}`, last.task.history, null)).toEqual([]);
      expect(last.task.history.map(({ seq }) => seq)).toEqual(last.task.history.map((_, index) => index + 1));
    });
  });
  test('gives the same answer when asked twice, and changes nothing that it was given', () => {
    check((story) => {
      for (const { decision, again, untouched } of story) {
        expect(canonical(again)).toBe(canonical(decision));
        expect(untouched).toBe(true);
      }
    });
  });
  test('never uses the key of a notice twice', () => {
    check((story) => {
      const keys = story.flatMap(({ decision }) => (decision.ok ? decision.intents.map(({ key }) => key) : []));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    });
  });
});

test('the sequences get everywhere: every status and every verb is among them', () => {
  const told = fc.sample(stories, { numRuns: 250, seed: 7 }).flatMap(tell).filter(({ decision }) => decision.ok);
  const reached = new Set(told.map(({ decision }) => (decision.ok ? decision.task.state.status : null)));
  expect(STATUSES.filter((status) => !reached.has(status))).toEqual([]);
  expect(VERBS.filter((verb) => !told.some(({ step }) => step.verb === verb))).toEqual([]);
});
