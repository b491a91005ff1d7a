// Text that Teams shows as it was written. Lengths are UTF-16 units.
import type { Line, Span } from '../../src/view/nodes.js';
import { firstUnits, lettersOfSpan, withLetters } from '../../src/view/spans.js';
import { words } from './words.js';

/** Ends a text that was cut: it says where the rest is. */
export const MORE = '… (more in the task)';

/** `text` in at most `max` units, ended with `end` where it was cut. */
export const clip = (text: string, max: number, end = '…'): string => {
  if (text.length <= max) return text;
  const room = Math.max(max - end.length, 0);
  return firstUnits(text, room).trimEnd() + end;
};

/** Cards turn `{{DATE(…)}}` and `{{TIME(…)}}` into a date wherever text stands. A word joiner, which nobody sees, keeps typed ones letters. */
export const letters = (text: string): string => text.replace(/\{(?=\{)/g, '{\u2060');

/** A label where an empty one would be refused. */
export const orDash = (text: string, max: number): string => letters(text.trim() === '' ? '–' : clip(text, max));

export const lettersOf = (span: Span): string => lettersOfSpan(span, words);

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
