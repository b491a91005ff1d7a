// What a script needs to act for the practice beside its store: the rules in force, and the key of its texts.
import { join } from 'node:path';
import type { Store } from '../adapters/mongo/index.js';
import { fingerprintOf, makeSealer } from '../adapters/sealer/index.js';
import { keyInFile } from '../adapters/sealer/key-file.js';
import { ConfigurationError } from '../src/config.js';
import type { Config } from '../src/config.js';
import type { Playbook } from '../src/domain/playbook.js';
import { readSettings } from '../src/playbook/read.js';
import type { Playbooks } from '../src/ports/playbooks.js';
import type { Sealer } from '../src/ports/sealer.js';
import { holdKey, keyFault } from '../src/use-cases/hold-key.js';

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
export const sealerAtHand = async ({ FIELD_KEY, OLD_FIELD_KEY, DATA_DIR }: Config, { keyMarks }: Store): Promise<Sealer> => {
  const key = FIELD_KEY ?? (await keyInFile(join(DATA_DIR, 'field.key')));
  const older = OLD_FIELD_KEY === undefined ? [] : [OLD_FIELD_KEY];
  const held = await holdKey(keyMarks, { current: fingerprintOf(key), older: older.map(fingerprintOf) });
  if (!held.ok) throw new ConfigurationError([keyFault(held.why)]);
  return makeSealer(key, older);
};
