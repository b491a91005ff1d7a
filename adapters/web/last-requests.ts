import type { Server } from 'node:http';
import type { RequestHandler, Response } from 'express';

/** A request that takes longer than any platform waits holds nobody up. */
const PATIENCE_MS = 10_000;

const isStream = (response: Response) => String(response.getHeader('content-type')).startsWith('text/event-stream');

/** Ends a listener in order: what is under way is answered, and what would never end by itself is ended. */
export const makeLastRequests = (): { watch: RequestHandler; finish(server: Server): Promise<void> } => {
  const underWay = new Set<Response>();
  let closing: Server | null = null;
  const watch: RequestHandler = (_request, response, next) => {
    underWay.add(response);
    response.on('close', () => {
      underWay.delete(response);
      // A browser keeps its connection for the next request; there is none.
      closing?.closeIdleConnections();
    });
    next();
  };
  const finish = (server: Server) =>
    new Promise<void>((resolve) => {
      closing = server;
      const limit = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
      server.close(() => {
        clearTimeout(limit);
        resolve();
      });
      server.closeIdleConnections();
      for (const response of underWay) if (response.headersSent && isStream(response)) response.end();
    });
  return { watch, finish };
};
