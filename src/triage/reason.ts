// Why a type is suggested, in words of the message that anybody may read: words of the field, never a name (patient data does not stand in forms).
import { LEXICON } from './lexicon.js';
import { ALSO_NAMES } from './redaction/names.js';
import type { Span } from './suggestion.js';
import { tokensOf } from './tokens.js';

const JOINS = new Set(['a', 'an', 'the', 'to', 'of', 'is', 'on', 'in', 'for', 'and', 'or', 'it', 'be', 'at', 'by', 'up', 'me', 'no', 'not', 's']);
const LONGEST = 24;

/** `denial`, `appeal`, `aetna`: what stands in those places, as far as it is a word of the field. */
export const reasonWords = (text: string, evidence: readonly Span[], own: readonly string[] = []): string[] => {
  const ofPractice = new Set(own.flatMap((term) => tokensOf(term).map(({ word }) => word)));
  const safe = (word: string) => (LEXICON.words.has(word) && !ALSO_NAMES.has(word)) || ofPractice.has(word);
  const tokens = tokensOf(text);
  const said = evidence.map(({ start, end }) => tokens.filter((token) => token.start >= start && token.end <= end).map(({ word }) => word));
  return [...new Set(said.map((words) => (words.every(safe) ? words.join(' ') : words.filter((word) => safe(word) && !JOINS.has(word)).join(' '))))].filter((words) => words !== '' && !JOINS.has(words) && words.length <= LONGEST);
};
