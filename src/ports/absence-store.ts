// Who said that they are out, beside the playbook: a version of the rules for each day off would be noise.
import type { Absence } from '../domain/absence.js';
import type { PersonKey } from '../domain/playbook.js';

export type AbsenceStore = {
  find(person: PersonKey): Promise<Absence | null>;
  /** Puts `next` in place of what was read (null: nothing). False where somebody else changed it since: read it again. */
  replace(read: Absence | null, next: Absence): Promise<boolean>;
  all(): Promise<readonly Absence[]>;
};
