// A task as FHIR R4 Task (http://hl7.org/fhir/R4/task.html). What a card may show in every PHI mode, and more only where `open` is given.
import { factsOf, fieldsFor } from '../domain/fields.js';
import { typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import { isConfirmed, isSealed, taskName } from '../domain/task.js';
import type { ConfirmedTask, Priority, Sealed, Task } from '../domain/task.js';
import { outcomeOf } from '../domain/steps/closing.js';
import { cardLine } from '../view/task-line.js';
import { cancelWords, nameOf, needWords, queueNameOf, typeNameOf } from '../view/words.js';
import { codeable, extension, filled, moment, staff } from './coded.js';
import type { Base, Json, JsonMap } from './coded.js';

/** `open` reads sealed texts, for those who may have patient data; null: nothing of the patient leaves. */
export type FhirScene = { playbook: Playbook; base: Base; open: ((sealed: Sealed) => string) | null };

/** Closest by meaning (http://hl7.org/fhir/R4/valueset-request-priority.html); the practice's own word stands in an extension. */
const PRIORITIES = { urgent: 'stat', high: 'urgent', normal: 'routine', low: 'routine' } as const satisfies Record<Priority, string>;

const REQUESTED_PERIOD = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.requestedPeriod';

type State = { status: string; statusReason?: JsonMap; businessStatus?: JsonMap };

const outcomeWords = (task: Task, key: string, playbook: Playbook) => {
  const type = typeOf(playbook, task.type);
  const outcome = type && outcomeOf(type, key);
  return { label: outcome?.label ?? key, failed: outcome?.failed ?? false };
};

const stateOf = (task: Task, { playbook, base }: FhirScene): State => {
  const { state } = task;
  switch (state.status) {
    case 'triage': return { status: 'draft' };
    case 'todo': return { status: 'ready' };
    case 'in_progress': return { status: 'in-progress' };
    case 'waiting': return { status: 'on-hold', statusReason: codeable(base, 'waiting-on', state.on, typeOf(playbook, task.type)?.waiting_on.find(({ key }) => key === state.on)?.label ?? state.on) };
    case 'blocked': return { status: 'on-hold', statusReason: codeable(base, 'needs', state.need, needWords(state.need)), businessStatus: codeable(base, 'status', 'blocked', 'Blocked') };
    case 'in_review': return { status: 'in-progress', businessStatus: codeable(base, 'status', 'in-review', 'In review') };
    case 'done': {
      const { label, failed } = outcomeWords(task, state.outcome, playbook);
      return failed ? { status: 'failed', statusReason: codeable(base, 'outcome', state.outcome, label) } : { status: 'completed' };
    }
    case 'cancelled': return { status: state.reason === 'not_a_task' ? 'entered-in-error' : 'cancelled', statusReason: codeable(base, 'cancelled', state.reason, cancelWords(state.reason)) };
  }
};

/** From the first start after the last reopening, which begins a new interval, to its closing. */
const executionOf = ({ history, state, since, createdAt }: Task): JsonMap | null => {
  const reopened = history.findLastIndex(({ verb }) => verb === 'reopen');
  const begun = history.slice(Math.max(0, reopened)).find(({ to }) => to === 'in_progress')?.at ?? null;
  const ended = state.status === 'done' || state.status === 'cancelled' ? since : null;
  if (begun === null && ended === null) return null;
  // A clock that was set back must not end it before it began (per-1).
  const end = ended === null ? null : moment(new Date(Math.max(ended.getTime(), (begun ?? createdAt).getTime())));
  return filled({ start: begun && moment(begun), end });
};

/** What was asked of insurer and patient: the insurer is known to every card, the patient only to those who may. */
const partiesOf = (task: Task, { playbook, base, open }: FhirScene): { insurance: Json[]; patient: JsonMap | null } => {
  const type = typeOf(playbook, task.type);
  const fields = type ? fieldsFor(type.fields, factsOf(task.fields, { priority: task.priority })) : [];
  const insurers = fields.filter(({ kind }) => kind === 'insurer').flatMap(({ key }) => playbook.insurers.filter((insurer) => insurer.key === task.fields[key]));
  const reference = fields.filter(({ kind }) => kind === 'patient_ref').map(({ key }) => task.fields[key]).find(isSealed);
  return {
    insurance: insurers.map(({ key, label }) => ({ type: 'Coverage', identifier: { system: `${base}/insurers`, value: key }, display: label })),
    patient: open && reference ? { type: 'Patient', identifier: { system: `${base}/patients`, value: open(reference) } } : null,
  };
};

const outputOf = (task: Task, { playbook, base }: FhirScene): Json[] => [
  ...(task.state.status === 'done' ? [{ type: { text: 'Outcome' }, valueCodeableConcept: codeable(base, 'outcome', task.state.outcome, outcomeWords(task, task.state.outcome, playbook).label) }] : []),
  ...task.links.followUps.map((number) => ({ type: { text: 'Follow-up' }, valueReference: { reference: `Task/${taskName(number)}` } })),
];

const plannedOf = (task: ConfirmedTask, base: Base) => ({
  priority: PRIORITIES[task.priority],
  // Receivers differ: some read R4's restriction, some R5's requested period.
  restriction: { period: { end: moment(task.due.at) } },
  extension: [
    { url: REQUESTED_PERIOD, valuePeriod: { end: moment(task.due.at) } },
    extension(base, 'priority', { valueCode: task.priority }),
    ...(task.deadline === null ? [] : [extension(base, 'deadline', { valueDateTime: moment(task.deadline.at) })]),
  ],
});

/** When it last changed; never before it was made, also where a clock was set back (inv-1). */
export const changedAt = ({ history, createdAt }: Pick<Task, 'history' | 'createdAt'>): Date => new Date(Math.max(createdAt.getTime(), history.at(-1)?.at.getTime() ?? 0));

/** The task as a resource, under its own number. */
export const taskResource = (task: Task, scene: FhirScene): JsonMap => {
  const { playbook, base, open } = scene;
  const who = (key: string) => staff(base, { key, name: nameOf(playbook, key) });
  const { insurance, patient } = partiesOf(task, scene);
  const lastModified = moment(changedAt(task));
  return filled({
    resourceType: 'Task',
    id: taskName(task.number),
    meta: { versionId: String(task.version), lastUpdated: lastModified },
    identifier: [{ system: `${base}/tasks`, value: taskName(task.number) }],
    // Tasks of one thread were asked for in the same context.
    groupIdentifier: task.source && { system: `${base}/threads/${task.source.platform}`, value: `${task.source.channel}/${task.source.thread}` },
    partOf: task.links.followUpOf === null ? null : [{ reference: `Task/${taskName(task.links.followUpOf)}` }],
    ...stateOf(task, scene),
    intent: 'order',
    ...(isConfirmed(task) ? plannedOf(task, base) : {}),
    code: task.type === null ? null : codeable(base, 'task-type', task.type, typeNameOf(playbook, task)),
    description: [typeNameOf(playbook, task), ...cardLine(task, playbook)].join(' · '),
    for: patient,
    executionPeriod: executionOf(task),
    authoredOn: moment(task.createdAt),
    lastModified,
    requester: who(task.requester),
    performerType: [codeable(base, 'queue', task.queue, queueNameOf(playbook, task.queue))],
    owner: task.owner === null ? null : who(task.owner),
    insurance,
    note: open && task.notes.map(({ at, by, text }) => ({ authorReference: who(by), time: moment(at), text: open(text) })),
    output: outputOf(task, scene),
  });
};
