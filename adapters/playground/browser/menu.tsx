import { h } from './vendor/preact.js';
import type { ComponentChildren } from './vendor/preact.js';
import { useLayoutEffect, useRef, useState } from './vendor/preact-hooks.js';

export type MenuEntry = { label: string; hint?: string; checked?: boolean; danger?: boolean; onPick: () => void };

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

const ROOM_PX = 260;

type Props = { label: string; /** The words inside name the button. */ ownName?: boolean; title?: string; className?: string; align?: 'left' | 'right'; entries: MenuEntry[]; children: ComponentChildren };

/** A button that opens a menu: arrow keys move, Enter picks, Esc and a click elsewhere close. https://www.w3.org/WAI/ARIA/apg/patterns/menu-button */
export const Menu = ({ label, ownName = false, title, className = '', align = 'left', entries, children }: Props) => {
  const [open, setOpen] = useState(false);
  const [up, setUp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];

  useLayoutEffect(() => {
    if (!open) return;
    (items().find((item) => item.getAttribute('aria-checked') === 'true') ?? items()[0])?.focus();
    const elsewhere = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [open]);

  const toggle = () => {
    // Near the lower edge the list stands above its button.
    setUp((button.current?.getBoundingClientRect().bottom ?? 0) > innerHeight - ROOM_PX);
    setOpen(!open);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') setOpen(false);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const all = items();
    all[move(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
  };

  return (
    <div class="menu" ref={root}>
      <button ref={button} type="button" class={className} title={title} aria-label={ownName ? undefined : label} aria-haspopup="menu" aria-expanded={open} onClick={toggle}>
        {children}
      </button>
      {open && (
        <div class={`menu-list ${align} ${up ? 'up' : ''}`} role="menu" aria-label={label} onKeyDown={onKeyDown}>
          {entries.map(({ label: words, hint, checked, danger, onPick }) => (
            <button
              type="button"
              key={words}
              tabIndex={-1}
              class={danger ? 'danger' : ''}
              role={checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={checked}
              onClick={() => {
                close();
                onPick();
              }}
            >
              <span>{words}</span>{' '}
              {hint && <small>{hint}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};
