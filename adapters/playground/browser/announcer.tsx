import type { Snapshot } from '../snapshot.js';
import { nameOf } from './context.js';
import { h } from './vendor/preact.js';
import { useEffect, useRef, useState } from './vendor/preact-hooks.js';

type Line = { ts: string; words: string };

const spoken = (screen: Snapshot): Line[] => {
  const { messages = [], ephemerals = [] } = screen.open ?? {};
  const line = (author: string, { ts, text, blocks }: { ts: string; text: string; blocks?: unknown[] }): Line => ({ ts, words: `${author}: ${text || (blocks?.length ? 'a card' : '')}` });
  return [
    ...messages.filter(({ user }) => user !== screen.me.id).map((message) => line(nameOf(screen, message.user), message)),
    ...ephemerals.map((message) => line(`${screen.bot.name}, only visible to you`, message)),
  ];
};

/** Reads new messages of the open conversation to those who do not see them. */
export const Announcer = ({ screen }: { screen: Snapshot }) => {
  const last = useRef({ place: '', ts: 0 });
  const [words, setWords] = useState('');
  useEffect(() => {
    const place = `${screen.me.id}/${screen.open?.id ?? ''}`;
    const lines = spoken(screen);
    const newest = Math.max(0, ...lines.map(({ ts }) => Number(ts)));
    if (last.current.place === place && newest > last.current.ts) setWords(lines.filter(({ ts }) => Number(ts) > last.current.ts).map((line) => line.words).join('. '));
    last.current = { place, ts: newest };
  }, [screen]);
  return <p class="sr-only" aria-live="polite">{words}</p>;
};
