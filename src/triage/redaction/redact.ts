// What may go to a model: only words known to be plain. A name is not recognised, it is whatever is no plain word, so that an unknown one cannot slip through.
// HIPAA's identifiers: 45 CFR 164.514(b)(2). Staff and providers are covered too: a model needs no names at all.
import { readFileSync } from 'node:fs';
import { LEXICON } from '../lexicon.js';
import { ALSO_NAMES } from './names.js';

export type Redacted = { send: true; text: string } | { send: false; because: 'too_long' | 'too_little_left' | 'another_script' };

/** Plain English words in lower case, made by `npm run triage:words`. */
const PLAIN: ReadonlySet<string> = new Set(readFileSync(new URL('./plain-words.txt', import.meta.url), 'utf8').split('\n'));

const LIMIT = 4000;
const NOBODY: ReadonlySet<string> = new Set();
/** Under this share of kept words nothing is left that a model could judge better than we do. */
const LEAST_KEPT = 0.4;

type Piece = { text: string; sort: 'word' | 'number' | 'other'; out: string | null };

const PIECE = /(?:https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|[\p{L}\d][\p{L}\p{M}\d]*(?:[-'’./&:][\p{L}\p{M}\d]+)*|\s+|[^\s]/gu;

const MONTH = /^(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|march)$/i;
const SPELLED = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|(?:twenty|thirty)(?:-\p{L}+)?|nineteen|oh)$/iu;
const DIGIT_WORD = /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)$/i;
const TITLE = /^(?:mr|mrs|ms|miss|mister|madam|sra?|baby|dr|drs|doctor|np|nurse)$/i;
const NAMED = /^(?:named?|pt|patient|for|re|mom|dad|mother|father|wife|husband|son|daughter|sister|brother|kid|is|hi|called)$/i;
/** After a number these make an address. */
const STREET = /^(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|ct|court|blvd|way|pl|place|hwy|cir|circle|apt|unit|suite|ste)$/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?$/i;

const JOINS = /^(?:and|or|for|to|w|at|is|on|by|re|has|in|of)$/i;
/** What people do: a word before it that is also a name is one. */
const ACTS = /^(?:is|was|needs?|called|calls|wants|says|said|asks|asked|has|had|cannot|can't|cant|came|comes|left|wrote|would|got|gets|went|didn't|never|still)$/i;

const isCapital = (word: string) => /^\p{Lu}/u.test(word);
const isShouted = (word: string) => word.length > 1 && word === word.toUpperCase() && /\p{Lu}/u.test(word);
const stem = (word: string) => word.toLowerCase().replace(/[’]/g, "'").replace(/'s$|'$/, '');

/** Field words: insurers, medicines, abbreviations. They may stand in capitals. */
const isFieldWord = (word: string) => LEXICON.words.has(word) || LEXICON.words.has(word.replace(/s$/, ''));
const isPlain = (word: string) => PLAIN.has(word) || isFieldWord(word) || word.length === 1;

/** Whether each part of a word, as of `half-filled`, is plain. */
const isSafe = (word: string): boolean => {
  const low = stem(word);
  return isPlain(low) || WEEKDAY.test(low) || low.split(/[-'’./&:]/).every((part) => part === '' || isPlain(part));
};

const numberOut = (text: string): string | null => {
  if (/^\d{1,2}:\d{2}(?:am|pm)?$/i.test(text) || /^\d{1,2}(?:am|pm)$/i.test(text)) return null;
  if (/^\d{1,2}$/.test(text)) return Number(text) > 89 ? '[number]' : null;
  if (isFieldWord(text.toLowerCase())) return null;
  if (/^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?$/.test(text) || /^(?:19|20)\d\d$/.test(text) || /^\d{1,2}(?:st|nd|rd|th)$/i.test(text)) return '[date]';
  return '[number]';
};

const wordOut = (text: string, startsSentence: boolean): string | null => {
  const low = stem(text);
  if (MONTH.test(low) || SPELLED.test(low)) return '[date]';
  if (!isSafe(text)) return '[name]';
  // Inside a sentence a capital means a name, unless the field writes it so.
  if (isCapital(text) && !startsSentence && !isShouted(text) && !isFieldWord(low) && !WEEKDAY.test(low) && !TITLE.test(low) && low !== 'i' && !low.startsWith("i'")) return '[name]';
  if (isCapital(text) && !isShouted(text) && ALSO_NAMES.has(low)) return '[name]';
  return null;
};

const piecesOf = (text: string): Piece[] => {
  let startsSentence = true;
  return [...text.matchAll(PIECE)].map(([piece]) => {
    if (/^\s+$/.test(piece)) {
      startsSentence ||= piece.includes('\n');
      return { text: piece, sort: 'other', out: null };
    }
    if (piece.includes('@') || /^https?:/.test(piece)) return { text: piece, sort: 'word', out: '[address]' };
    if (/\d/.test(piece)) {
      startsSentence = false;
      return { text: piece, sort: 'number', out: numberOut(piece) };
    }
    if (!/\p{L}/u.test(piece)) {
      startsSentence ||= /[.!?:"“]/.test(piece);
      return { text: piece, sort: 'other', out: null };
    }
    const out = wordOut(piece, startsSentence);
    startsSentence = false;
    return { text: piece, sort: 'word', out };
  });
};

/** Names spread to what stands beside them: `rose okonkwo`, `R. Castellanos`, `Mr park`, `grace hill`. */
const spread = (words: readonly Piece[]): void => {
  const mayBeName = ({ text, sort }: Piece) => sort === 'word' && (ALSO_NAMES.has(stem(text)) || /^\p{Lu}$/u.test(text) || (isCapital(text) && !isShouted(text) && !WEEKDAY.test(text)));
  for (const way of [words, words.toReversed()]) {
    way.forEach((piece, at) => {
      const before = way[at - 1];
      if (piece.out === null && before?.out === '[name]' && mayBeName(piece)) piece.out = '[name]';
    });
  }
  words.forEach((piece, at) => {
    const [before, after] = [words[at - 1], words[at + 1]];
    // `van der berg`, and `hope is here` at the head of a message in small letters.
    if (piece.out === null && piece.sort === 'word' && before?.out === '[name]' && after?.out === '[name]' && piece.text.length <= 3 && !JOINS.test(piece.text)) piece.out = '[name]';
    if (piece.out === null && ALSO_NAMES.has(stem(piece.text)) && ACTS.test(after?.text ?? '')) piece.out = '[name]';
    if (piece.out !== null || piece.sort !== 'word' || before === undefined) return;
    const titled = TITLE.test(stem(before.text)) && !/^(?:dr|drs|doctor|np|nurse|baby)$/i.test(stem(before.text));
    const named = (NAMED.test(stem(before.text)) || TITLE.test(stem(before.text)) || ALSO_NAMES.has(stem(before.text))) && ALSO_NAMES.has(stem(piece.text));
    if (titled || named) {
      piece.out = '[name]';
      if (ALSO_NAMES.has(stem(before.text))) before.out = '[name]';
    }
  });
};

/** Numbers said one by one, `5 5 5 0 1 3 6` or `five five five`, and house numbers before a street. */
const joinNumbers = (words: readonly Piece[]): void => {
  const spoken = ({ text, sort }: Piece) => (sort === 'number' && /^\d{1,4}$/.test(text)) || DIGIT_WORD.test(text);
  words.forEach((piece, at) => {
    const run = [words[at], words[at + 1], words[at + 2]];
    if (run.every((each) => each !== undefined && spoken(each))) for (const each of run) if (each) each.out = '[number]';
    const ahead = words.slice(at + 1, at + 4);
    const street = ahead.findIndex(({ text }) => STREET.test(stem(text)));
    if (piece.sort === 'number' && piece.out === null && street > 0 && ahead.slice(0, street).every(({ sort }) => sort === 'word')) {
      for (const each of [piece, ...ahead.slice(0, street + 1)]) each.out = '[address]';
    }
    if (/^(?:apt|unit|#|ssn|mrn|dob|acct|account|id|ending)$/i.test(stem(piece.text)) && words[at + 1]?.sort === 'number') (words[at + 1] as Piece).out = '[number]';
    // `in may`: a month where a day or a preposition stands beside it.
    if (/^may$/i.test(piece.text) && (/^(?:in|since|last|by|until|of)$/i.test(words[at - 1]?.text ?? '') || words[at + 1]?.sort === 'number')) piece.out = '[date]';
    const earlier = words[at - 1];
    if (piece.sort === 'number' && earlier?.out === '[date]' && !/:/.test(piece.text)) piece.out = '[date]';
  });
};

/** The text without anything that could tell who a patient is; or nothing at all, where in doubt. A name of the practice's `roster` becomes `[staff]`, as unnamed as any other. */
export const redact = (text: string, roster: ReadonlySet<string> = NOBODY): Redacted => {
  if (text.length > LIMIT) return { send: false, because: 'too_long' };
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.some((letter) => !/\p{Script=Latin}/u.test(letter))) return { send: false, because: 'another_script' };
  const pieces = piecesOf(text.normalize('NFC'));
  const words = pieces.filter(({ sort }) => sort !== 'other');
  spread(words);
  joinNumbers(words);
  const kept = words.filter(({ out }) => out === null).length;
  if (words.length > 0 && kept / words.length < LEAST_KEPT) return { send: false, because: 'too_little_left' };
  return { send: true, text: pieces.map(({ text: was, out }) => (out === '[name]' && roster.has(stem(was)) ? '[staff]' : (out ?? was))).join('') };
};
