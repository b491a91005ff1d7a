import type { Check } from './finding.js';
import { unknownKeys } from './finding.js';

/** People, queues, types and locations that are named must exist. Routing and follow-ups have checks of their own. */
export const references: Check = (playbook) => {
  const { people, queues, locations, enabled, task_types, agreements, duty } = playbook;
  return [
    ...people.flatMap((person) => [
      ...unknownKeys(person.queues, queues, 'queues', ['people', person.key, 'queues']),
      ...unknownKeys(person.locations, locations, 'locations', ['people', person.key, 'locations']),
    ]),
    ...queues.flatMap((queue) => [
      ...unknownKeys(queue.leads, people, 'people', ['queues', queue.key, 'leads']),
      ...unknownKeys(queue.intake === undefined ? [] : [queue.intake], people, 'people', ['queues', queue.key, 'intake']),
    ]),
    ...duty.flatMap((each, index) => [...unknownKeys([each.queue], queues, 'queues', ['duty', index, 'queue']), ...unknownKeys(each.people, people, 'people', ['duty', index, 'people'])]),
    ...unknownKeys(enabled, queues, 'queues', ['enabled']),
    ...task_types.flatMap((type) => unknownKeys([type.queue], queues, 'queues', ['task_types', type.key, 'queue'])),
    ...agreements.flatMap(({ by }, index) => unknownKeys([by], people, 'people', ['agreements', index, 'by'])),
  ];
};
