import { MINUTE, wallTime } from '../local-time.js';
import { isWithin } from '../opening-hours.js';
import { personOf } from '../playbook.js';
import type { PersonKey, Playbook, QueueKey } from '../playbook.js';
import { isAway } from '../absence.js';

/** Who is on duty for a queue at a moment, in the playbook's order. Days off do not count: that is what duty is for. */
export const onDuty = (queue: QueueKey, at: Date, playbook: Playbook): PersonKey[] => {
  const { timezone } = playbook.practice;
  const minutes = Math.floor(wallTime(timezone, at).clock / MINUTE);
  const listed = playbook.duty.filter((duty) => duty.queue === queue && isWithin(duty.hours, minutes)).flatMap(({ people }) => people);
  return [...new Set(listed)].filter((key) => {
    const person = personOf(playbook, key);
    return person !== null && !person.left && !isAway(person, at, timezone);
  });
};
