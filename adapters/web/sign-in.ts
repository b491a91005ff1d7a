// The door of the web: a link is traded for a session by a press, so that whatever previews links in between uses none up.
import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { IDLE_MINUTES, LINK_MINUTES, SIGN_IN_PATH } from '../../src/use-cases/sign-in.js';
import type { SignIn } from '../../src/use-cases/sign-in.js';
import { formBody, makeLimiter, ownPagesOnly } from './guard.js';
import { html } from './html.js';
import type { Visit } from './navigation.js';
import { privatePage, sendPage, sendSentence } from './page.js';
import { isFormToken } from './session-cookie.js';
import type { SessionCookie } from './session-cookie.js';

const Link = z.object({ link: z.string().max(200) });
const Token = z.object({ token: z.string().max(200) });

const FAILURES = 30;
const WINDOW_MS = 60_000;
const HOW = 'Say “/rounds board” in Slack or “board” in Teams, or press “Patient details” on a task’s card: you get a new link.';

export type SignInOptions = { signIn: SignIn; cookie: SessionCookie; now(): Date };

/** Who comes; null after the answer that says how to sign in. A form must carry the session's token besides. */
export const makeVisit = ({ signIn, cookie }: Pick<SignInOptions, 'signIn' | 'cookie'>) =>
  async (request: Request, response: Response): Promise<Visit | null> => {
    const session = cookie.read(request);
    const person = await signIn.who(session);
    if (session === null || person === null) {
      sendSentence(response, 401, 'Sign in first', `Your session has ended, or there was none. ${HOW}`);
      return null;
    }
    const token = request.method === 'POST' ? Token.safeParse(request.body) : null;
    if (token === null || (token.success && isFormToken(token.data.token, session))) return { person, session };
    sendSentence(response, 403, 'Nothing was done', 'This form is from another session. Open the page anew and try again.');
    return null;
  };

export const signInRoutes = ({ signIn, cookie, now }: SignInOptions): Router => {
  const router = Router();
  const limiter = makeLimiter({ most: FAILURES, windowMs: WINDOW_MS, now });
  const visit = makeVisit({ signIn, cookie });
  const whence = (request: Request) => request.ip ?? '';

  const notTooOften: RequestHandler = (request, response, next) => {
    if (!limiter.isTooMany(whence(request))) return next();
    response.set('retry-after', String(WINDOW_MS / 1000));
    sendSentence(response, 429, 'Too many tries', 'Wait a minute, then ask for a new link.');
  };

  const spent = (request: Request, response: Response) => {
    limiter.failed(whence(request));
    sendSentence(response, 410, 'This link is used up', `It opens once, within ${LINK_MINUTES} minutes. ${HOW}`);
  };

  router.use([SIGN_IN_PATH, '/sign-out'], privatePage, ownPagesOnly);

  router.get(SIGN_IN_PATH, (request, response) => {
    const asked = Link.safeParse(request.query);
    if (!asked.success) return spent(request, response);
    sendPage(response, 200, {
      title: 'Sign in',
      body: html`<h1>Sign in to Rounds</h1>
<p>What opens is for you alone, in this browser. You are signed out after ${IDLE_MINUTES} minutes without use.</p>
<form method="post" action="${SIGN_IN_PATH}"><input type="hidden" name="link" value="${asked.data.link}"><button class="primary">Sign in</button></form>`,
    });
  });

  router.post(SIGN_IN_PATH, notTooOften, formBody, async (request, response) => {
    const asked = Link.safeParse(request.body);
    const opened = asked.success ? await signIn.open(asked.data.link, cookie.read(request)) : { result: 'spent' as const };
    switch (opened.result) {
      case 'spent':
        return spent(request, response);
      case 'somebody_else':
        limiter.failed(whence(request));
        return sendSentence(response, 403, 'This link is somebody else’s', `In this browser ${opened.who?.name ?? 'somebody else'} is signed in, and the link was given to another person. It is void now, and the attempt was recorded. Sign out first, then open a new link of your own.`);
      case 'signed_in':
        cookie.set(response, opened.session);
        return response.redirect(303, opened.page);
    }
  });

  router.post('/sign-out', formBody, async (request, response) => {
    const visited = await visit(request, response);
    if (visited === null) return;
    await signIn.end(visited.session);
    cookie.clear(response);
    sendSentence(response, 200, 'Signed out', `Close this window. ${HOW}`);
  });

  return router;
};
