// The shell of every page that a signed-in person sees, and the headers that go with it.
import { readFileSync } from 'node:fs';
import { Router } from 'express';
import type { RequestHandler, Response } from 'express';
import { html } from './html.js';
import type { Html } from './html.js';

/** No script at all, nothing from another host, no frame around it. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Pages with patient data stay in no cache and send nobody their address. */
export const privatePage: RequestHandler = (_request, response, next) => {
  response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  next();
};

const STYLE = '/assets/rounds.css';

/** The one style sheet. */
export const styleRoute = (): Router => {
  const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
  const router = Router();
  router.get(STYLE, (_request, response) => void response.set('cache-control', 'no-cache').type('css').send(style));
  return router;
};

export type Page = { title: string; body: Html; /** Ends the page's head line: who is signed in, and the way out. */ signedIn?: Html };

/** Sends a whole page. Its title stands in tabs, histories and screen shares: nothing of a patient. */
export const sendPage = (response: Response, status: number, { title, body, signedIn }: Page): void => {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Rounds</title>
<link rel="stylesheet" href="${STYLE}">
</head>
<body>
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
