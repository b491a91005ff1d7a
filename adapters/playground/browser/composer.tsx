import type { Outcome } from '../double/shapes.js';
import { useDesk } from './context.js';
import { Icon } from './icon.js';
import { Menu } from './menu.js';
import { h } from './vendor/preact.js';
import { useEffect, useId, useRef, useState } from './vendor/preact-hooks.js';

/** Where one writes. Enter sends, Shift+Enter makes a line; a line that begins with `/` is a command. */
export const Composer = ({ channel, thread, label }: { channel: string; thread?: string; label: string }) => {
  const { screen, act, notify } = useDesk();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  useEffect(() => setText(''), [channel, thread, screen.me.id]);
  useEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
  }, [text]);

  const told = (outcome: Outcome | undefined) => {
    if (outcome && !outcome.ok) notify(outcome.says);
  };
  const send = async () => {
    const words = text.trim();
    if (words === '') return;
    setText('');
    const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(words) ?? [];
    // A command's failure stands in the conversation, as in Slack.
    if (command !== undefined) await act('command', { command, text: rest, channel });
    else await act('says', { channel, text: words, ...(thread !== undefined && { thread }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const commands = text.startsWith('/') && thread === undefined ? screen.commands.filter(({ command }) => command.startsWith(text.split(' ')[0] ?? '')) : [];
  const shortcuts = screen.shortcuts.global.map(({ callbackId, name }) => ({ label: name, hint: screen.bot.name, onPick: () => void act<Outcome>('shortcut', { callbackId }).then(told) }));

  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      {commands.map(({ command, description, usageHint }) => <p key={command} class="command-hint" id={hint}><strong>{command}</strong> {usageHint} <span>{description}</span></p>)}
      <div class="composer-box">
        {thread === undefined && <Menu label="Shortcuts" title="Shortcuts" className="quiet" entries={shortcuts}><Icon name="plus" /></Menu>}
        <textarea ref={field} rows={1} aria-label={label} placeholder={label} aria-describedby={commands.length > 0 ? hint : undefined} value={text} onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
        <button type="submit" class="button primary send" disabled={text.trim() === ''}>Send</button>
      </div>
    </form>
  );
};
