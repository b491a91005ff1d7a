// AES-256-GCM for what stands encrypted at rest. Each text carries the id of its key, so that keys can be changed one by one.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '../../src/ports/sealer.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key's public name: eight hex digits of its digest. */
const idOf = (key: Buffer) => createHash('sha256').update('rounds-key').update(key).digest('hex').slice(0, 8);

/** Says of a key that it is the same one, and nothing else about it. */
export const fingerprintOf = (key: Buffer): string => createHmac('sha256', key).update('rounds: the field key of a store').digest('hex');
/** Marks are made with a key of their own: whoever learned it could open nothing. */
const markKeyOf = (key: Buffer) => Buffer.from(hkdfSync('sha256', key, '', 'rounds patient mark', 32));

const SHORTEST_REFERENCE = 3;

/**
 * A reference without what people write differently: `MRN 0042-17`, `mrn#004217` and `0042 17` are one. Null where it tells nobody apart:
 * without a digit (`unknown`, `n/a`) or too short. Whoever has the key could try all short numbers, and has the references then anyway.
 */
const plainReference = (reference: string): string | null => {
  const plain = reference.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '').replace(/^MRN(?=.*\d)/, '');
  return plain.length < SHORTEST_REFERENCE || !/\p{N}/u.test(plain) ? null : plain;
};

/**
 * Seals with `key` (32 bytes) and opens what it or one of the `older` keys sealed. `open` throws where the key is none of
 * these, and where a byte of the text was changed (NIST SP 800-38D).
 */
export const makeSealer = (key: Buffer, older: readonly Buffer[] = []): Sealer => {
  const keys = new Map([key, ...older].map((each) => [idOf(each), each]));
  const current = idOf(key);
  const markKeys = [key, ...older].map(markKeyOf);
  const marksOf: Sealer['marksOf'] = (reference) => {
    const plain = plainReference(reference);
    return plain === null ? [] : markKeys.map((each) => createHmac('sha256', each).update(plain).digest('base64url'));
  };
  const seal: Sealer['seal'] = (text) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { sealed: Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64'), key: current };
  };
  return {
    seal,
    marksOf,
    sealReference: (text) => {
      const [mark] = marksOf(text);
      return { ...seal(text), ...(mark === undefined ? {} : { mark }) };
    },
    secretsFor: (purpose) => [key, ...older].map((each) => Buffer.from(hkdfSync('sha256', each, '', `rounds secret for ${purpose}`, 32))),
    isCurrent: (sealed) => sealed.key === current,
    open: ({ sealed, key: id }) => {
      const held = keys.get(id);
      if (held === undefined) throw new Error(`sealed with the unknown key ${id}`);
      const bytes = Buffer.from(sealed, 'base64');
      // A text that was cut short would pass with a shorter tag, which is easier to guess.
      const decipher = createDecipheriv('aes-256-gcm', held, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
};
