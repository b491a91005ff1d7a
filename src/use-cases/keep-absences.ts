// Who is out, beside the playbook's own dates. Held in memory like the playbook, which everybody reads with these days laid over it.
import { withAbsences } from '../domain/absence.js';
import type { Absence } from '../domain/absence.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import type { AbsenceStore } from '../ports/absence-store.js';
import type { Playbooks } from '../ports/playbooks.js';

export type KeptAbsences<Kept extends Playbooks> = {
  /** The playbooks, whose people are away on these days as well. */
  playbooks: Kept;
  absences: Absences;
  /** Looks for what another instance was told. */
  refresh(): Promise<void>;
};

export type Absences = {
  /** Changes what was said of one person, and uses it at once. */
  change(person: PersonKey, by: (before: Absence) => Absence): Promise<Absence>;
  of(person: PersonKey): Absence;
};

/** Of one person's days off few are said at once. */
const TRIES = 20;

const nothing = (person: PersonKey): Absence => ({ person, away: [], returned: null });

export const keepAbsences = async <Kept extends Playbooks>(playbooks: Kept, store: AbsenceStore): Promise<KeptAbsences<Kept>> => {
  let said = await store.all();
  let laid: { over: Playbook; said: readonly Absence[]; playbook: Playbook } | null = null;
  return {
    playbooks: {
      ...playbooks,
      current: () => {
        const over = playbooks.current();
        if (laid?.over !== over || laid.said !== said) laid = { over, said, playbook: withAbsences(over, said) };
        return laid.playbook;
      },
    },
    absences: {
      of: (person) => said.find((absence) => absence.person === person) ?? nothing(person),
      change: async (person, by) => {
        for (let tries = 0; tries < TRIES; tries += 1) {
          const read = await store.find(person);
          const next = by(read ?? nothing(person));
          if (!(await store.replace(read, next))) continue;
          said = [...said.filter((absence) => absence.person !== person), next];
          return next;
        }
        throw new Error(`the days off of ${person} changed several times in this moment`);
      },
    },
    refresh: async () => {
      const before = said;
      const all = await store.all();
      // What was said here meanwhile may not be among them yet: the next look finds both.
      if (said === before) said = all;
    },
  };
};
