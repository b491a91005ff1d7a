// For those who run Rounds: is it alive, can it work, how does it do.
import { Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RequestHandler } from 'express';

export type Readiness = () => Promise<{ ok: boolean; problem?: string }>;

/** Everything that is asked by name; one that throws is not ready. */
const askAll = async (parts: Readonly<Record<string, Readiness>>) => {
  const answers = await Promise.all(Object.entries(parts).map(async ([name, ready]) => [name, await ready().catch(() => ({ ok: false, problem: 'does not answer' }))] as const));
  return { ok: answers.every(([, { ok }]) => ok), parts: Object.fromEntries(answers) };
};

/** `/healthz`: this process runs. `/readyz`: store and platform answer (503 where one does not). `/metrics`: Prometheus' text. */
export const healthRoutes = (parts: Readonly<Record<string, Readiness>>, registry: Registry): Router => {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ ok: true }));
  router.get('/readyz', async (_request, response) => {
    const answer = await askAll(parts);
    response.status(answer.ok ? 200 : 503).json(answer);
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
};

const SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 2, 3];

/** The process' own figures, and how long requests take by path. Only known paths become a label: nothing that somebody typed does. */
export const makeMetrics = (): { registry: Registry; timed: RequestHandler } => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({ name: 'rounds_http_seconds', help: 'Time to answer a request', labelNames: ['path', 'status'], buckets: SECONDS, registers: [registry] });
  const known = ['/slack/events', '/api/messages', '/healthz', '/readyz', '/metrics'];
  const timed: RequestHandler = (request, response, next) => {
    const path = known.includes(request.path) ? request.path : request.path.startsWith('/intake/') ? '/intake' : 'other';
    const end = requests.startTimer();
    response.on('finish', () => end({ path, status: String(response.statusCode) }));
    next();
  };
  return { registry, timed };
};
