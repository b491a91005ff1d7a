import express, { Router } from 'express';
import { z } from 'zod';

const Move = z.union([z.object({ to: z.iso.datetime({ offset: true }) }), z.object({ advanceMs: z.number().int() })]);

/** `POST /test/clock` under NODE_ENV=test: moves the domain's time, lets the sweep look, and says what time it is. */
export const testClockRoute = (move: (change: { to: Date } | { advanceMs: number }) => Promise<Date>): Router => {
  const router = Router();
  router.post('/test/clock', express.json({ limit: '1kb' }), async (request, response) => {
    const parsed = Move.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ error: 'Send {"to": ISO} or {"advanceMs": n}.' });
    const now = await move('to' in parsed.data ? { to: new Date(parsed.data.to) } : parsed.data);
    response.json({ now: now.toISOString() });
  });
  return router;
};
