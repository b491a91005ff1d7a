// Random sequences of commands: any actor, verb, answers, time and seen version, with enough sense in them to get somewhere.
import fc from 'fast-check';
import type { Step, Verb } from '../../src/domain/command.js';
import { canonical } from '../../src/domain/history.js';
import { decide } from '../../src/domain/lifecycle.js';
import type { Decision } from '../../src/domain/decision.js';
import { typeOf } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { BLOCK_NEEDS, CANCEL_REASONS, PRIORITIES } from '../../src/domain/task.js';
import type { Fields, Task } from '../../src/domain/task.js';
import { allows, NEXT, STAYS } from '../../src/domain/transitions.js';
import { actorOf, SEALED } from './tasks.js';

export const EVERYBODY = ['maria', 'sam', 'dana', 'dr_patel', 'priya', 'morgan', 'alex', 'jordan', 'desk', 'system'] as const;
export const VERBS = [...new Set([...Object.values(NEXT).flatMap(Object.keys), ...Object.keys(STAYS)])] as Verb[];

/** Every field that any type has, filled in rightly. */
export const GOOD: Fields = {
  provider: 'patel', location: 'main', appointment_at: '2026-03-12T15:00:00Z', reason: 'flu', patient_ref: SEALED, insurer: 'aetna', plan_type: 'medicare_advantage',
  expedited: false, notice_date: '2026-02-20', amount: 700, amount_note: 'as agreed', topic: 'refill', valid_to: '2026-06-30', denial_reason: 'no referral', item: 'gloves',
};
const OTHER: Fields = { ...GOOD, expedited: true, plan_type: 'commercial', amount: 20, notice_date: '2026-02-01', provider: 'nobody', topic: '', reason: '', appointment_at: 'soon', denial_reason: '', insurer: '' };

const pickedFrom = (fields: Fields) => fc.subarray(Object.keys(fields)).map((keys): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => keys.includes(key))));
const someFields = fc.oneof({ weight: 2, arbitrary: fc.constant(GOOD) }, { weight: 2, arbitrary: pickedFrom(GOOD) }, { weight: 1, arbitrary: pickedFrom(OTHER) });

export const press = fc.record({
  /** Minutes since the press before. */
  wait: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 6000 })),
  who: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('owner', 'reviewer', 'requester') }, { weight: 2, arbitrary: fc.constant('dana') }, { weight: 3, arbitrary: fc.constantFrom(...EVERYBODY) }),
  /** Mostly a verb that the status knows. */
  fitting: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  verb: fc.nat(1000),
  seen: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) }),
  fields: someFields,
  pick: fc.nat(1000),
  person: fc.constantFrom(...EVERYBODY.slice(0, 9), ''),
  other: fc.constantFrom(...EVERYBODY.slice(0, 9)),
  priority: fc.constantFrom(...PRIORITIES),
  need: fc.constantFrom(...BLOCK_NEEDS),
  reason: fc.constantFrom(...CANCEL_REASONS),
  number: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 4 })),
  ahead: fc.oneof(fc.integer({ min: -60, max: 20_000 }), fc.constant(null)),
  why: fc.constantFrom('', 'because', 'because'),
  note: fc.constantFrom(null, SEALED),
  yes: fc.boolean(),
});
export type Press = typeof press extends fc.Arbitrary<infer T> ? T : never;

const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];

