import type { Finding } from '../fault.js';
import type { Check } from './finding.js';
import { error, unknownKeys, warning } from './finding.js';

/** A hold is an order of somebody about something that is there. */
export const holds: Check = ({ retention, people, task_types, queues }) =>
  retention.legal_hold.flatMap(({ type = [], queue = [], from, to, by, why }, index): Finding[] => {
    const path = ['retention', 'legal_hold', index];
    return [
      ...unknownKeys(type, task_types, 'task_types', [...path, 'type']),
      ...unknownKeys(queue, queues, 'queues', [...path, 'queue']),
      ...(by === undefined ? [] : unknownKeys([by], people, 'people', [...path, 'by'])),
      ...(from !== undefined && to !== undefined && from > to ? [error([...path, 'from'], `The hold ends (${to}) before it begins (${from}).`, 'Swap the two dates.')] : []),
      ...(by === undefined || why === undefined ? [warning(path, 'The hold does not say who ordered it and why.', 'Write it whole: { task: T-1042, by: kim, why: Subpoena of May 12 }')] : []),
    ];
  });
