import express, { type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { assets, securityHeaders } from './assets.js';
import { deeds } from './deeds.js';
import { createSlackDouble } from './double/index.js';
import { createLive } from './live.js';
import { loopbackOnly } from './loopback.js';
import { createSaver } from './persistence.js';
import { screen } from './screen.js';
import type { Playground, PlaygroundOptions } from './types.js';

/** At most a year at once, and never back: what was done stays done. */
const Move = z.object({ ms: z.number().int().positive().max(366 * 86_400_000) });

/** A click on what is gone meanwhile, or a body that no page of ours sends: the page shows the sentence. */
const tellWhy: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : 'That did not work.';
  response.status(400).json({ error: message });
};

/**
 * A small practice workspace in the browser, over the same Slack double that the tests use. Mount the router at `/playground` of the
 * one listener, and only where no real platform is configured. Rejects where `persist.load` gives what no playground has saved.
 */
export const createPlayground = async ({ ownUrl, practice = 'Your practice', timezone, persist, ...options }: PlaygroundOptions): Promise<Playground> => {
  const state = await persist?.load();
  const double = createSlackDouble({ ...options, state, apiUrl: () => `${ownUrl instanceof Function ? ownUrl() : ownUrl}/playground/api` });
  const live = createLive();
  const saver = persist && createSaver(persist, () => double.exportState());
  const stopWatching = double.onChange(() => {
    live.tell();
    saver?.changed();
  });

  const router = express.Router();
  router.use(loopbackOnly);
  router.use('/api', double.api);
  router.use(securityHeaders);
  router.use(assets());
  router.get('/live', (_request, response) => live.join(response));
  router.get('/people/:user', (request, response) => {
    const { channel } = request.query;
    response.json(screen(double, request.params.user, typeof channel === 'string' ? channel : undefined, { practice, timezone, movable: options.clock?.advance !== undefined }));
  });
  router.get('/people', (_request, response) => void response.json([...new Set(options.people.map(({ id }) => id))]));
  router.post('/clock', express.json({ limit: '1kb' }), async (request, response) => {
    if (!options.clock?.advance) return void response.status(404).json({ error: 'The clock cannot be moved here.' });
    await options.clock.advance(Move.parse(request.body).ms);
    live.tell();
    response.json(null);
  });
  router.post('/people/:user/:deed', express.json({ limit: '200kb' }), async (request, response) => {
    const deed = deeds[request.params.deed];
    if (!deed) return void response.status(404).json({ error: 'There is nothing like that to do.' });
    response.json((await deed(double.as(request.params.user), request.body)) ?? null);
  });
  router.use(tellWhy);

  return {
    router,
    double,
    leave: () => live.close(),
    close: async () => {
      stopWatching();
      double.stop();
      live.close();
      await saver?.flush();
    },
  };
};

export { keepInFile } from './persistence.js';
export { practiceOf } from './practice.js';
export type { Persistence, Playground, PlaygroundOptions } from './types.js';
