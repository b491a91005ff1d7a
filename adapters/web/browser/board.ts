// What a mouse would do, by a key; and what a second press would do, by a choice. Every page works without this file.
// Single keys can be turned off (WCAG 2.1.4): the switch stands at the page's end.

const SWITCH = 'rounds.keys';
const areOn = () => localStorage.getItem(SWITCH) !== 'off';

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Goes to the row before or after the one in focus. */
const step = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('.rows a[href]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows.at(at === -1 ? (by === 1 ? 0 : -1) : Math.min(rows.length - 1, Math.max(0, at + by)))?.focus();
};

const press = (key: string): boolean => {
  const found = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  found?.click();
  return found !== null;
};

document.addEventListener('keydown', (event) => {
  if (!areOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key.length !== 1 || !press(event.key)) return;
  event.preventDefault();
});

// A choice that asks more shows it at once.
for (const asked of document.querySelectorAll<HTMLElement>('[data-redraws]')) {
  asked.addEventListener('change', () => {
    const again = asked.closest('form')?.querySelector<HTMLButtonElement>('button[name="redraw"]');
    again?.click();
  });
}

// A filter counts as soon as it is chosen; what asks for nothing stays out of the address.
for (const form of document.querySelectorAll<HTMLFormElement>('form.filters')) {
  form.addEventListener('change', () => form.requestSubmit());
  form.addEventListener('submit', () => {
    for (const field of form.querySelectorAll('select')) field.disabled = field.value === '';
  });
  form.classList.add('live');
}

const keys = document.querySelector<HTMLElement>('.keys');
if (keys !== null) {
  const button = document.createElement('button');
  const name = () => (areOn() ? 'Turn quick keys off' : 'Turn quick keys on');
  button.type = 'button';
  button.textContent = name();
  button.addEventListener('click', () => {
    localStorage.setItem(SWITCH, areOn() ? 'off' : 'on');
    button.textContent = name();
  });
  keys.hidden = false;
  keys.append(' ', button);
}
