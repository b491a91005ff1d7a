// The session's cookie, and the token that proves a form was ours.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';

export type SessionCookie = {
  read(request: Request): string | null;
  set(response: Response, session: string): void;
  clear(response: Response): void;
};

/** `Lax`, so that a link in chat finds the person signed in; every form carries a token besides. */
export const makeSessionCookie = (publicUrl: string): SessionCookie => {
  const secure = new URL(publicUrl).protocol === 'https:';
  // Browsers let nobody but this very host set a cookie of the first name.
  const name = secure ? '__Host-rounds' : 'rounds';
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
      return pairs.find(([key]) => key === name)?.[1] ?? null;
    },
    set: (response, session) => void response.cookie(name, session, options),
    clear: (response) => void response.clearCookie(name, options),
  };
};

/** Made of the session, which no page and no script can read: nothing to store. */
export const formToken = (session: string): string => createHash('sha256').update('form').update(session).digest('base64url');

export const isFormToken = (token: string, session: string): boolean => {
  const [given, wanted] = [Buffer.from(token), Buffer.from(formToken(session))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
