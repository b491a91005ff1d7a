// The words that a task is found by.

const MARKS = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** The different words of some texts, in lower case and without accents: `Mária, X-ray` gives `maria`, `x`, `ray`. */
export const wordsOf = (...texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => text.normalize('NFKD').replace(MARKS, '').toLowerCase().match(WORD) ?? [])),
];
