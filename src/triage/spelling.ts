// Typing errors: a word that nobody knows is read as the known word that one slip away makes it.

/** What is left of a word when any one letter is gone; and the word itself. */
const shortened = (word: string): string[] => [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];

const SHORTEST = 5;

const isSlip = (typed: string, meant: string): boolean => {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at += 1;
  const [left, right] = [typed.slice(at), meant.slice(at)];
  const swapped = (left[0] ?? '') + (left[1] ?? '') === (right[1] ?? '') + (right[0] ?? '');
  return left.slice(1) === right.slice(1) || left === right.slice(1) || left.slice(1) === right || (swapped && left.slice(2) === right.slice(2));
};

/** Mends words of five letters and more by one slip (a letter more, less, wrong or swapped), never the first letter; null where no known word is so near. */
export const speller = (known: ReadonlySet<string>): ((word: string) => string | null) => {
  const candidates = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) continue;
    for (const key of shortened(word)) candidates.set(key, [...(candidates.get(key) ?? []), word]);
  }
  return (word) => {
    if (word.length < SHORTEST || known.has(word) || !/^\p{L}+$/u.test(word)) return null;
    const near = shortened(word).flatMap((key) => candidates.get(key) ?? []);
    return near.find((each) => each[0] === word[0] && isSlip(word, each)) ?? null;
  };
};
