import type { Ephemeral, Message as Posted, Outcome } from '../double/shapes.js';
import { Avatar } from './avatar.js';
import { Blocks } from './blocks/blocks.js';
import { useSurface } from './blocks/use-surface.js';
import { nameOf, useDesk } from './context.js';
import { Icon } from './icon.js';
import { Menu, type MenuEntry } from './menu.js';
import { Mrkdwn } from './mrkdwn.js';
import { clockTime, fullTime, momentOf } from './times.js';
import { h } from './vendor/preact.js';
import { useEffect, useRef, useState } from './vendor/preact-hooks.js';

export type Shown = { kind: 'posted'; message: Posted } | { kind: 'ephemeral'; message: Ephemeral };

const Editor = ({ text, onDone }: { text: string; onDone: (words: string | undefined) => void }) => {
  const [words, setWords] = useState(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone(undefined);
  };
  return (
    <form class="editor" onSubmit={(event) => { event.preventDefault(); onDone(words.trim() || undefined); }}>
      <textarea aria-label="Edit message" value={words} onInput={(event) => setWords(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <span>
        <button type="button" class="button" onClick={() => onDone(undefined)}>Cancel</button> <button type="submit" class="button primary">Save</button>
      </span>
    </form>
  );
};

type Props = { shown: Shown; channel: string; compact: boolean; marked: boolean; inThread: boolean };

/** A message with its blocks, its thread and its ⋯ menu. */
export const Message = ({ shown, channel, compact, marked, inThread }: Props) => {
  const { screen, route, act, notify, go } = useDesk();
  const [editing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const { message } = shown;
  const { ts } = message;
  const surface = useSurface({ channel, ts });
  const ephemeral = shown.kind === 'ephemeral';
  const app = ephemeral || shown.message.user === screen.bot.id;
  const author = ephemeral ? screen.bot.name : nameOf(screen, message.user);
  const mine = !ephemeral && message.user === screen.me.id;
  const at = momentOf(ts);
  const replies = shown.kind === 'posted' && !inThread ? (shown.message.reply_count ?? 0) : 0;

  useEffect(() => {
    if (!marked) return;
    row.current?.scrollIntoView({ block: 'center' });
  }, [marked]);

  const openThread = () => go({ ...route, thread: ts });
  const told = (outcome: Outcome | undefined) => {
    if (outcome && !outcome.ok) notify(outcome.says);
  };
  const entries: MenuEntry[] = [
    ...screen.shortcuts.message.map(({ callbackId, name }) => ({ label: name, hint: screen.bot.name, onPick: () => void act<Outcome>('shortcut', { callbackId, on: { channel, ts } }).then(told) })),
    ...(inThread ? [] : [{ label: 'Reply in thread', onPick: openThread }]),
    ...(mine ? [{ label: 'Edit message', onPick: () => setEditing(true) }, { label: 'Delete message', danger: true, onPick: () => void act('deletes', { channel, ts }) }] : []),
  ];
  const save = (words: string | undefined) => {
    setEditing(false);
    if (words !== undefined) void act('edits', { channel, ts, text: words });
  };
  // An app's text is for notifications where it has blocks; a person's rich text says the same as their text.
  const blocks = app && message.blocks?.length ? message.blocks : undefined;
  const words = blocks ? <div class="blocks"><Blocks blocks={blocks} surface={surface} /></div> : <div class="words"><Mrkdwn text={message.text} /></div>;

  return (
    <li ref={row} class={`message ${compact ? 'compact' : ''} ${ephemeral ? 'ephemeral' : ''} ${marked ? 'marked' : ''}`} aria-label={`${author}, ${fullTime(at, screen.timezone)}`}>
      <div class="gutter">{compact ? <time dateTime={at.toISOString()}>{clockTime(at, screen.timezone).replace(/ [AP]M/, '')}</time> : <Avatar name={author} app={app} />}</div>
      <div class="content">
        {ephemeral && <p class="only-you"><Icon name="eye" /> Only visible to you</p>}
        {!compact && (
          <p class="byline">
            <strong>{author}</strong>
            {app && <span class="badge">APP</span>}
            <time dateTime={at.toISOString()} title={fullTime(at, screen.timezone)}>{clockTime(at, screen.timezone)}</time>
          </p>
        )}
        {editing ? <Editor text={message.text} onDone={save} /> : words}
        {shown.kind === 'posted' && shown.message.edited && <small class="edited">(edited)</small>}
        {replies > 0 && <button type="button" class="replies" onClick={openThread}>{replies === 1 ? '1 reply' : `${replies} replies`}</button>}
      </div>
      {!ephemeral && (
        <div class="tools">
          {!inThread && <button type="button" class="quiet" aria-label="Reply in thread" title="Reply in thread" onClick={openThread}><Icon name="reply" /></button>}
          <Menu label="More actions" title="More actions" className="quiet" align="right" entries={entries}><Icon name="more" /></Menu>
        </div>
      )}
    </li>
  );
};
