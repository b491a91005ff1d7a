// `npm run -s key:rotate`: seals every text anew under FIELD_KEY; OLD_FIELD_KEY opens what was sealed before. May run twice.
import { makeSealer } from '../adapters/sealer/index.js';
import { ConfigurationError, readConfig } from '../src/config.js';
import { rotateKey } from '../src/use-cases/rotate-key.js';
import { printLine, withStore } from './store-at-hand.js';

const keys = () => {
  const { FIELD_KEY, OLD_FIELD_KEY } = readConfig(process.env);
  if (FIELD_KEY === undefined) throw new ConfigurationError(['FIELD_KEY is missing: the new key. Make one with: openssl rand -base64 32']);
  if (OLD_FIELD_KEY === undefined) throw new ConfigurationError(['OLD_FIELD_KEY is missing: the key used until now. Where you never set one, it stands in DATA_DIR/field.key.']);
  return { key: FIELD_KEY, old: OLD_FIELD_KEY };
};

await withStore(async ({ tasks, handoffs }) => {
  const { key, old } = keys();
  const { tasks: all, resealed, left } = await rotateKey({ tasks, handoffs, sealer: makeSealer(key, [old]) });
  await printLine(`${resealed} of ${all} tasks sealed anew. ${left === 0 ? 'Nothing is left under the old key.' : `${left} changed meanwhile: run this again.`}`);
  return left === 0;
});
