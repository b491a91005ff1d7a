import { z } from 'zod';
import { STATUSES } from '../../domain/words.js';
import { key, listOf, oneOf, say, section, text, wholeNumber, yes } from './words.js';

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

const https = 'Write an address such as https://ehr.example.org/hooks/rounds, without a name or a password in it.';
const isAddress = (text: string) => URL.canParse(text) && new URL(text).username === '' && (text.startsWith('https://') || /^http:\/\/127\.0\.0\.1(:\d+)?\//.test(text));

export const webhook = section({
  key,
  url: text.refine(isAddress, say('It is no address that webhooks go to.', https)).meta({ description: 'An https address of the internet; http://127.0.0.1 in development and tests alone' }),
  on: listOf(oneOf(STATUSES)).min(1).meta({ description: 'The statuses that it hears of, as tasks come into them; restricted types never' }),
  secret: wholeNumber(1, 1000).default(1).meta({ description: 'Raise it by one, and its secret is another: npm run -s webhook:secret -- KEY' }),
}).meta({ description: 'Another program that hears of changes of status, by signed webhooks' });
