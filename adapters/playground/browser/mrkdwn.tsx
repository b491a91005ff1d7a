import type { Snapshot } from '../snapshot.js';
import { nameOf, useDesk } from './context.js';
import { hrefOf, internalLink } from './route.js';
import { slackDate } from './times.js';
import { Fragment, h } from './vendor/preact.js';
import type { ComponentChildren, VNode } from './vendor/preact.js';

const emoji: Record<string, string> = {
  white_check_mark: '✅', heavy_check_mark: '✔️', warning: '⚠️', hourglass: '⌛', hourglass_flowing_sand: '⏳', red_circle: '🔴', large_blue_circle: '🔵',
  large_green_circle: '🟢', large_yellow_circle: '🟡', large_orange_circle: '🟠', white_circle: '⚪', no_entry: '⛔', no_entry_sign: '🚫', bell: '🔔', eyes: '👀', mag: '🔍',
  telephone_receiver: '📞', calendar: '📅', clock3: '🕒', arrow_right: '➡️', rotating_light: '🚨', memo: '📝', lock: '🔒', tada: '🎉', '+1': '👍', thumbsup: '👍', wave: '👋', pray: '🙏',
};

/** Slack's three escapes turn back to letters last of all, so that what was escaped is never live. */
const letters = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

type Place = { screen: Snapshot; me: string };

export const Anchor = ({ url, me, children, className }: { url: string; me: string; children: ComponentChildren; className?: string }) => {
  const inside = internalLink(url, me);
  return inside ? <a class={className} href={inside}>{children}</a> : <a class={className} href={url} target="_blank" rel="noopener noreferrer">{children}</a>;
};

/** What stands between unescaped angle brackets: a mention, a channel, a date, a link. Anything else is shown as it came. */
const special = (inner: string, { screen, me }: Place): ComponentChildren => {
  const [head = '', label] = inner.split('|');
  const [, at] = /^@([UW]\w+)$/.exec(head) ?? [];
  if (at) return <span class={`mention ${at === me ? 'me' : ''}`}>@{nameOf(screen, at)}</span>;
  const [, channel] = /^#(\w+)$/.exec(head) ?? [];
  if (channel) return <a class="mention" href={hrefOf({ me, place: channel })}>#{label || (screen.conversations.find(({ id }) => id === channel)?.name ?? channel)}</a>;
  const [, seconds, pattern] = /^!date\^(\d+)\^([^^]*)/.exec(head) ?? [];
  if (seconds !== undefined && pattern !== undefined) return slackDate(Number(seconds), pattern, new Date(screen.now), screen.timezone);
  if (/^!(here|channel|everyone)$/.test(head)) return <span class="mention me">@{head.slice(1)}</span>;
  if (/^(https?:\/\/|mailto:)/.test(head)) return <Anchor url={letters(head)} me={me}>{letters(label || head)}</Anchor>;
  return letters(`<${inner}>`);
};

const tokens =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])|(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])|:([a-z0-9_+-]+):/;

const inline = (text: string, place: Place): ComponentChildren[] => {
  const found = tokens.exec(text);
  if (!found) return [letters(text)];
  const [whole, block, code, angle, bold, italic, struck, name] = found;
  const node = (): ComponentChildren => {
    if (block !== undefined) return <pre>{letters(block.replace(/^\n/, ''))}</pre>;
    if (code !== undefined) return <code>{letters(code)}</code>;
    if (angle !== undefined) return special(angle, place);
    if (bold !== undefined) return <strong>{inline(bold, place)}</strong>;
    if (italic !== undefined) return <em>{inline(italic, place)}</em>;
    if (struck !== undefined) return <s>{inline(struck, place)}</s>;
    return emoji[name ?? ''] ?? whole;
  };
  return [letters(text.slice(0, found.index)), node(), ...inline(text.slice(found.index + whole.length), place)];
};

/** Lines that begin with `>` are a quotation; consecutive ones are one. */
const paragraphs = (text: string): { quote: boolean; text: string }[] =>
  text.split('\n').reduce<{ quote: boolean; text: string }[]>((all, line) => {
    const quote = line.startsWith('&gt;');
    const words = quote ? line.slice(4).trimStart() : line;
    const last = all.at(-1);
    if (last?.quote === quote) last.text += `\n${words}`;
    else all.push({ quote, text: words });
    return all;
  }, []);

/** Slack's mrkdwn. Markup is live only where it was not escaped; line breaks are kept by the style. */
export const Mrkdwn = ({ text }: { text: string }): VNode => {
  const { screen } = useDesk();
  const place = { screen, me: screen.me.id };
  return <Fragment>{paragraphs(text).map((part) => (part.quote ? <blockquote>{inline(part.text, place)}</blockquote> : <span>{inline(part.text, place)}</span>))}</Fragment>;
};

/** A text object: plain text knows emoji alone. */
export const Text = ({ of }: { of: { type: string; text: string } }): VNode =>
  of.type === 'mrkdwn' ? <Mrkdwn text={of.text} /> : <Fragment>{of.text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole)}</Fragment>;
