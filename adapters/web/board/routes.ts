// `/dashboard`: the board. Everything is decided in the use case.
import { Router } from 'express';
import type { Board } from '../../../src/use-cases/board.js';
import { BOARD_PATH } from '../../../src/use-cases/open-board.js';
import { html } from '../html.js';
import { signedInBar } from '../navigation.js';
import { privatePage, sendPage } from '../page.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';

export const boardRoutes = ({ board, ...signIn }: Pick<SignInOptions, 'signIn' | 'cookie'> & { board: Board }): Router => {
  const router = Router();
  const visit = makeVisit(signIn);
  router.use(BOARD_PATH, privatePage);
  router.get(BOARD_PATH, async (request, response) => {
    const visited = await visit(request, response);
    if (visited === null) return;
    const lists = await board.own(visited.person);
    const body = lists.map(({ title, total, empty, rows }) => html`<section><h2>${title}: ${total}</h2>${total === 0 ? html`<p class="soft">${empty}</p>` : html`<ul class="rows">${rows.map(([what, how]) => html`<li><strong>${what}</strong><br>${how}</li>`)}</ul>`}</section>`);
    sendPage(response, 200, { title: 'Board', signedIn: signedInBar(visited, BOARD_PATH), body: html`<h1>Your tasks</h1>${body}` });
  });
  return router;
};
