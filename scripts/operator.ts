// Who runs a script, for the audit, and what opens sealed texts for them.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../adapters/mongo/index.js';
import { fingerprintOf, makeSealer } from '../adapters/sealer/index.js';
import { keyInFile } from '../adapters/sealer/key-file.js';
import type { Config } from '../src/config.js';
import { keyFault } from '../src/use-cases/hold-key.js';

/** Nothing is done, and the sentence says why. */
export const refuse = (sentence: string): never => {
  throw new Error(sentence);
};

export const operatorOf = (by: string | undefined, { OPERATOR }: Pick<Config, 'OPERATOR'>): string => {
  const said = (by ?? OPERATOR ?? '').trim();
  if (said !== '') return said;
  try {
    return userInfo().username;
  } catch {
    return refuse('Nobody knows who you are: this login has no name. Say it for the audit: --by "Your Name"');
  }
};

/** Opens with the key of this installation. Makes none: where it is missing the texts stay closed. `option` is what asked for it. */
export const openerOf = async (option: string, { FIELD_KEY, OLD_FIELD_KEY, DATA_DIR }: Config, { keyMarks }: Store) => {
  const file = join(DATA_DIR, 'field.key');
  if (FIELD_KEY === undefined && !existsSync(file)) return refuse(`${option} opens sealed texts and needs their key: set FIELD_KEY.`);
  const key = FIELD_KEY ?? (await keyInFile(file));
  const older = OLD_FIELD_KEY === undefined ? [] : [OLD_FIELD_KEY];
  const marks = await keyMarks.read();
  if (marks !== null && ![key, ...older].map(fingerprintOf).includes(marks.current)) return refuse(keyFault('other_key'));
  return makeSealer(key, older);
};
