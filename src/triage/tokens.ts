// A message as words with their places. What differs from message to message and says nothing of the work (numbers, dates, codes) becomes its kind.

export type Token = {
  /** Lower case; or the kind of a number, such as `#date`. */
  word: string;
  /** Positions in the message, for evidence. */
  start: number;
  end: number;
  /** A word with a capital inside a sentence: mostly a name. */
  capital: boolean;
};

/** Kinds of numbers, the first that fits. Sticky: each is tried where the last token ended. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['#url', /https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/uy],
  ['#money', /\$ ?\d[\d,]*(?:\.\d{2})?k?|\d[\d,]*(?:\.\d\d)? ?(?:dollars|bucks|usd)\b/iuy],
  ['#phone', /(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{3}[ .-]\d{4}(?!\d)/uy],
  ['#denialcode', /(?:co|pr|oa|pi)[ -]\d{1,3}\b|n\d{3}\b/iuy],
  ['#icd', /[a-tv-z]\d{2}\.\d{1,4}[a-z]?\b/iuy],
  ['#cpt', /(?:[0-9]{4}[0-9ft]|[gjqalehk]\d{4})(?:-(?:\d\d|[a-z]{2}))?s?(?![\w-])/iuy],
  ['#date', /\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?(?!\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|(?:19|20)\d\d-\d\d-\d\d|\bthe \d{1,2}(?:st|nd|rd|th)\b/iuy],
  ['#time', /\d{1,2}:\d{2} ?(?:am|pm|a|p)?\b|\d{1,2} ?(?:am|pm)\b|\d{1,2} o'?clock/iuy],
  ['#id', /(?=[a-z0-9-]*\d[a-z0-9-]*\d[a-z0-9-]*\d)[a-z0-9]+(?:-[a-z0-9]+)*(?=[a-z0-9-]{0})(?<=[a-z0-9-]{6,})/iuy],
  ['#emoji', /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200D|\uFE0F|\p{Extended_Pictographic})*/uy],
  ['#number', /\d+(?:[.,]\d+)*(?:st|nd|rd|th|x|k|%)?/iuy],
];

const WORD = /[\p{L}][\p{L}\p{M}]*(?:['’][\p{L}]+)*(?:[/&][\p{L}]{1,3}\b)?\.?(?:(?<=\b\p{L}\.)\p{L}\.)*/uy;
const MARK = /\?+|!+|:|[^\s]/uy;

const PUNCTUATION = new Set(['?', '!', ':', '"', '“', '”', '.']);

/** The message's tokens in their order. Never throws; texts of any length are cut at `limit` characters. */
export const tokensOf = (text: string, limit = 4000): Token[] => {
  const cut = text.slice(0, limit).replace(/[’‘]/g, "'");
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(cut)?.[0] ?? null;
  };
  let sentence = true;
  while (at < cut.length) {
    const ahead = cut[at] ?? '';
    if (/\s/.test(ahead)) {
      sentence ||= ahead === '\n';
      at += 1;
      continue;
    }
    const kind = KINDS.find(([, pattern]) => take(pattern));
    const found = kind ? take(kind[1]) : (take(WORD) ?? take(MARK));
    const raw = found === null || found === '' ? ahead : found;
    const word = kind ? kind[0] : raw.toLowerCase().replace(/\.$/, (dot) => (raw.length > 1 && /\..*\./.test(raw) ? dot : ''));
    if (kind || /[\p{L}]/u.test(word) || PUNCTUATION.has(word.charAt(0))) {
      tokens.push({ word: kind ? word : /^[?!]/.test(word) ? word.charAt(0) : word, start: at, end: at + raw.length, capital: !kind && !sentence && /^\p{Lu}\p{Ll}/u.test(raw) });
    }
    sentence = /[.!?\n]$/.test(raw) && !/^(?:dr|mr|mrs|ms|st)\.$/i.test(raw);
    at += raw.length;
  }
  return tokens;
};
