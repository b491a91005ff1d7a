import type { PersonKey, Playbook } from '../domain/playbook.js';

/** The playbook in force, and those under which older tasks were made. */
export type Playbooks = {
  current(): Playbook;
  /** Throws where there never was such a version. */
  at(version: number): Promise<Playbook>;
  /** Stores a new version with these settings laid over the latest, and uses it. Throws PlaybookFault where it would have faults. */
  change(over: Readonly<Record<string, unknown>>, by: PersonKey, why: string): Promise<void>;
};
