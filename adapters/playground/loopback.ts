import type { NextFunction, Request, Response } from 'express';

const isLoopbackAddress = (address: string | undefined): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address ?? '');

const isLoopbackHost = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');

/**
 * Lets in only what comes from this machine, under a name of this machine: a page of another site cannot reach the playground by
 * pointing its own name at 127.0.0.1 (DNS rebinding), nor by posting from its own origin; and a proxy on this machine lends its address
 * to nobody.
 */
export const loopbackOnly = (request: Request, response: Response, next: NextFunction): void => {
  const { host, origin } = request.headers;
  const foreign = origin !== undefined && origin !== `http://${host ?? ''}`;
  const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some((name) => request.headers[name] !== undefined);
  if (!forwarded && isLoopbackAddress(request.socket.remoteAddress) && isLoopbackHost(host) && !foreign) return next();
  response.status(403).type('text').send('The playground answers this machine alone, at http://localhost or http://127.0.0.1.\n');
};
