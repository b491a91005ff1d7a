// The head of every page behind the sign-in: where one can go, who is signed in, and the way out.
import { mayReadFigures, mayRule } from '../../src/domain/permissions.js';
import type { Person } from '../../src/domain/playbook.js';
import { BOARD_PATH } from '../../src/view/board.js';
import { FIGURES_PATH } from '../../src/view/figures.js';
import { AUDIT_PATH } from './admin/audit.js';
import { ADMIN_PATH } from './admin/parts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { formToken } from './session-cookie.js';

/** A part of the web: a line here puts it on every page of those for whom it is open. */
export type Place = { path: string; name: string; open(person: Person): boolean };

export const PLACES: readonly Place[] = [
  { path: BOARD_PATH, name: 'Board', open: () => true },
  { path: FIGURES_PATH, name: 'Figures', open: mayReadFigures },
  { path: ADMIN_PATH, name: 'Admin', open: (person) => mayRule(person, 'see_setup') },
  { path: AUDIT_PATH, name: 'Audit', open: (person) => mayRule(person, 'read_audit') },
];

/** A request of somebody who is signed in. */
export type Visit = { person: Person; session: string };

/** `here` is the path of the place that the page belongs to. */
export const signedInBar = ({ person, session }: Visit, here = ''): Html => {
  const links = PLACES.filter(({ open }) => open(person)).map(({ path, name }) => (path === here ? html`<a href="${path}" aria-current="page">${name}</a>` : html`<a href="${path}">${name}</a>`));
  return html`<nav aria-label="Rounds">${links}</nav><form method="post" action="/sign-out"><span>${person.name}</span> <input type="hidden" name="token" value="${formToken(session)}"><button>Sign out</button></form>`;
};
