// The secret address of each person's calendar. Its token is stored as a hash: whoever reads the database reads no calendar by it.
import type { PersonKey } from '../domain/playbook.js';

export type FeedStore = {
  /** The person's one address from now on; the one before is void. `at` is wall time. */
  give(person: PersonKey, hash: string, at: Date): Promise<void>;
  /** True where there was one to take away. */
  takeAway(person: PersonKey): Promise<boolean>;
  /** Since when the person has one; null where they have none. */
  since(person: PersonKey): Promise<Date | null>;
  personOf(hash: string): Promise<PersonKey | null>;
};
