import { nameOf, useDesk } from '../context.js';
import { Anchor } from '../mrkdwn.js';
import { Fragment, h } from '../vendor/preact.js';
import type { ComponentChildren } from '../vendor/preact.js';

type Inline = { type: string; text?: string; url?: string; user_id?: string; channel_id?: string; name?: string; range?: string; fallback?: string; style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } };
type Part = { type: string; elements: (Inline | Part)[]; style?: string };

const Words = ({ of }: { of: Inline }) => {
  const { screen } = useDesk();
  const plain: Record<string, () => ComponentChildren> = {
    text: () => of.text,
    link: () => <Anchor url={of.url ?? ''} me={screen.me.id}>{of.text ?? of.url}</Anchor>,
    user: () => <span class="mention">@{nameOf(screen, of.user_id ?? '')}</span>,
    channel: () => <span class="mention">#{screen.conversations.find(({ id }) => id === of.channel_id)?.name ?? of.channel_id}</span>,
    emoji: () => `:${of.name ?? ''}:`,
    broadcast: () => <span class="mention me">@{of.range}</span>,
    date: () => of.fallback,
  };
  const { bold, italic, strike, code } = of.style ?? {};
  let drawn = plain[of.type]?.();
  if (code) drawn = <code>{drawn}</code>;
  if (strike) drawn = <s>{drawn}</s>;
  if (italic) drawn = <em>{drawn}</em>;
  return <Fragment>{bold ? <strong>{drawn}</strong> : drawn}</Fragment>;
};

const line = (part: Part) => (part.elements as Inline[]).map((of, index) => <Words key={index} of={of} />);

const Section = ({ part }: { part: Part }) => {
  switch (part.type) {
    case 'rich_text_list': {
      const items = (part.elements as Part[]).map((item, index) => <li key={index}>{line(item)}</li>);
      return part.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'rich_text_quote':
      return <blockquote>{line(part)}</blockquote>;
    case 'rich_text_preformatted':
      return <pre>{line(part)}</pre>;
    default:
      return <p>{line(part)}</p>;
  }
};

export const RichText = ({ elements }: { elements: unknown[] }) => <div class="rich-text">{(elements as Part[]).map((part, index) => <Section key={index} part={part} />)}</div>;
