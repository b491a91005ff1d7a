// A message's text as people read it: Teams sends HTML, and to the bot its own mention as well.
import type { Activity } from './payload.js';

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ' };

const unescape = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

/** The letters of an HTML message. */
export const readHtml = (html: string): string =>
  unescape(html.replace(/<br\s*\/?>|<\/(?:p|div|li|h\d)>/gi, '\n').replace(/<[^>]*>/g, '')).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();

/** The words of a command, without the bot's own name. */
export const readCommand = ({ text, entities, recipient }: Activity): string =>
  (entities ?? []).reduce((words, { type, text: mention, mentioned }) => (type === 'mention' && mention && mentioned?.id === recipient?.id ? words.replace(mention, ' ') : words), text ?? '').replace(/\s+/g, ' ').trim();
