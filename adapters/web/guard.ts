// What stands before every form: it came from one of our pages, and not too often.
import express from 'express';
import type { RequestHandler } from 'express';
import { sendSentence } from './page.js';

/** Form bodies: letters by name, and not many of them. */
export const formBody: RequestHandler = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 100 });

/** Browsers say whose page sent a form. Those that are too old to say are stopped by the form's token. */
export const ownPagesOnly: RequestHandler = (request, response, next) => {
  const site = request.headers['sec-fetch-site'];
  if (request.method === 'GET' || site === undefined || site === 'same-origin' || site === 'none') return next();
  sendSentence(response, 403, 'Not from here', 'This form was sent by another website. Nothing was done.');
};

export type Limiter = { isTooMany(who: string): boolean; failed(who: string): void };

const MOST_REMEMBERED = 10_000;

/** Counts failures of each address in windows of time. Guessing a token of 256 bits is hopeless anyway: this spares the store. */
export const makeLimiter = ({ most, windowMs, now }: { most: number; windowMs: number; now(): Date }): Limiter => {
  const windows = new Map<string, { ends: number; count: number }>();
  const current = (who: string) => {
    const held = windows.get(who);
    return held !== undefined && held.ends > now().getTime() ? held : null;
  };
  return {
    isTooMany: (who) => (current(who)?.count ?? 0) >= most,
    failed: (who) => {
      const held = current(who);
      if (held !== null) return void (held.count += 1);
      if (windows.size >= MOST_REMEMBERED) windows.clear();
      windows.set(who, { ends: now().getTime() + windowMs, count: 1 });
    },
  };
};
