import type { Response } from 'express';

const TOGETHER_MS = 30;

/** Tells every open page that something changed; several changes within 30 ms are one. */
export const createLive = () => {
  const pages = new Set<Response>();
  let timer: NodeJS.Timeout | undefined;
  return {
    join: (response: Response): void => {
      response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
      response.flushHeaders();
      response.write('retry: 1000\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    tell: (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const page of pages) page.write('data: changed\n\n');
      }, TOGETHER_MS);
    },
    close: (): void => {
      clearTimeout(timer);
      for (const page of pages) {
        page.end();
        // Kept alive, the connection would hold up the listener's end.
        page.req.socket.destroySoon();
      }
    },
  };
};
