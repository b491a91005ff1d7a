// The one HTTP listener: request ids, logs without content, security headers, and an end for every path.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Registry } from 'prom-client';
import type { Details } from '../../src/use-cases/details.js';
import type { ReadFigures } from '../../src/use-cases/read-figures.js';
import type { SignIn } from '../../src/use-cases/sign-in.js';
import { boardRoutes } from './board/routes.js';
import type { BoardOptions } from './board/routes.js';
import { figuresRoutes } from './figures/routes.js';
import { detailsRoutes } from './details/routes.js';
import { adminRoutes } from './admin/routes.js';
import type { AdminOptions } from './admin/routes.js';
import { calendarRoutes } from './calendar.js';
import type { CalendarOptions } from './calendar.js';
import { fhirRoutes } from './fhir-routes.js';
import type { FhirOptions } from './fhir-routes.js';
import { healthRoutes, makeMetrics } from './health.js';
import type { Readiness } from './health.js';
import { countDeliveries } from './intake-metrics.js';
import { intakeRoutes } from './intake/routes.js';
import type { IntakeOptions } from './intake/routes.js';
import { makeLastRequests } from './last-requests.js';
import { assetRoutes } from './page.js';
import { makeSessionCookie } from './session-cookie.js';
import { signInRoutes } from './sign-in.js';

export { countAsked } from './model-metrics.js';
export { watchMail } from './mail-metrics.js';
export { countNotices } from './notice-metrics.js';
export { countSetAside } from './set-aside-metrics.js';
export type { Readiness } from './health.js';

/** Method, path without its query, status and id: never a header, a body or an address' query. */
const requestLog = (log: Logger) =>
  pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    customLogLevel: (_request, response, error) => (error !== undefined || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  });

export type Web = {
  /** Where adapters mount themselves, before or after it listens. */
  doors: Express;
  /** What `/metrics` shows; no label may carry what a person typed. */
  registry: Registry;
  /** Listens; the port that it got. Throws where it is taken. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new request and waits for those under way, ten seconds at most. */
  close(): Promise<void>;
};

/** Makes the listener. `parts` are asked by `/readyz`; one may be added later. What no adapter answers ends with a 404. */
export const createWeb = ({ log, parts }: { log: Logger; parts: Readonly<Record<string, Readiness>> }): Web => {
  const app = express();
  const doors = express();
  const { registry, timed } = makeMetrics();
  for (const each of [app, doors]) each.disable('x-powered-by');

  const onFault: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status !== undefined && error.status >= 400 && error.status < 500 ? error.status : 500;
    response.status(status).type('text').send(status === 500 ? `That did not work. Tell your admin this number: ${typeof request.id === 'string' ? request.id : ''}\n` : 'Rounds could not read this request.\n');
  };

  const lastRequests = makeLastRequests();
  app.use(lastRequests.watch, timed, requestLog(log), helmet());
  app.use(healthRoutes(parts, registry));
  app.use(doors);
  app.use((_request, response) => void response.status(404).type('text').send('There is nothing here.\n'));
  app.use(onFault);
  const server: Server = createServer(app);

  return {
    doors,
    registry,
    listen: (port, host) => new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    }),
    close: () => lastRequests.finish(server),
  };
};

/** The door of signed deliveries. Mounted before every parser of bodies: it signs what was sent, byte for byte. */
export const mountIntake = (doors: Express, options: Omit<IntakeOptions, 'onDelivery'> & { registry: Registry }): void =>
  void doors.use(intakeRoutes({ ...options, onDelivery: countDeliveries(options.registry) }));

/** The pages behind the sign-in. `now` is wall time. */
export const mountPages = (doors: Express, { signIn, details, admin, ruleForms, secrets, searchAudit, outbox, playbooks, readFigures, publicUrl, now, ...board }: Omit<BoardOptions & AdminOptions, 'cookie'> & { readFigures: ReadFigures; signIn: SignIn; details: Details; now(): Date }): void => {
  const cookie = makeSessionCookie(publicUrl);
  doors.use(
    assetRoutes(), signInRoutes({ signIn, cookie, now }), boardRoutes({ signIn, cookie, ...board }), figuresRoutes({ signIn, cookie, readFigures }),
    adminRoutes({ signIn, cookie, admin, ruleForms, secrets, searchAudit, outbox, playbooks, publicUrl }), detailsRoutes({ signIn, cookie, details }),
  );
};

/** What other programs read: FHIR under `base`, and people's calendars. `now` is wall time. */
export const mountOut = (doors: Express, options: FhirOptions & CalendarOptions): void => void doors.use(fhirRoutes(options), calendarRoutes(options));