const stepOf = (verb: Verb, p: Press, task: Task, playbook: Playbook, now: Date): Step => {
  const type = typeOf(playbook, task.type);
  const at = p.ahead === null ? null : new Date(now.getTime() + p.ahead * 60_000);
  const number = p.number ?? 2;
  switch (verb) {
    case 'confirm': return { verb, type: one(playbook.task_types, p.pick)?.key ?? '', priority: p.priority, fields: p.fields, ...(p.yes ? { owner: p.person } : {}), ...(at ? { due: at } : {}) };
    case 'start': case 'edit': return { verb, fields: p.fields };
    case 'resume': case 'left_voicemail': case 'approve': case 'attend': return { verb };
    case 'wait': return { verb, on: one(type?.waiting_on ?? [], p.pick)?.key ?? '', chaseAt: at };
    case 'block': return { verb, need: p.need, from: p.yes ? p.person : null, task: p.number, note: p.note };
    case 'finish': return { verb, outcome: one([...(type?.outcomes ?? []), { key: 'rubbish' }], p.pick)?.key ?? '', fields: p.fields, note: p.note, reviewer: p.yes ? null : p.person, followUp: p.yes, told: p.why };
    case 'send_back': return { verb, why: p.why, note: p.note };
    case 'reopen': case 'restore': case 'extend_deadline': return { verb, why: p.why };
    case 'cancel': return { verb, reason: p.reason, duplicateOf: p.number };
    case 'reassign': case 'set_reviewer': return { verb, to: p.person, ...(p.pick % 5 === 0 ? { from: p.other } : {}) };
    case 'set_due': return { verb, at: at ?? now, why: p.why };
    case 'set_priority': return { verb, priority: p.priority };
    case 'note': return { verb, text: SEALED };
    case 'snooze': case 'on_it': return { verb, until: at ?? now };
    case 'source_changed': return { verb, changed: p.yes ? 'edited' : 'deleted' };
    case 'hand_over': return { verb, from: p.yes ? (task.owner ?? '') : p.other, to: p.person };
    case 'unblock': return { verb, by: number };
    case 'hold_up': case 'link_follow_up': return { verb, task: number };
    case 'link_duplicate': return { verb, task: number, is: p.yes };
    case 'take_over': return { verb, from: p.yes ? (task.owner ?? '') : p.other, note: p.note };
  }
};

const SYSTEMS: readonly Verb[] = ['attend', 'source_changed', 'hand_over', 'unblock', 'hold_up', 'link_follow_up', 'link_duplicate'];

const whoOf = (p: Press, verb: Verb, task: Task): string => {
  if (p.fitting && SYSTEMS.includes(verb)) return 'system';
  const reviewer = task.state.status === 'in_review' ? task.state.reviewer : null;
  if (p.fitting && (verb === 'approve' || verb === 'send_back') && p.yes) return reviewer ?? 'dana';
  return p.who === 'owner' ? (task.owner ?? 'sam') : p.who === 'requester' ? task.requester : p.who === 'reviewer' ? (reviewer ?? 'sam') : p.who;
};

/** Plain data cannot be changed after this; dates can, and are compared besides. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Date) && !(value instanceof Set)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

export type Pressed = { before: Task; step: Step; who: string; now: Date; seen: number | null; decision: Decision; again: Decision; /** Whether what it was given is as it was. */ untouched: boolean };

/** Presses one after the other, each on what the one before left. Every press is asked twice. */
export const pressAll = (born: Task, presses: readonly Press[], playbook: Playbook): Pressed[] => {
  frozen(playbook);
  let [task, now] = [frozen(born), born.createdAt];
  return presses.map((p) => {
    now = new Date(now.getTime() + p.wait * 60_000);
    const fitting = VERBS.filter((verb) => allows(task.state.status, verb));
    const verb = one(p.fitting ? fitting : VERBS, p.verb) ?? 'note';
    const [step, who] = [stepOf(verb, p, task, playbook, now), whoOf(p, verb, task)];
    const seen = p.seen === null ? null : Math.max(task.version - p.seen, 0);
    const command = frozen({ id: 'x', door: 'slack' as const, actor: who, seen, ...step });
    const ask = () => decide(task, command, frozen({ actor: actorOf(who, playbook), playbook, now }));
    const given = canonical([task, command, now]);
    const pressed = { before: task, step, who, now, seen, decision: ask(), again: ask(), untouched: canonical([task, command, now]) === given };
    if (pressed.decision.ok) task = frozen(pressed.decision.task);
    return pressed;
  });
};
