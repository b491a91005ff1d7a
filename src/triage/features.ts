// What the classifier looks at: words, pairs of words, pieces of words, and the concepts of the field, each with where it stood.
import { LEXICON, mentionsIn } from './lexicon.js';
import type { Token } from './tokens.js';
import { tokensOf } from './tokens.js';

/** A feature and the place that showed it: positions in the message. */
export type Feature = { name: string; weight: number; start: number; end: number };

/** How much each sort of feature counts beside the others; chosen as docs/triage.md says. */
export const WEIGHTS = { word: 1, pair: 0.75, piece: 0.11, concept: 2.2, both: 0.8, place: 1 };

const piecesOf = ({ word, start, end }: Token): Feature[] => {
  if (!/^\p{L}{4,}/u.test(word)) return [];
  const padded = `<${word}>`;
  return [3, 4, 5].flatMap((size) => Array.from({ length: Math.max(padded.length - size + 1, 0) }, (_, at) => ({ name: `~${padded.slice(at, at + size)}`, weight: WEIGHTS.piece, start, end })));
};

/** All features of a message. `mend` reads a word with a typing error as the word that was meant. */
export const featuresOf = (text: string, mend: (word: string) => string | null): Feature[] => {
  const tokens = tokensOf(text).map((token) => (token.capital ? token : { ...token, word: mend(token.word) ?? token.word }));
  const words = tokens.map(({ word, start, end }) => ({ name: word, weight: WEIGHTS.word, start, end }));
  const pairs = tokens.slice(1).map(({ word, end }, before) => ({ name: `${tokens[before]?.word ?? ''} ${word}`, weight: WEIGHTS.pair, start: tokens[before]?.start ?? 0, end }));
  const mentions = mentionsIn(tokens, LEXICON);
  const first = new Map(mentions.toReversed().map((mention) => [mention.concept, mention]));
  const concepts = [...first.values()].map(({ concept, start, end }) => ({ name: `=${concept}`, weight: WEIGHTS.concept, start, end }));
  const keys = [...first.keys()].sort();
  const both = keys.flatMap((one, at) => keys.slice(at + 1).map((other) => {
    const [a, b] = [first.get(one), first.get(other)];
    return { name: `=${one}+${other}`, weight: WEIGHTS.both, start: a?.start ?? 0, end: b && a && b.start > a.start ? a.end : (a?.end ?? 0) };
  }));
  const opening = tokens.slice(0, 2).map(({ word, start, end }, at) => ({ name: `^${at}${word}`, weight: WEIGHTS.place, start, end }));
  const length = { name: `#length${Math.min(Math.floor(tokens.length / 5), 5)}`, weight: WEIGHTS.place, start: 0, end: 0 };
  return [...words, ...pairs, ...tokens.flatMap(piecesOf), ...concepts, ...both, ...opening, length];
};
