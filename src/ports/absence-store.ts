// Who said that they are out, beside the playbook: a version of the rules for each day off would be noise.
import type { Absence } from '../domain/absence.js';
import type { PersonKey } from '../domain/playbook.js';

export type AbsenceStore = {
  find(person: PersonKey): Promise<Absence | null>;
  /** Puts it in place of what was said before: the last word counts. */
  put(absence: Absence): Promise<void>;
  all(): Promise<readonly Absence[]>;
};
