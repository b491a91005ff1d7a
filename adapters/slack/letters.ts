// Text that Slack shows as it was written. Lengths are UTF-16 units, as Slack counts them.
import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import type { Line, Span } from '../../src/view/nodes.js';
import { firstUnits, lettersOfSpan, withLetters } from '../../src/view/spans.js';
import { words } from './words.js';

const ELLIPSIS = '…';
/** Ends a text that was cut: it says where the rest is. */
export const MORE = '… (more in the task)';

/** `text` in at most `max` units, cut at a word where that keeps most of it, and ended with `end` where it was cut. */
export const clip = (text: string, max: number, end: string = ELLIPSIS): string => {
  if (text.length <= max) return text;
  const room = Math.max(max - end.length, 0);
  const whole = firstUnits(text, room);
  const word = /\s/.test(text.charAt(whole.length)) ? whole.trimEnd().length : whole.search(/\s+\S*$/);
  return (word > room / 2 ? whole.slice(0, word) : whole) + end;
};

/** Slack refuses an empty text everywhere; a dash stands where a label is missing. */
const orDash = (text: string) => (text.trim() === '' ? '–' : text);

/** Letters and nothing else: `emoji: false` leaves `:pill:` as it was typed. */
export const plain = (text: string, max: number, end?: string): PlainTextElement => ({ type: 'plain_text', text: orDash(clip(text, max, end)), emoji: false });

/** The letters of a span without its form. */
export const lettersOf = (span: Span): string => lettersOfSpan(span, words);

/** Lines as one run of spans, no longer than `max`, without empty ones. */
export const spansOf = (lines: readonly Line[], max: number): Span[] => {
  const all = lines.flatMap((line, index): Span[] => [...(index > 0 ? ['\n'] : []), ...(typeof line === 'string' ? [line] : line)]).filter((span) => lettersOf(span) !== '');
  if (all.reduce((sum, span) => sum + lettersOf(span).length, 0) <= max) return all;
  const kept: Span[] = [];
  let room = max - MORE.length;
  for (const span of all) {
    if (room <= 0) break;
    const text = clip(lettersOf(span), room, '');
    kept.push(withLetters(span, text));
    room = text.length < lettersOf(span).length ? 0 : room - text.length;
  }
  return [...kept, MORE];
};

export const plainSpans = (spans: readonly Span[]): string => spans.map(lettersOf).join('');

/** True where there is nothing to read: such a block is left out. */
export const isBlank = (spans: readonly Span[]) => plainSpans(spans).trim() === '';

/** Slack refuses a link that is none. */
export const isWebAddress = (href: string) => href.length <= 3000 && URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);

export const hasLink = (spans: readonly Span[]) => spans.some((span) => typeof span !== 'string' && 'href' in span && isWebAddress(span.href));

/** Escaping for mrkdwn: Slack asks for these three and no others. */
export const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// mrkdwn has no escape for its own marks: a text that holds one (or a quote's `>`, or an emoji's `:name:`) cannot be said in it.
const MARKS = /[*_~`>]|:[\w+'-]+:/;
// A mark works only between a blank or punctuation outside and a letter inside.
const opens = (before: string) => before === '' || /[\s(·,;]$/.test(before);
const closes = (after: string) => after === '' || /^[\s).,;·]/.test(after);

const mark = (span: Span, before: string, after: string): string | null => {
  const text = escape(lettersOf(span));
  if (typeof span === 'string') return text;
  if ('strong' in span) return text.trim() === text && !text.includes('\n') && opens(before) && closes(after) ? `*${text}*` : null;
  return 'href' in span && isWebAddress(span.href) ? `<${escape(span.href.replace(/[|<>]/g, encodeURIComponent))}|${text}>` : text;
};

/**
 * The spans as mrkdwn with strong words and links, or null where a letter in them could be taken for a mark: the caller then draws them in a way that
 * has no marks. So what a person typed is never changed and never interpreted. `verbatim` keeps Slack from finding links and names in it.
 */
export const marked = (spans: readonly Span[], max: number): MrkdwnElement | null => {
  if (spans.some((span) => MARKS.test(lettersOf(span)))) return null;
  const pieces = spans.map((span, index) => mark(span, plainSpans(spans.slice(0, index)), plainSpans(spans.slice(index + 1))));
  if (pieces.some((piece) => piece === null)) return null;
  const text = pieces.join('');
  return text.length <= max ? { type: 'mrkdwn', text, verbatim: true } : null;
};
