// `POST /intake/:source`: the signed webhook. It proves who sent it and reads the encoding; everything else is the use case's.
import express, { Router } from 'express';
import type { ErrorRequestHandler, Request } from 'express';
import { taskName } from '../../../src/domain/task.js';
import type { IntakeSecrets } from '../../../src/use-cases/intake-secrets.js';
import type { TakeIn } from '../../../src/use-cases/take-in.js';
import { noSource, notNow, notReadable, otherType, sendProblem, tooLarge, unsigned, wrongFields } from './problem.js';
import { doubtOf, readSigned } from './signature.js';

/** What a form, a fax's cover or a voicemail's transcript needs many times over. */
const LIMIT = '64kb';
const MOST_VALUES = 500;

export type IntakeOptions = { takeIn: TakeIn; secrets: Pick<IntakeSecrets, 'goodFor'>; /** Wall time. */ now(): Date; /** What became of each request, for the figures. */ onDelivery(outcome: string): void; onFault(error: unknown): void };

type Payload = { ok: true; payload: unknown } | { ok: false; why: 'other_type' | 'not_readable' };

/** A form's values by name; a name that stands there several times has a list. */
const formOf = (text: string): Payload => {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > MOST_VALUES) return { ok: false, why: 'not_readable' };
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return { ok: true, payload: Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all])) };
};

const readBody = (request: Request, body: Buffer): Payload => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (request.is(['json', '+json']) !== false) return { ok: true, payload: JSON.parse(text) as unknown };
    return request.is('urlencoded') === false ? { ok: false, why: 'other_type' } : formOf(text);
  } catch {
    return { ok: false, why: 'not_readable' };
  }
};

export const intakeRoutes = ({ takeIn, secrets, now, onDelivery, onFault }: IntakeOptions): Router => {
  const router = Router();

  router.post('/intake/:source', express.raw({ type: () => true, limit: LIMIT, inflate: false }), async (request: Request<{ source: string }>, response) => {
    const end = (outcome: string, problem: Parameters<typeof sendProblem>[1]) => (onDelivery(outcome), sendProblem(response, problem));
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { source } = request.params;
    const signed = readSigned(request.headers, body);
    if (typeof signed === 'string') return end('not_signed', unsigned(signed));
    const doubt = doubtOf(signed, await secrets.goodFor(source), now());
    if (doubt !== null) return end('not_signed', unsigned(doubt));
    const read = readBody(request as Request, body);
    if (!read.ok) return end(read.why, read.why === 'other_type' ? otherType : notReadable);
    const taken = await takeIn({ source, id: signed.id, payload: read.payload });
    switch (taken.result) {
      case 'no_source': return end('no_source', noSource);
      case 'wrong': return end('wrong_field', wrongFields(taken.wrong));
      case 'taken_in':
        onDelivery(taken.again ? 'again' : 'taken_in');
        response.status(202).set('cache-control', 'no-store').json({ task: taskName(taken.task) });
    }
  });

  const onError: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.status === 413) return sendProblem(response, tooLarge('64 KB'));
    if (error.status === 415) return sendProblem(response, otherType);
    if (error.status !== undefined && error.status < 500) return sendProblem(response, notReadable);
    onFault(error);
    sendProblem(response, notNow);
  };
  router.use('/intake', onError);
  return router;
};
