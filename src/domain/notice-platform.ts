// On which platform somebody hears from Rounds: on one, whatever they have.
import type { Person, Platform } from './playbook.js';

/** Of the platforms that are configured, those on which this person is known; in the same order. */
export const platformsOf = (person: Person, configured: readonly Platform[]): Platform[] => configured.filter((platform) => person[platform] !== undefined);

/** The one that they chose, where they can be reached there; otherwise the first. Null where they can be reached on none. */
export const noticePlatform = (person: Person, configured: readonly Platform[]): Platform | null => {
  const reachable = platformsOf(person, configured);
  return reachable.find((platform) => platform === person.prefers?.notices) ?? reachable[0] ?? null;
};
