// Text that Teams shows as it was written. Lengths are UTF-16 units.
import type { Line, Span } from '../../src/view/nodes.js';
import { words } from './words.js';

/** Ends a text that was cut: it says where the rest is. */
export const MORE = '… (more in the task)';

const isHighSurrogate = (text: string, index: number) => /[\uD800-\uDBFF]/.test(text.charAt(index));

/** `text` in at most `max` units, ended with `end` where it was cut. */
export const clip = (text: string, max: number, end = '…'): string => {
  if (text.length <= max) return text;
  const room = Math.max(max - end.length, 0);
  return text.slice(0, isHighSurrogate(text, room - 1) ? room - 1 : room).trimEnd() + end;
};

/** Cards turn `{{DATE(…)}}` and `{{TIME(…)}}` into a date wherever text stands. A word joiner, which nobody sees, keeps typed ones letters. */
export const letters = (text: string): string => text.replace(/\{(?=\{)/g, '{\u2060');

/** A label where an empty one would be refused. */
export const orDash = (text: string, max: number): string => letters(text.trim() === '' ? '–' : clip(text, max));

export const lettersOf = (span: Span): string => {
  if (typeof span === 'string') return span;
  if ('typed' in span) return words.typed(span.typed);
  if ('deed' in span) return words.deeds[span.deed];
  return 'strong' in span ? span.strong : span.label;
};

const withLetters = (span: Span, text: string): Span => {
  if (typeof span === 'string') return text;
  if ('strong' in span) return { strong: text };
  return 'href' in span ? { href: span.href, label: text } : text;
};

/** The lines as they stand under each other: a break that somebody typed begins a line, and a blank one is left out. */
export const linesOf = (lines: readonly Line[]): Span[][] => {
  const drawn: Span[][] = [];
  for (const line of lines) {
    drawn.push([]);
    for (const span of typeof line === 'string' ? [line] : line) {
      const [first = '', ...rest] = lettersOf(span).split(/\r\n|\r|\n/);
      drawn.at(-1)?.push(withLetters(span, first));
      for (const next of rest) drawn.push([withLetters(span, next)]);
    }
  }
  return drawn.filter((spans) => spans.some((span) => lettersOf(span).trim() !== '')).map((spans) => spans.filter((span) => lettersOf(span) !== ''));
};

/** Lines of no more than `max` letters together. */
export const clipLines = (lines: readonly Span[][], max: number): Span[][] => {
  let room = max;
  const kept: Span[][] = [];
  for (const spans of lines) {
    const line: Span[] = [];
    for (const span of spans) {
      const text = lettersOf(span);
      if (room <= 0) break;
      line.push(withLetters(span, clip(text, room, MORE)));
      room -= text.length;
    }
    if (line.length > 0) kept.push(line);
    if (room < 0) break;
  }
  return kept;
};

export const isWebAddress = (href: string): boolean => href.length <= 2048 && URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);
