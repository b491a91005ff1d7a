// Why somebody gets a task, in words, before it is given; and until when somebody is out.
import { backAt } from '../domain/absence.js';
import { personOf, typeOf } from '../domain/playbook.js';
import type { Person, Playbook, QueueKey } from '../domain/playbook.js';
import type { Because } from '../domain/routing.js';
import { sayDated } from './times.js';
import { both, queueNameOf } from './words.js';

/** `out until Mon, Nov 30, 8 am`; null where they are here. */
export const outWords = (person: Pick<Person, 'away'>, playbook: Playbook, now: Date): string | null => {
  const at = backAt(person, playbook, now);
  return at === null ? null : `out until ${sayDated(at, now, playbook.practice.timezone)}`;
};

const labelOf = (key: string, playbook: Playbook): string =>
  typeOf(playbook, key)?.name ?? [...playbook.insurers, ...playbook.locations, ...playbook.providers, ...playbook.plan_types].find((choice) => choice.key === key)?.label ?? key;

/** Somebody by name whom a rule wanted and who is out. */
const missing = (wanted: string, playbook: Playbook, now: Date): string | null => {
  const person = personOf(playbook, wanted);
  const out = person && outWords(person, playbook, now);
  return person && out ? `${person.name} is ${out}` : null;
};

export const becauseWords = (reason: Because, queue: QueueKey, playbook: Playbook, now: Date): string => {
  const name = queueNameOf(playbook, queue);
  switch (reason.reason) {
    case 'yours': return `${name} is your queue`;
    case 'holds': return 'has it now';
    case 'intake': return `takes in ${name}`;
    case 'lead': return `leads ${name}`;
    case 'rule': return `because ${both(reason.matched.map((key) => labelOf(key, playbook)))}`;
    case 'least': return `has the least open work in ${name}`;
    case 'signs': return 'may sign it';
    case 'nobody': return `nobody else of ${name} is here`;
    case 'fallback': return `leads ${name}; ${missing(reason.wanted, playbook, now) ?? 'nobody else is here for it'}`;
  }
};
