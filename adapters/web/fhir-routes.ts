// `/fhir`: tasks to read for other programs, by a bearer token (RFC 6750). It changes nothing.
import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { taskNumber } from '../../src/domain/task.js';
import type { Status } from '../../src/domain/task.js';
import type { Reader } from '../../src/domain/out.js';
import { capabilities, operationOutcome, searchBundle } from '../../src/fhir/answers.js';
import type { JsonMap } from '../../src/fhir/coded.js';
import type { ReadFhir } from '../../src/use-cases/read-fhir.js';
import { makeLimiter } from './guard.js';

const FAILURES = 30;
const WINDOW_MS = 60_000;
const MOST = 100;

/** What can be asked for: completed and failed tasks stand in one status here, and are exported instead. */
const STATUSES: Readonly<Record<string, readonly Status[]>> = { draft: ['triage'], ready: ['todo'], 'in-progress': ['in_progress', 'in_review'], 'on-hold': ['waiting', 'blocked'] };

const TaskSearch = z.strictObject({
  status: z.string().transform((text) => text.split(',')).pipe(z.array(z.enum(['draft', 'ready', 'in-progress', 'on-hold']))).optional(),
  _count: z.coerce.number().int().min(1).max(MOST).default(50),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const ProvenanceSearch = z.strictObject({ target: z.string().regex(/^(Task\/)?T-\d{1,9}$/) });

export type FhirOptions = { readFhir: ReadFhir; base: string; now(): Date };

const send = (response: Response, status: number, resource: JsonMap) => void response.status(status).type('application/fhir+json').send(JSON.stringify(resource));
const notFound = (response: Response) => send(response, 404, operationOutcome('not-found', 'There is no such resource for this reader.'));
const invalid = (response: Response, known: string) => send(response, 400, operationOutcome('invalid', `This server knows these parameters: ${known}.`));

export const fhirRoutes = ({ readFhir, base, now }: FhirOptions): Router => {
  const router = Router();
  const limiter = makeLimiter({ most: FAILURES, windowMs: WINDOW_MS, now });

  /** Whose token it is; null after the answer that says that it is nobody's. */
  const readerOf = (request: Request, response: Response): Reader | null => {
    const whence = request.ip ?? '';
    if (limiter.isTooMany(whence)) {
      response.set('retry-after', String(WINDOW_MS / 1000));
      send(response, 429, operationOutcome('throttled', 'Too many tries with a wrong token. Wait a minute.'));
      return null;
    }
    const [, token] = /^Bearer ([\w.~+/=-]{16,200})$/i.exec(request.headers.authorization ?? '') ?? [];
    const reader = token === undefined ? null : readFhir.readerOf(token);
    if (reader === null) {
      limiter.failed(whence);
      response.set('www-authenticate', 'Bearer realm="rounds"');
      send(response, 401, operationOutcome('login', 'Send the token of a reader that the playbook names: Authorization: Bearer TOKEN'));
    }
    return reader;
  };

  router.use('/fhir', (_request, response, next) => void (response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }), next()));

  router.get('/fhir/metadata', (_request, response) => send(response, 200, capabilities(base)));

  router.get('/fhir/Task/:id', async (request, response) => {
    const reader = readerOf(request, response);
    if (reader === null) return;
    const number = /^T-\d{1,9}$/.test(request.params.id) ? taskNumber(request.params.id) : null;
    const resource = number === null ? null : await readFhir.task(reader, number);
    return resource === null ? notFound(response) : send(response, 200, resource);
  });

  router.get('/fhir/Task', async (request, response) => {
    const reader = readerOf(request, response);
    if (reader === null) return;
    const asked = TaskSearch.safeParse(request.query);
    if (!asked.success) return invalid(response, `status (${Object.keys(STATUSES).join(', ')}), _count (1 to ${String(MOST)}) and page`);
    const { status, _count: limit, page } = asked.data;
    const statuses = status?.flatMap((each) => STATUSES[each] ?? []);
    const { total, resources } = await readFhir.search(reader, { skip: (page - 1) * limit, limit, ...(statuses ? { statuses } : {}) });
    const address = (to: number) => `${base}/Task?${new URLSearchParams({ ...(status ? { status: status.join(',') } : {}), _count: String(limit), page: String(to) }).toString()}`;
    return send(response, 200, searchBundle(resources, total, { self: address(page), ...(page * limit < total ? { next: address(page + 1) } : {}) }, base));
  });

  router.get('/fhir/Provenance', async (request, response) => {
    const reader = readerOf(request, response);
    if (reader === null) return;
    const asked = ProvenanceSearch.safeParse(request.query);
    if (!asked.success) return invalid(response, 'target, such as Task/T-12');
    const name = asked.data.target.replace('Task/', '');
    const found = await readFhir.provenances(reader, taskNumber(name) ?? 0);
    return found === null ? notFound(response) : send(response, 200, searchBundle(found, found.length, { self: `${base}/Provenance?target=Task/${name}` }, base));
  });

  router.use('/fhir', (_request, response) => send(response, 404, operationOutcome('not-supported', `This server reads Task and Provenance: see ${base}/metadata`)));
  return router;
};
