import type { Escalation } from '../domain/playbook.js';
import type { PlaybookYaml } from './schema.js';

/** `after` and `at` mean the same: "after 4 hours overdue" and "at 14 days before deadline" each read well. The schema asks for exactly one. */
export const buildEscalation = ({ after, at, to, when, while: statuses }: PlaybookYaml['attention']['escalate'][number]): Escalation => {
  const moment = at ?? after;
  if (moment === undefined) throw new Error('An escalation without a moment passed the schema.');
  return { at: moment, to, when, ...(statuses === undefined ? {} : { while: statuses }) };
};
