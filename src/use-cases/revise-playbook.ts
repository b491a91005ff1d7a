// A change that an admin makes in chat: brought together with what others changed meanwhile, held to every rule, and kept as a version.
import type { Playbook } from '../domain/playbook.js';
import type { Finding } from '../playbook/fault.js';
import { lockedOut, newErrors } from '../playbook/judge.js';
import { mergeSettings } from '../playbook/merge.js';
import { readSettings } from '../playbook/read.js';
import { saysSame } from '../playbook/settings.js';
import { differences } from '../playbook/versions.js';
import type { PlaybookVersion } from '../ports/playbook-store.js';
import type { Playbooks, Revised, Revision } from '../ports/playbooks.js';
import type { Keeping } from './import-playbook.js';
import { noteChange } from './record-changes.js';

type Revising = Keeping & { at(version: number): Promise<Playbook>; use(playbook: Playbook): void };

/** More versions than two admins make while a form is open; of the rest the newest are named. */
const MOST_MEANWHILE = 20;

const faultsOf = (latest: PlaybookVersion, next: PlaybookVersion, { fact }: Revision): { playbook: Playbook | null; findings: readonly Finding[] } => {
  const reading = readSettings(next.body, next.version);
  const findings = fact && reading.ok ? [] : newErrors(latest.body, next.body, next.version);
  return reading.ok ? { playbook: reading.playbook, findings: [...findings, ...lockedOut(reading.playbook)] } : { playbook: null, findings };
};

export const makeRevise = (deps: Revising): Playbooks['revise'] => {
  const { store, clock, at, use } = deps;

  const since = async (seen: number) => (await store.list({ skip: 0, limit: MOST_MEANWHILE })).versions.filter(({ version }) => version > seen);

  const revise = async (revision: Revision): Promise<Revised> => {
    const { edit, seen, by, door, why, facts } = revision;
    const [latest, base] = await Promise.all([store.latest(), store.load(seen)]);
    if (latest === null || base === null) throw new Error(`there is no version ${seen} of the playbook to change`);
    const { settings: body, conflicts } = mergeSettings(base.body, latest.body, edit(base.body));
    if (conflicts.length > 0) {
      // Whoever was overtaken looks again: here too, and not only at the next look of this instance.
      use(await at(latest.version));
      return { result: 'overtaken', meanwhile: await since(seen), lines: differences(await at(seen), await at(latest.version)) };
    }
    if (saysSame(body, latest.body)) return { result: 'stored', version: latest.version, lines: [], meanwhile: [] };
    const next: PlaybookVersion = { version: latest.version + 1, at: clock.now(), by, why, yaml: null, body };
    const { playbook, findings } = faultsOf(latest, next, revision);
    if (playbook === null || findings.length > 0) return { result: 'faulty', findings };
    const meanwhile = await since(seen);
    if ((await store.add(next)).result === 'lost_race') return revise(revision);
    noteChange(deps, { actor: by, door, version: next.version, facts });
    use(playbook);
    return { result: 'stored', version: next.version, lines: differences(await at(latest.version), playbook), meanwhile };
  };
  return revise;
};
