// `/calendar.ics`: somebody's due dates as iCalendar (RFC 5545), for calendars that come by themselves.
import { createHash } from 'node:crypto';
import { Router } from 'express';
import ical, { ICalCalendarMethod } from 'ical-generator';
import { z } from 'zod';
import type { Calendars, Feed } from '../../src/use-cases/calendar.js';
import { makeLimiter } from './guard.js';

const WINDOW_MS = 60_000;
/** Calendars come every few minutes at most. */
const READS = 30;
const WRONG = 30;
const HALF_AN_HOUR_MS = 1_800_000;

const Asked = z.object({ key: z.string().regex(/^[\w-]{43}$/) });

/** The same tasks give the same bytes: nothing in it says when it was asked for. An event ends when the task is due. */
const render = ({ name, events }: Feed): string => {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, prodId: { company: 'Rounds', product: 'Rounds', language: 'EN' }, ttl: 900 });
  for (const { uid, at, summary, version, changed } of events) {
    calendar.createEvent({ id: uid, start: new Date(at.getTime() - HALF_AN_HOUR_MS), end: at, summary, sequence: version, stamp: changed });
  }
  return calendar.toString();
};

export type CalendarOptions = { calendars: Pick<Calendars, 'read'>; now(): Date };

/** The token stands in the query, which no log line of ours keeps. */
export const calendarRoutes = ({ calendars, now }: CalendarOptions): Router => {
  const router = Router();
  const [reads, wrong] = [makeLimiter({ most: READS, windowMs: WINDOW_MS, now }), makeLimiter({ most: WRONG, windowMs: WINDOW_MS, now })];

  router.get('/calendar.ics', async (request, response) => {
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
    const whence = request.ip ?? '';
    const asked = Asked.safeParse(request.query);
    const token = asked.success ? asked.data.key : '';
    if (wrong.isTooMany(whence) || reads.isTooMany(token)) return void response.set('retry-after', String(WINDOW_MS / 1000)).status(429).type('text').send('Too often. Wait a minute.\n');
    const feed = token === '' ? null : await calendars.read(token);
    if (feed === null) {
      wrong.failed(whence);
      return void response.status(404).type('text').send('There is no calendar here. Ask for a new address with /rounds calendar.\n');
    }
    reads.failed(token);
    const text = render(feed);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    response.set('etag', etag);
    // Not left to Express: it sends the whole again to whoever says no-cache beside the tag, as some calendars do.
    if (request.headers['if-none-match']?.includes(etag) ?? false) return void response.status(304).end();
    response.set({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="rounds.ics"' });
    return void response.send(text);
  });
  return router;
};
