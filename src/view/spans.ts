// What is the same about spans on every platform: their letters, and where a text may be cut.
import type { Deed, Span } from './nodes.js';

/** How a platform says what is typed to it and what is done in it. */
export type SpanWords = { typed(said: string): string; deeds: Record<Deed, string> };

/** The letters of a span without its form. */
export const lettersOfSpan = (span: Span, words: SpanWords): string => {
  if (typeof span === 'string') return span;
  if ('typed' in span) return words.typed(span.typed);
  if ('deed' in span) return words.deeds[span.deed];
  return 'strong' in span ? span.strong : span.label;
};

/** The span in its form, with other letters. */
export const withLetters = (span: Span, text: string): Span => {
  if (typeof span === 'string') return text;
  if ('strong' in span) return { strong: text };
  return 'href' in span ? { href: span.href, label: text } : text;
};

/** The first `room` UTF-16 units of a text, or one less where the cut would halve a letter. */
export const firstUnits = (text: string, room: number): string => text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(room - 1)) ? room - 1 : room);
