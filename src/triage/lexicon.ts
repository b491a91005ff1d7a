// The field's knowledge as concepts: each has the words, abbreviations and phrases that stand for it.
import { CARE } from './lexicon/care.js';
import { CUES } from './lexicon/cues.js';
import { INSURANCE } from './lexicon/insurance.js';
import { OFFICE } from './lexicon/office.js';
import { tokensOf } from './tokens.js';
import type { Token } from './tokens.js';

export type Concept = keyof typeof CARE | keyof typeof CUES | keyof typeof INSURANCE | keyof typeof OFFICE;

/** A concept where it stands: positions in the message. */
export type Mention<Name extends string = Concept> = { concept: Name; start: number; end: number };

type Phrase<Name extends string> = { rest: readonly string[]; open: boolean; concept: Name };
/** Phrases by their first word; words with any ending by their beginning. */
export type Lexicon<Name extends string = Concept> = { phrases: ReadonlyMap<string, readonly Phrase<Name>[]>; stems: readonly (readonly [string, Name])[]; words: ReadonlySet<string> };

const wordsOf = (term: string): string[] => tokensOf(term).map(({ word }) => word);

/** Reads lists of terms: `denied, denial*, took back`. A `*` stands for any ending of a single word. */
export const lexiconOf = <Name extends string>(lists: Readonly<Record<Name, string>>): Lexicon<Name> => {
  const phrases = new Map<string, Phrase<Name>[]>();
  const stems: [string, Name][] = [];
  const words = new Set<string>();
  for (const [concept, list] of Object.entries(lists) as [Name, string][]) {
    for (const term of list.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== '')) {
      if (/^\S+\*$/.test(term)) {
        stems.push([term.slice(0, -1), concept]);
        words.add(term.slice(0, -1));
        continue;
      }
      const [first, ...rest] = wordsOf(term.replace(/\*$/, ''));
      if (first === undefined) continue;
      phrases.set(first, [...(phrases.get(first) ?? []), { rest, open: term.endsWith('*'), concept }]);
      for (const word of [first, ...rest]) words.add(word);
    }
  }
  return { phrases, stems, words };
};

export const LEXICON: Lexicon = lexiconOf<Concept>({ ...INSURANCE, ...CARE, ...OFFICE, ...CUES });

/** Every concept that the words show. A phrase may hide nothing: `walk in` and `in` both count. */
export const mentionsIn = <Name extends string>(tokens: readonly Token[], { phrases, stems }: Lexicon<Name>): Mention<Name>[] =>
  tokens.flatMap(({ word, start, end }, at) => {
    const whole = (phrases.get(word) ?? []).flatMap(({ rest, open, concept }) => {
      const fits = rest.every((next, offset) => {
        const there = tokens[at + 1 + offset]?.word ?? '';
        return there === next || (open && offset === rest.length - 1 && there.startsWith(next));
      });
      return fits ? [{ concept, start, end: tokens[at + rest.length]?.end ?? end }] : [];
    });
    const begun = word.startsWith('#') ? [] : stems.filter(([stem]) => word.startsWith(stem)).map(([, concept]) => ({ concept, start, end }));
    return [...whole, ...begun];
  });
