import { h } from './vendor/preact.js';

const initials = (name: string) => name.replace(/^Dr\.? /, '').split(/\s+/).map((word) => word[0]).slice(0, 2).join('').toUpperCase();

const tint = (name: string) => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;

/** A person's initials on their tint; the app has its own mark. The name stands beside it, so readers skip it. */
export const Avatar = ({ name, app = false, small = false }: { name: string; app?: boolean; small?: boolean }) => (
  <span class={`avatar ${app ? 'app' : `tint-${tint(name)}`} ${small ? 'small' : ''}`} aria-hidden="true">
    {app ? '✓' : initials(name)}
  </span>
);
