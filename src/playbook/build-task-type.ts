import type { DeadlineRule, DueRule, Field, FollowUp, Outcome, TaskType } from '../domain/playbook.js';
import { PRIORITIES } from '../domain/task.js';
import { buildEscalation } from './build-escalation.js';
import type { PlaybookYaml, TaskTypeYaml } from './schema.js';
import { wordsOf } from './schema/words.js';

type FieldYaml = TaskTypeYaml['fields'][number];
type OutcomeYaml = TaskTypeYaml['outcomes'][number];

const labelled = <T extends { key: string; label?: string }>(entry: T) => ({ ...entry, label: entry.label ?? wordsOf(entry.key) });

const buildField = ({ options, ...field }: FieldYaml): Field => ({ ...labelled(field), ...(options === undefined ? {} : { options: options.map(labelled) }) });

const buildDue = (due: TaskTypeYaml['due']): DueRule => {
  if (!('usual' in due)) return { usual: due, by_priority: {}, cases: [] };
  const by_priority = Object.fromEntries(PRIORITIES.flatMap((priority) => (due[priority] === undefined ? [] : [[priority, due[priority]]])));
  return { usual: due.usual, by_priority, cases: due.cases, ...(due.not_later_than === undefined ? {} : { not_later_than: due.not_later_than }) };
};

const buildDeadlines = (deadline: TaskTypeYaml['deadline']): readonly DeadlineRule[] => {
  if ('unit' in deadline) return [{ when: 'always', limit: deadline }];
  return 'limit' in deadline ? [deadline] : deadline;
};

/** `new_expires_at as expires_at` renames a field on its way. */
const carriedOf = (text: string) => {
  const [from = '', to = from] = text.split(/\s+as\s+/);
  return { from, to };
};

const isAlike = (one: FieldYaml, other: FieldYaml) =>
  one.key === other.key && one.kind === other.kind && (one.options ?? []).every(({ key }) => other.options?.some((option) => option.key === key));

/** What both types ask alike, so that nobody types it twice. */
const alikeIn = (from: readonly FieldYaml[], to: readonly FieldYaml[]) =>
  from.filter((field) => to.some((other) => isAlike(field, other))).map(({ key }) => ({ from: key, to: key }));

const buildFollowUp = (type: TaskTypeYaml, outcome: OutcomeYaml, all: readonly TaskTypeYaml[]): FollowUp | undefined => {
  const { follow_up } = outcome;
  if (follow_up === undefined) return undefined;
  const target = all.find(({ key }) => key === follow_up.type);
  const ownFields = type.fields.filter(({ key }) => !outcome.fields.some((field) => field.key === key));
  const carry = follow_up.carry?.map(carriedOf) ?? alikeIn([...ownFields, ...outcome.fields], target?.fields ?? []);
  // A chain that leads back to its own type could run for ever: a person decides each time.
  return { type: follow_up.type, due: follow_up.due, ask: follow_up.ask || follow_up.type === type.key, carry, fill: follow_up.fill };
};

const buildOutcome = (type: TaskTypeYaml, outcome: OutcomeYaml, all: readonly TaskTypeYaml[]): Outcome => {
  const follow_up = buildFollowUp(type, outcome, all);
  const { key, label, failed } = labelled(outcome);
  return { key, label, failed, note_required: outcome.note === 'required', fields: outcome.fields.map(buildField), ...(follow_up === undefined ? {} : { follow_up }) };
};

/** Every task type of the playbook, its defaults filled in from the practice and from the types that its follow-ups lead to. */
export const buildTaskTypes = ({ task_types, exit }: PlaybookYaml): TaskType[] =>
  task_types.map((type) => {
    const { deadline, ...rest } = type;
    return {
      ...rest,
      fields: type.fields.map(buildField),
      due: buildDue(type.due),
      deadlines: buildDeadlines(deadline),
      waiting_on: type.waiting_on.map(labelled),
      outcomes: type.outcomes.map((outcome) => buildOutcome(type, outcome, task_types)),
      escalate: type.escalate.map(buildEscalation),
      exit: { ...exit, ...type.exit },
    };
  });
