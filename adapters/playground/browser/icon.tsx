import { h } from './vendor/preact.js';

const paths = {
  plus: 'M8 3v10M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  reply: 'M6.5 4L3 7.5 6.5 11M3.5 7.5H10a3 3 0 0 1 3 3V12',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  down: 'M4.5 6.5L8 10l3.5-3.5',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.4v3.2M8 11.6v.01',
} as const;

/** A line drawing in the colour of the words around it. The words or the button's name say what it means. */
export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width={name === 'more' ? 2.4 : 1.6} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
