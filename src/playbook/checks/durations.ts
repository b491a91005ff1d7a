import type { Duration } from '../../domain/duration.js';
import { formatDuration } from '../../domain/duration.js';
import { MOMENTS } from '../../domain/playbook.js';
import type { Field, TaskType } from '../../domain/playbook.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';
import type { Check } from './finding.js';
import { error, warning } from './finding.js';

const isDated = ({ kind }: Field) => kind === 'date' || kind === 'datetime';

/** A length of time alone. */
const plain = (duration: Duration | undefined, path: Path): Finding[] =>
  duration?.relation === undefined ? [] : [error(path, `"${formatDuration(duration)}" is counted from something, and here stands a length of time.`, `Write "${formatDuration({ n: duration.n, unit: duration.unit })}".`)];

/** Counted from a date on the task, or from one of the given moments. `must`: it makes no sense without. */
const counted = (duration: Duration | undefined, path: Path, fields: readonly Field[], { must, moments, overdue }: { must: boolean; moments: readonly string[]; overdue: boolean }): Finding[] => {
  if (duration === undefined) return [];
  const dated = [...fields.filter(isDated).map(({ key }) => key), ...moments];
  const example = `"${formatDuration({ n: duration.n, unit: duration.unit, relation: { kind: 'after', field: dated[0] ?? 'some_date' } })}"`;
  const { relation } = duration;
  if (relation === undefined) return must ? [error(path, `"${formatDuration(duration)}" does not say from when.`, `Say it: ${overdue ? `"${formatDuration(duration)} overdue"` : example}.`)] : [];
  if (relation.kind === 'overdue') return overdue ? [] : [error(path, '"overdue" makes no sense here.', `Count from a date: ${example}.`)];
  if (dated.includes(relation.field)) return [];
  const other = fields.find(({ key }) => key === relation.field);
  const known = dated.length === 0 ? 'Add a field of kind date or datetime.' : `Write one of: ${dated.join(', ')}.`;
  return other === undefined
    ? [error(path, `"${relation.field}" is no date that is known here.`, `${didYouMean(relation.field, dated)}${known}`)]
    : [error(path, `${other.label} is a ${other.kind} and no date.`, known)];
};

/** Without a field it counts from now: when the outcome is recorded, or when the work came in. */
const fromField = { must: false, moments: [], overdue: false };
const limit = { must: true, moments: [], overdue: false };
const moment = { must: true, moments: MOMENTS, overdue: true };

const followUpFaults = (type: TaskType): Finding[] =>
  type.outcomes.flatMap((outcome): Finding[] => {
    const due = outcome.follow_up?.due;
    const path = ['task_types', type.key, 'outcomes', outcome.key, 'follow_up', 'due'];
    const fields = [...type.fields, ...outcome.fields];
    const faults = counted(due, path, fields, fromField);
    const field = due?.relation === undefined || due.relation.kind === 'overdue' ? undefined : fields.find(({ key }) => key === (due.relation as { field: string }).field);
    if (faults.length > 0 || field === undefined || field.needed !== undefined) return faults;
    return [warning(path, `${field.label} may be empty when ${outcome.label} is chosen, and then the follow-up has no due date.`, `Make ${field.key} "needed: done".`)];
  });

const typeFaults = (type: TaskType): Finding[] => {
  const path = ['task_types', type.key];
  const { due } = type;
  return [
    ...plain(due.usual, [...path, 'due', 'usual']),
    ...Object.entries(due.by_priority).flatMap(([priority, each]) => plain(each, [...path, 'due', priority])),
    ...due.cases.flatMap((each, index) => plain(each.due, [...path, 'due', 'cases', index, 'due'])),
    ...counted(due.not_later_than, [...path, 'due', 'not_later_than'], type.fields, limit),
    ...type.deadlines.flatMap((each, index) => [
      ...counted(each.limit, [...path, 'deadline', index, 'limit'], type.fields, fromField),
      ...plain(each.extend_once, [...path, 'deadline', index, 'extend_once']),
    ]),
    ...type.waiting_on.flatMap(({ key, chase }) => plain(chase, [...path, 'waiting_on', key, 'chase'])),
    ...type.escalate.flatMap(({ at }, index) => counted(at, [...path, 'escalate', index], type.fields, moment)),
    ...plain(type.idle, [...path, 'idle']),
    ...plain(type.idle_lead, [...path, 'idle_lead']),
    ...followUpFaults(type),
  ];
};

/** Every length of time is counted from something that exists and is a date. */
export const durations: Check = ({ task_types, attention }) => [
  ...task_types.flatMap(typeFaults),
  ...Object.entries(attention.idle).flatMap(([status, each]) => plain(each, ['attention', 'idle', status])),
  ...Object.entries(attention.too_long).flatMap(([status, each]) => plain(each, ['attention', 'too_long', status])),
  ...plain(attention.at_risk, ['attention', 'at_risk']),
  ...plain(attention.acknowledge, ['attention', 'acknowledge']),
  ...attention.deadline_reminders.flatMap((each, index) => plain(each, ['attention', 'deadline_reminders', index])),
  ...attention.escalate.flatMap(({ at }, index) => counted(at, ['attention', 'escalate', index], [], moment)),
];
