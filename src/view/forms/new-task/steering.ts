// Which answers change what the form of a new task shows.
import { asksAbout } from '../../../domain/condition.js';
import type { Duration } from '../../../domain/duration.js';
import type { Field, Playbook, TaskType } from '../../../domain/playbook.js';

const fieldOf = (duration: Duration | undefined): string[] => (duration?.relation && 'field' in duration.relation ? [duration.relation.field] : []);

/** Whether the routing of this type looks at something. */
export const routesBy = (what: string, type: TaskType, { routing }: Playbook) =>
  routing.some(({ when }) => Object.keys(when).includes(what) && (when.type?.includes(type.key) ?? true));

/** Whether an answer changes what the form shows: other fields, who gets it, or when it is due. */
export const steers = (field: Field, type: TaskType, playbook: Playbook) => {
  const conditions = [...(type.call_first ? [type.call_first.when] : []), ...type.fields.flatMap(({ when }) => when ?? []), ...[...type.due.cases, ...type.deadlines].map(({ when }) => when)];
  const counted = [type.due.not_later_than, ...type.deadlines.map(({ limit }) => limit)].flatMap(fieldOf);
  return [...conditions.flatMap(asksAbout), ...counted].includes(field.key) || routesBy(field.kind, type, playbook);
};
