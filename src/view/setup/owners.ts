// Who a routing rule may give work to, as choices.
import { mayOwn } from '../../domain/permissions.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Option } from '../nodes.js';

export const WAY_OPTIONS: readonly Option[] = [
  { value: 'least_loaded', label: 'Whoever has the fewest open tasks' },
  { value: 'round_robin', label: 'Everybody in turn' },
  { value: 'intake', label: 'The queue’s intake person' },
  { value: 'requester', label: 'Whoever asked for it' },
];

/** People who could own tasks of some queue. */
export const ableOptions = ({ queues, ...playbook }: Playbook): Option[] =>
  playbook.people.filter((person) => queues.some(({ key }) => mayOwn(person, key, { ...playbook, queues }))).map(({ key, name }) => ({ value: key, label: name }));

export const ownerOptions = (playbook: Playbook): Option[] => [...WAY_OPTIONS, ...ableOptions(playbook)];
