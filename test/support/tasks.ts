// Tasks brought into a state by commands, as people would: no state is made up.
import { create, createFollowUp } from '../../src/domain/create.js';
import type { Birth } from '../../src/domain/create.js';
import type { Create, CreateCommand, Step } from '../../src/domain/command.js';
import type { Decided, Decision } from '../../src/domain/decision.js';
import { decide } from '../../src/domain/lifecycle.js';
import { personOf } from '../../src/domain/playbook.js';
import type { Person, Playbook } from '../../src/domain/playbook.js';
import type { Refusal } from '../../src/domain/refusal.js';
import { isConfirmed } from '../../src/domain/task.js';
import type { ConfirmedTask, Task } from '../../src/domain/task.js';
import { testPlaybook } from './playbook.js';

/** A Tuesday, 10:00 in New York. */
export const TUESDAY = new Date('2026-03-03T15:00:00Z');
/** A moment of that week by New York's wall clock (EST): `at('wed', '08:00')`. */
export const at = (day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri', clock: string) => new Date(`2026-03-${{ mon: '02', tue: '03', wed: '04', thu: '05', fri: '06' }[day]}T${clock}:00-05:00`);

export const known = (key: string, playbook: Playbook = testPlaybook()): Person => {
  const person = personOf(playbook, key);
  if (person === null) throw new Error(`Nobody is called ${key}.`);
  return person;
};
export const actorOf = (key: string, playbook: Playbook): Person | 'system' => (key === 'system' ? 'system' : known(key, playbook));

export const accepted = (decision: Decision | null): Decided => {
  if (decision === null || !decision.ok) throw new Error(`Refused: ${JSON.stringify(decision?.refusal)}`);
  return decision;
};
export const refusal = (decision: Decision | null): Refusal | null => (decision === null || decision.ok ? null : decision.refusal);
export const confirmed = (task: Task): ConfirmedTask => {
  if (!isConfirmed(task)) throw new Error('It is still in triage.');
  return task;
};

export const birth = (actor: string, playbook = testPlaybook(), now = TUESDAY): Birth => ({ actor: actorOf(actor, playbook), playbook, now, number: 1, workload: new Map() });

export const createCommand = (given: Partial<Create> & { actor?: string } = {}): CreateCommand => ({
  id: 'c1', door: 'slack', actor: given.actor ?? 'maria', seen: null, verb: 'create', type: 'reschedule', priority: 'normal', fields: { provider: 'patel' },
  requester: given.actor ?? 'maria', cameBy: 'phone', source: null, sourceText: null, followUpOf: null, ...given,
});

export const newTask = (given: Partial<Create> & { actor?: string } = {}, playbook = testPlaybook(), now = TUESDAY): ConfirmedTask =>
  confirmed(accepted(create(createCommand(given), birth(given.actor ?? 'maria', playbook, now))).task);

/** What a step does to a task: by whom, and when. */
export const act = (task: Task, actor: string, step: Step, { playbook = testPlaybook(), now = TUESDAY, seen = null as number | null } = {}): Decision =>
  decide(task, { id: 'x', door: 'slack', actor, seen, ...step }, { actor: actorOf(actor, playbook), playbook, now });
export const after = (task: Task, actor: string, step: Step, more: { playbook?: Playbook; now?: Date } = {}): Task => accepted(act(task, actor, step, more)).task;

/** What every reschedule needs to be started and done. */
export const COMPLETE = { provider: 'patel', reason: 'flu', patient_ref: { sealed: 'x', key: 'k1' } } as const;
export const finish = (given: Partial<Extract<Step, { verb: 'finish' }>> = {}): Step =>
  ({ verb: 'finish', outcome: 'rescheduled', fields: {}, note: null, reviewer: null, followUp: false, told: null, ...given });
export const SEALED = { sealed: 'note', key: 'k1' };

/** A follow-up that lacks what its type needs waits in triage, with maria. */
export const inTriage = (playbook = testPlaybook()): Task => {
  const parent = { ...newTask({ owner: 'maria', fields: COMPLETE }, playbook), number: 9 };
  return accepted(createFollowUp(parent, { do: 'follow_up', key: 'T-9/follow_up/2', outcome: 'unreachable', by: 'maria' }, birth('system', playbook))).task;
};

/** A task of maria's, asked for by sam, in each status. */
export const inStatus = (status: Task['state']['status']): Task => {
  const todo = newTask({ actor: 'maria', requester: 'sam', owner: 'maria', fields: COMPLETE });
  switch (status) {
    case 'triage': return inTriage();
    case 'todo': return todo;
    case 'in_progress': return after(todo, 'maria', { verb: 'start', fields: {} });
    case 'waiting': return after(todo, 'maria', { verb: 'wait', on: 'patient', chaseAt: null });
    case 'blocked': return after(todo, 'maria', { verb: 'block', need: 'task', from: null, task: 7, note: null });
    case 'in_review': return after(todo, 'maria', finish({ reviewer: 'dana' }));
    case 'done': return after(todo, 'maria', finish());
    case 'cancelled': return after(todo, 'maria', { verb: 'cancel', reason: 'no_longer_needed', duplicateOf: null });
  }
};
