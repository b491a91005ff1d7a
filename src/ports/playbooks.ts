import type { Playbook } from '../domain/playbook.js';

/** The playbook in force, and those under which older tasks were made. */
export type Playbooks = {
  current(): Playbook;
  /** Throws where there never was such a version. */
  at(version: number): Promise<Playbook>;
};
