import { z } from 'zod';
import { key, listOf, say, section, text, yes } from './words.js';

const sha256 = z.string({ error: ({ input }) => (input === undefined ? undefined : say('It is no SHA-256.', 'Make a token and its SHA-256 with: npm run -s reader:token')) })
  .regex(/^[0-9a-f]{64}$/, say('It is no SHA-256: those have 64 digits and letters a to f.', 'Make a token and its SHA-256 with: npm run -s reader:token'))
  .meta({ description: 'The SHA-256 of its token, as npm run -s reader:token says it. Never the token itself.' });

export const reader = section({
  key,
  name: text,
  token_sha256: sha256,
  queues: listOf(key).min(1).meta({ description: 'The queues whose tasks it may read; restricted types never' }),
  patient_data: yes.default(false).meta({ description: 'Whether it gets patient references and notes as well' }),
}).meta({ description: 'Another program that reads tasks as FHIR' });
