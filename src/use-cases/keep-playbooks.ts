// The playbook in force and its versions: imported from YAML only when that differs from the last import, so that changes made in chat outlive a restart.
import { createHash } from 'node:crypto';
import { SYSTEM } from '../domain/command.js';
import type { Playbook } from '../domain/playbook.js';
import type { Fault } from '../playbook/fault.js';
import { layOver } from '../playbook/layer.js';
import { readPlaybook, readSettings, wholeSettings } from '../playbook/read.js';
import type { Clock } from '../ports/clock.js';
import type { PlaybookStore, PlaybookVersion } from '../ports/playbook-store.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { Audit } from './keep-audit.js';

export type KeptPlaybooks = Playbooks & {
  /** Looks for a newer version that another instance stored. */
  refresh(): Promise<void>;
};

/** The playbook cannot be used, and there is no earlier good one. */
export class PlaybookFault extends Error {
  override name = 'PlaybookFault';
  constructor(readonly faults: readonly Fault[]) {
    super(`The playbook has faults:\n${faults.map(({ line, path, message, fix }) => `  line ${line} ${path}: ${message} ${fix}`).join('\n')}`);
  }
}

const parse = ({ version, body }: PlaybookVersion): Playbook => {
  const reading = readSettings(body, version);
  if (!reading.ok) throw new PlaybookFault(reading.faults);
  return reading.playbook;
};

/**
 * Loads the playbook: `yaml` is the practice's text, laid over the starter ('' for the starter itself). A faulty text never stops a
 * running practice: the last good version stays in force and `onFaults` hears of it. Throws PlaybookFault where there is none.
 */
export const keepPlaybooks = async (yaml: string, { store, clock, audit, onFaults }: { store: PlaybookStore; clock: Clock; audit: Pick<Audit, 'note'>; onFaults(faults: readonly Fault[]): void }): Promise<KeptPlaybooks> => {
  const digest = createHash('sha256').update(yaml).digest('hex');
  const kept = new Map<number, Playbook>();

  const importYaml = async () => {
    const reading = readPlaybook(yaml);
    const latest = await store.latest();
    if (!reading.ok) {
      if (latest === null) throw new PlaybookFault(reading.faults);
      onFaults(reading.faults);
      return;
    }
    // Lost to another instance that starts with the same text: its version is as good.
    const version = (latest?.version ?? 0) + 1;
    const { result } = await store.add({ version, at: clock.now(), by: SYSTEM, why: 'imported at start', yaml: { digest, text: yaml }, body: wholeSettings(yaml) });
    if (result === 'stored') audit.note({ actor: SYSTEM, door: 'job', action: 'playbook_change', task: null, facts: { version } });
  };

  const load = async (version: number): Promise<Playbook> => {
    const held = kept.get(version);
    if (held !== undefined) return held;
    const stored = await store.load(version);
    if (stored === null) throw new Error(`there is no version ${version} of the playbook`);
    const playbook = parse(stored);
    kept.set(version, playbook);
    return playbook;
  };

  if ((await store.importedDigest()) !== digest) await importYaml();
  const first = await store.latest();
  if (first === null) throw new Error('the playbook was not stored');
  let current = await load(first.version);

  const change: Playbooks['change'] = async (over, by, why) => {
    const latest = await store.latest();
    if (latest === null) throw new Error('there is no playbook to change');
    const next: PlaybookVersion = { version: latest.version + 1, at: clock.now(), by, why, yaml: null, body: layOver(latest.body, over) };
    const playbook = parse(next);
    const added = await store.add(next);
    if (added.result === 'lost_race') return change(over, by, why);
    kept.set(next.version, playbook);
    current = playbook;
  };

  return {
    current: () => current,
    at: load,
    change,
    refresh: async () => {
      const latest = await store.latest();
      if (latest !== null && latest.version !== current.version) current = await load(latest.version);
    },
  };
};
