// `npm run -s key:rotate`: seals every text anew under FIELD_KEY; OLD_FIELD_KEY opens what was sealed before. May run twice.
import { fingerprintOf, makeSealer } from '../adapters/sealer/index.js';
import { ConfigurationError, readConfig } from '../src/config.js';
import { holdKey, keyFault, releaseOlderKeys } from '../src/use-cases/hold-key.js';
import { rotateKey } from '../src/use-cases/rotate-key.js';
import { printLine, withStore } from './store-at-hand.js';

const keys = () => {
  const { FIELD_KEY, OLD_FIELD_KEY } = readConfig(process.env);
  if (FIELD_KEY === undefined) throw new ConfigurationError(['FIELD_KEY is missing: the new key. Make one with: openssl rand -base64 32']);
  if (OLD_FIELD_KEY === undefined) throw new ConfigurationError(['OLD_FIELD_KEY is missing: the key used until now. Where you never set one, it stands in DATA_DIR/field.key.']);
  return { key: FIELD_KEY, old: OLD_FIELD_KEY };
};

await withStore(async ({ tasks, handoffs, intakeSecrets, attachments, keyMarks }) => {
  const { key, old } = keys();
  // A store without a mark gets one only when every text was opened: an old key that is wrong must not lock out the right one.
  const held = (await keyMarks.read()) === null ? { ok: true as const } : await holdKey(keyMarks, { current: fingerprintOf(key), older: [fingerprintOf(old)] });
  if (!held.ok) throw new ConfigurationError([keyFault(held.why)]);
  const { tasks: all, resealed, left } = await rotateKey({ tasks, handoffs, intakeSecrets, attachments, sealer: makeSealer(key, [old]) });
  if (left === 0) await releaseOlderKeys(keyMarks, fingerprintOf(key));
  await printLine(`${resealed} of ${all} tasks sealed anew. ${left === 0 ? 'Nothing is left under the old key.' : `${left} changed meanwhile: run this again.`}`);
  return left === 0;
});
