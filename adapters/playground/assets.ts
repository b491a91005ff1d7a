import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, type Router } from 'express';

const browser = join(dirname(fileURLToPath(import.meta.url)), 'browser');

/** Everything comes from here: no inline script, no other host, no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' });
  next();
};

/** preact's own module files. Browsers resolve no bare names without an inline import map, so the one that hooks import is written out. */
const vendored = (): Record<string, string> => {
  const root = dirname(createRequire(import.meta.url).resolve('preact/package.json'));
  const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  return {
    'preact.js': read('dist', 'preact.mjs'),
    'preact-hooks.js': read('hooks', 'dist', 'hooks.mjs').replace(/from\s*["']preact["']/, 'from"./preact.js"'),
  };
};

/** The page, its modules, its style. */
export const assets = (): Router => {
  const router = express.Router();
  const vendor = vendored();
  router.get('/', (_request, response) => response.sendFile('index.html', { root: browser }));
  router.get('/assets/vendor/:file', (request, response, next) => {
    const source = vendor[request.params.file];
    if (source === undefined) return next();
    response.type('text/javascript').send(source);
  });
  router.use('/assets', express.static(browser, { index: false }));
  return router;
};
