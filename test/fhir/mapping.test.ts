// Tasks as FHIR R4: each is held against the published structure, and says what a receiver reads from it.
import { describe, expect, test } from '@jest/globals';
import { append } from '../../src/domain/history.js';
import type { Entry } from '../../src/domain/history.js';
import type { ConfirmedTask, Status, Task } from '../../src/domain/task.js';
import { taskName } from '../../src/domain/task.js';
import { capabilities, operationOutcome, searchBundle } from '../../src/fhir/answers.js';
import { provenances } from '../../src/fhir/provenance-resource.js';
import { taskResource } from '../../src/fhir/task-resource.js';
import { expectFhir } from '../support/fhir.js';
import type { Resource } from '../support/fhir.js';
import { testPlaybook } from '../support/playbook.js';
import { after, MONDAY, todoTask, triageTask } from '../support/sample-task.js';

const base = 'https://rounds.example/fhir';
const playbook = testPlaybook();
const scene = { playbook, base, open: null };
const opened = { ...scene, open: ({ sealed }: { sealed: string }) => `opened ${sealed}` };

const asFhir = (task: Task, by: Parameters<typeof taskResource>[1] = scene): Resource => {
  const resource = taskResource(task, by) as Resource;
  expectFhir(resource);
  return resource;
};

type Step = [verb: string, to: Status, minutes: number];
/** A task that went this way. */
const course = (over: Partial<ConfirmedTask>, steps: readonly Step[]): ConfirmedTask => {
  const born = todoTask(12, { type: 'reschedule' });
  const history = steps.reduce<Entry[]>((entries, [verb, to, minutes]) =>
    append('T-12', entries, { at: after(minutes), actor: 'maria', door: 'slack', verb, from: entries.at(-1)?.to ?? null, to, changes: [], why: null }), [...born.history]);
  return { ...born, history, version: history.length, since: history.at(-1)?.at ?? MONDAY, ...over };
};

describe('the status of a task', () => {
  test.each<[string, Task, object]>([
    ['in triage: a draft', triageTask(1), { status: 'draft' }],
    ['to do: ready', todoTask(1), { status: 'ready' }],
    ['in progress', todoTask(1, { state: { status: 'in_progress' } }), { status: 'in-progress' }],
    ['waiting: on hold, with the reason', todoTask(1, { state: { status: 'waiting', on: 'patient', chaseAt: after(60) } }), { status: 'on-hold', statusReason: { text: 'patient' } }],
    ['blocked: on hold, and that it is blocked', todoTask(1, { state: { status: 'blocked', need: 'signature', from: 'dr_patel', task: null } }), { status: 'on-hold', statusReason: { text: 'a signature or an order' }, businessStatus: { text: 'Blocked' } }],
    ['in review', todoTask(1, { state: { status: 'in_review', reviewer: 'dana', outcome: 'rescheduled', followUp: false } }), { status: 'in-progress', businessStatus: { text: 'In review' } }],
    ['done: completed, with its outcome', todoTask(1, { state: { status: 'done', outcome: 'rescheduled' } }), { status: 'completed', output: [{ type: { text: 'Outcome' }, valueCodeableConcept: { text: 'rescheduled' } }] }],
    ['done without success: failed, with the reason', todoTask(1, { state: { status: 'done', outcome: 'unreachable' } }), { status: 'failed', statusReason: { text: 'unreachable' } }],
    ['no longer needed: cancelled', todoTask(1, { state: { status: 'cancelled', reason: 'no_longer_needed', duplicateOf: null, before: { status: 'todo' } } }), { status: 'cancelled', statusReason: { text: 'no longer needed' } }],
    ['never was a task: entered in error', triageTask(1, { state: { status: 'cancelled', reason: 'not_a_task', duplicateOf: null, before: { status: 'triage' } } }), { status: 'entered-in-error', statusReason: { text: 'not a task' } }],
  ])('%s', (_name, task, expected) => {
    expect(asFhir(task)).toMatchObject({ ...expected, intent: 'order' });
  });
});

test.each([['urgent', 'stat'], ['high', 'urgent'], ['normal', 'routine'], ['low', 'routine']] as const)('%s is %s, with the practice’s own word beside it', (priority, code) => {
  expect(asFhir(todoTask(1, { priority }))).toMatchObject({ priority: code, extension: expect.arrayContaining([{ url: `${base}/StructureDefinition/priority`, valueCode: priority }]) as unknown });
});

