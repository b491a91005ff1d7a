// The practice of the busy day: sixty people in five queues, open for eleven hours, with the starter's rules of attention.
import type { Playbook } from '../../src/domain/playbook.js';
import { readPlaybook } from '../../src/playbook/read.js';

const QUEUES = ['front_desk', 'billing', 'referrals', 'clinical_support', 'operations'];
const PER_QUEUE = 11;
const DAY = '"07:00-18:00"';

export const workersOf = (queue: string): string[] => Array.from({ length: PER_QUEUE }, (_each, nth) => `${queue}_${nth + 1}`);
export const QUEUE_KEYS: readonly string[] = QUEUES;

const people = QUEUES.flatMap((queue) => [
  `{ key: ${queue}_lead, name: ${queue}_lead, roles: [staff, lead], queues: [${queue}] }`,
  ...workersOf(queue).map((key, nth) => `{ key: ${key}, name: ${key}, roles: [${nth === 0 && queue === 'front_desk' ? 'staff, manager, admin' : 'staff'}], queues: [${queue}] }`),
]);

const YAML = `
hours: { mon: ${DAY}, tue: ${DAY}, wed: ${DAY}, thu: ${DAY}, fri: ${DAY}, sat: closed, sun: closed }
people: [{ key: "*", remove: true }, ${people.join(', ')}]
queues: [{ key: "*", remove: true }, ${QUEUES.map((key) => `{ key: ${key}, name: ${key}, leads: [${key}_lead] }`).join(', ')}]
enabled: [${QUEUES.join(', ')}]
task_types: [{ key: "*", remove: true }, ${QUEUES.map((key) => `{ key: ${key}_work, queue: ${key}, name: ${key} work, due: { usual: 4 business hours, high: 2 business hours, low: 1 business day }, outcomes: [{ key: ready, label: Ready }], review: none }`).join(', ')}]
routing: []
duty: []
intake: []
`;

/** `alone`: as it would be without bundles, each reminder as soon as it is owed. */
export const busyPlaybook = (how: 'bundled' | 'alone'): Playbook => {
  const reading = readPlaybook(YAML);
  if (!reading.ok) throw new Error(reading.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  const { playbook } = reading;
  return how === 'bundled' ? playbook : { ...playbook, attention: { ...playbook.attention, bundles: [] } };
};
