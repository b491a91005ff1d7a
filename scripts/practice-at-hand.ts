// What a script needs to act for the practice beside its store: the rules in force, and the key of its texts.
import type { Store } from '../adapters/mongo/index.js';
import type { Config } from '../src/config.js';
import type { Playbook } from '../src/domain/playbook.js';
import { openSealer } from '../src/main/store.js';
import { readSettings } from '../src/playbook/read.js';
import type { Playbooks } from '../src/ports/playbooks.js';
import type { Sealer } from '../src/ports/sealer.js';

/** The playbook in force, as a running instance has it: no file is read. Throws where Rounds never ran on this store. */
export const playbookAtHand = async ({ playbooks }: Store): Promise<Playbook> => {
  const latest = await playbooks.latest();
  if (latest === null) throw new Error('Rounds has not run on this store yet. Start it once, then run this again.');
  const reading = readSettings(latest.body, latest.version);
  if (!reading.ok) throw new Error('The playbook in force cannot be read by this release. Start Rounds: it says what is wrong.');
  return reading.playbook;
};

/** The same, with the versions under which older tasks were made. */
export const playbooksAtHand = async (store: Store): Promise<Pick<Playbooks, 'current' | 'at'>> => {
  const current = await playbookAtHand(store);
  const at = async (version: number) => {
    const stored = await store.playbooks.load(version);
    const reading = stored && readSettings(stored.body, version);
    if (!reading?.ok) throw new Error(`Version ${String(version)} of the playbook cannot be read.`);
    return reading.playbook;
  };
  return { current: () => current, at };
};

/** Seals as the running instance does. Throws ConfigurationError where the store’s texts need another key. */
export const sealerAtHand = (config: Config, store: Store): Promise<Sealer> => openSealer(config, store, { warn: () => undefined });