test('who, what, and until when: the due date stands where R4 and where R5 looks for it, the legal limit apart', () => {
  const source = { platform: 'slack', channel: 'C0FRONT', ts: '1.2', thread: '1.1', link: null, author: 'U0SAM', changed: null };
  const due = { end: after(240).toISOString() };
  expect(asFhir(todoTask(12, { source, type: 'prior_auth_followup', fields: { insurer: 'aetna' }, deadline: { at: after(600), extended: false }, links: { followUpOf: 3, followUps: [14], holdsUp: [], duplicates: [] } }))).toMatchObject({
    id: 'T-12', identifier: [{ system: `${base}/tasks`, value: 'T-12' }], meta: { versionId: '1' },
    groupIdentifier: { value: 'C0FRONT/1.1' }, partOf: [{ reference: 'Task/T-3' }],
    code: { coding: [{ system: `${base}/CodeSystem/task-type`, code: 'prior_auth_followup' }] },
    owner: { identifier: { value: 'maria' }, display: 'maria' }, requester: { identifier: { value: 'dana' } }, performerType: [{ text: 'front_desk' }],
    insurance: [{ identifier: { value: 'aetna' }, display: 'Aetna' }],
    restriction: { period: due },
    extension: expect.arrayContaining([
      { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.requestedPeriod', valuePeriod: due },
      { url: `${base}/StructureDefinition/deadline`, valueDateTime: after(600).toISOString() },
    ]) as unknown,
    output: [{ type: { text: 'Follow-up' }, valueReference: { reference: 'Task/T-14' } }],
  });
});

test('nothing of a patient leaves, unless it was given leave to', () => {
  const task = todoTask(1, { notes: [{ at: after(5), by: 'maria', text: { sealed: 'note', key: 'k1' } }] });
  const closed = asFhir(task);
  expect(Object.keys(closed)).not.toEqual(expect.arrayContaining(['for']));
  expect(JSON.stringify(closed)).not.toMatch(/b64|note|sealed/);
  expect(asFhir(task, opened)).toMatchObject({
    for: { identifier: { system: `${base}/patients`, value: 'opened b64' } },
    note: [{ authorReference: { identifier: { value: 'maria' } }, time: after(5).toISOString(), text: 'opened note' }],
  });
});

describe('when it was worked on', () => {
  const done = { status: 'done', outcome: 'rescheduled' } as const;
  test('not begun: nothing is said', () => {
    expect(asFhir(todoTask(1))).not.toHaveProperty('executionPeriod');
  });
  test('from its first start to its end', () => {
    const task = course({ state: done }, [['start', 'in_progress', 10], ['wait', 'waiting', 20], ['resume', 'in_progress', 30], ['finish', 'done', 40]]);
    expect(asFhir(task)['executionPeriod']).toEqual({ start: after(10).toISOString(), end: after(40).toISOString() });
  });
  test('a reopening begins a new interval', () => {
    const task = course({ state: { status: 'in_progress' }, reopened: 1 }, [['start', 'in_progress', 10], ['finish', 'done', 40], ['reopen', 'in_progress', 90]]);
    expect(asFhir(task)).toMatchObject({ status: 'in-progress', executionPeriod: { start: after(90).toISOString() } });
  });
  test('a clock that was set back makes no task that changed before it was made, or ended before it began', () => {
    const task = course({ state: done, since: after(-40) }, [['start', 'in_progress', 10], ['finish', 'done', -40]]);
    expect(asFhir(task)).toMatchObject({ authoredOn: MONDAY.toISOString(), lastModified: MONDAY.toISOString(), executionPeriod: { start: after(10).toISOString(), end: after(10).toISOString() } });
  });
});

test('each change of status has a Provenance: who, when, through which door, tied to the history’s hash. A note has none', () => {
  const task = course({ state: { status: 'in_progress' } }, [['note', 'todo', 5], ['start', 'in_progress', 10]]);
  const found = provenances(task, scene) as Resource[];
  found.forEach(expectFhir);
  expect(found.map(({ id }) => id)).toEqual(['T-12-1', 'T-12-3']);
  expect(found[1]).toMatchObject({
    target: [{ reference: `Task/${taskName(12)}` }], recorded: after(10).toISOString(), activity: { coding: [{ code: 'start' }], text: 'To do → In progress' }, agent: [{ who: { identifier: { value: 'maria' } } }],
    extension: expect.arrayContaining([{ url: `${base}/StructureDefinition/history-hash`, valueString: task.history[2]?.hash }, { url: `${base}/StructureDefinition/status-before`, valueCode: 'todo' }]) as unknown,
  });
});

test('pages, faults and what the server can do hold to the published structure as well', () => {
  expectFhir(capabilities(base) as Resource);
  expectFhir(operationOutcome('not-found', 'There is no such resource.') as Resource);
  expectFhir(searchBundle([taskResource(todoTask(1), scene)], 1, { self: `${base}/Task` }, base) as Resource);
  expectFhir(searchBundle([], 0, { self: `${base}/Task` }, base) as Resource);
});

test('what breaks the published structure is noticed', () => {
  const task = taskResource(todoTask(1), scene) as Resource;
  expect(() => expectFhir({ ...task, status: 'todo' })).toThrow('Task.status');
  expect(() => expectFhir({ ...task, owner: 'maria' })).toThrow();
  expect(() => expectFhir({ ...task, lastModified: after(-1).toISOString() })).toThrow('inv-1');
});
