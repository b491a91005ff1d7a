// How a message says that its matter came in, by its first word: what careful front desks write anyway. The form shows it, and it can be changed.
import type { CameBy } from '../domain/task.js';

const FIRST_WORDS: readonly [RegExp, CameBy][] = [
  [/^(voice ?mail|vm)\b/i, 'voicemail'], [/^(e-?)?fax(ed)?\b/i, 'fax'], [/^portal\b/i, 'portal'], [/^walk-? ?in\b/i, 'walk_in'], [/^e-?mail(ed)?\b/i, 'email'], [/^(phone|call(er|ed)?)\b/i, 'phone'],
];

/** `chat` where the message does not begin with another way. */
export const cameByOf = (text: string): CameBy => {
  const start = text.trimStart().replace(/^[^\p{L}]+/u, '');
  return FIRST_WORDS.find(([pattern]) => pattern.test(start))?.[1] ?? 'chat';
};
