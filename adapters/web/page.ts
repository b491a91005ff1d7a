// The shell of every page that a signed-in person sees, and the headers that go with it.
import { readFileSync } from 'node:fs';
import { Router } from 'express';
import type { RequestHandler, Response } from 'express';
import { html } from './html.js';
import type { Html } from './html.js';

/** Nothing inline, nothing from another host, no frame around it. */
const policyOf = (script: string) => `default-src 'none'; ${script}style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Pages behind the sign-in stay in no cache and send nobody their address. */
const headersOf = (policy: string): RequestHandler => (_request, response, next) => {
  response.set({ 'content-security-policy': policy, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  next();
};

/** A page with patient data: no script at all. */
export const privatePage = headersOf(policyOf(''));
/** A page with quick keys: our own script, from our own file. */
export const keyedPage = headersOf(policyOf("script-src 'self'; img-src 'self'; "));

const STYLE = '/assets/rounds.css';
const SCRIPT = '/assets/rounds.js';

/** The one style sheet and the one script. */
export const assetRoutes = (): Router => {
  const router = Router();
  const serve = (path: string, type: string, file: string) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    router.get(path, (_request, response) => void response.set('cache-control', 'no-cache').type(type).send(text));
  };
  serve(STYLE, 'css', './style.css');
  serve(SCRIPT, 'text/javascript', './browser/board.js');
  return router;
};

export type Page = { title: string; body: Html; /** Ends the page's head line: where one can go, who is signed in, and the way out. */ signedIn?: Html; /** With quick keys, for a `keyedPage`; and as wide as the screen. */ keyed?: boolean };

/** Sends a whole page. Its title stands in tabs, histories and screen shares: nothing of a patient. */
export const sendPage = (response: Response, status: number, { title, body, signedIn, keyed = false }: Page): void => {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Rounds</title>
<link rel="stylesheet" href="${STYLE}">${keyed ? html`
<script type="module" src="${SCRIPT}"></script>` : null}
</head>
<body class="${keyed ? 'wide' : ''}">
<header class="top"><span class="brand">Rounds</span>${signedIn ?? null}</header>
<main>${body}</main>
</body>
</html>
`;
  response.status(status).type('html').send(markup);
};

/** A page that says one thing, and what to do next. */
export const sendSentence = (response: Response, status: number, heading: string, text: string, signedIn?: Html): void =>
  sendPage(response, status, { title: heading, body: html`<h1>${heading}</h1><p>${text}</p>`, ...(signedIn ? { signedIn } : {}) });
