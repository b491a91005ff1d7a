// A message's text as people read it: Slack sends it escaped, with its own signs for people, channels and links.
const UNESCAPED: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

const readSign = (sign: string): string => {
  const [target = '', label] = sign.split('|', 2);
  if (target.startsWith('@') || target.startsWith('#')) return label ? target.charAt(0) + label.replace(/^[@#]/, '') : target;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  const address = target.replace(/^(mailto|tel):/, '');
  return label && label !== address && label !== target ? `${label} (${address})` : address;
};

/** The letters of a message. */
export const readText = (text: string): string => text.replace(/<([^<>]+)>/g, (_all, sign: string) => readSign(sign)).replace(/&(?:lt|gt|amp);/g, (sign) => UNESCAPED[sign] ?? sign);
