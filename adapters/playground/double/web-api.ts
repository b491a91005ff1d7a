import { setTimeout as wait } from 'node:timers/promises';
import express, { type Request, type Response, type Router } from 'express';
import type { Core } from './core.js';
import type { Faults } from './faults.js';
import { methods } from './methods/index.js';
import type { Args } from './methods/method.js';
import { createRateLimiter } from './rate-limit.js';
import { reply } from './replies.js';
import { SlackError } from './slack-error.js';
import type { ApiCall } from './types.js';

type Answered = { status: number; headers?: Record<string, string>; body: { ok: boolean; error?: string } & Record<string, unknown> };

const refusal = (error: SlackError): Answered => ({
  status: 200,
  body: { ok: false, error: error.code, ...error.extra, ...(error.messages.length > 0 && { errors: error.messages, response_metadata: { messages: error.messages } }) },
});

const rateLimited = (seconds: number): Answered => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } });

const tokenOf = (request: Request, args: Args): unknown => request.get('authorization')?.replace(/^Bearer /i, '') ?? args['token'];

const argumentsOf = (request: Request): Args => ({ ...request.query, ...(request.body as Args | undefined) });

/** The checks that stand before every method, in Slack's order: token, rate, method, scope. */
const answer = (core: Core, rate: ReturnType<typeof createRateLimiter>, name: string, token: unknown, args: Args): Answered => {
  try {
    if (token === undefined || token === '') throw new SlackError('not_authed');
    if (token !== core.botToken) throw new SlackError('invalid_auth');
    const method = methods[name];
    if (!method) throw new SlackError('unknown_method', [], { req_method: name });
    const seconds = rate(`${name} ${method.limitBy?.(args) ?? ''}`, method.limit);
    if (seconds > 0) return rateLimited(seconds);
    if (method.scope && core.app.scopes && !core.app.scopes.includes(method.scope)) throw new SlackError('missing_scope', [], { needed: method.scope, provided: core.app.scopes.join(',') });
    return { status: 200, body: { ok: true, ...structuredClone(method.run(core, args)) } };
  } catch (error) {
    if (error instanceof SlackError) return refusal(error);
    throw error;
  }
};

const send = (response: Response, { status, headers = {}, body }: Answered) => void response.status(status).set(headers).json(body);

/** The Web API under `/:method`, and response URLs under `/respond/:id`. */
export const createWebApi = (core: Core, faults: Faults, calls: ApiCall[]): Router => {
  const router = express.Router();
  const rate = createRateLimiter(core.wall);
  router.use(express.urlencoded({ extended: false, limit: '1mb' }), express.json({ limit: '1mb' }));

  router.post('/respond/:id', (request, response) => {
    const used = core.responseUrls.use(request.params.id);
    if ('error' in used) return void response.status(404).json({ ok: false, error: used.error });
    try {
      reply(core, used.origin, request.body);
      response.type('text').send('ok');
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      response.status(400).json(refusal(error).body);
    }
  });

  router.all('/:method', async (request, response) => {
    const name = request.params['method'] ?? '';
    const args = argumentsOf(request);
    const fault = faults.take(name);
    const drop = () => void request.socket.destroy();
    const log = (answered: Answered) => calls.push({ method: name, args, at: core.wall(), answer: answered.body });
    const run = () => {
      const answered = answer(core, rate, name, tokenOf(request, args), args);
      log(answered);
      return answered;
    };
    const fail = (answered: Answered) => {
      log(answered);
      // It changes nothing, and whoever waits for the call has to hear of it.
      core.workspace.changed();
      send(response, answered);
    };
    if (fault === undefined) return send(response, run());
    if (fault === 'hang') return void log({ status: 0, body: { ok: false, error: 'hang' } });
    if (fault === 'reset') return drop();
    if (fault === 'resetAfter') {
      run();
      return drop();
    }
    if ('error' in fault) return fail(refusal(new SlackError(fault.error)));
    if ('rateLimitedSeconds' in fault) return fail(rateLimited(fault.rateLimitedSeconds));
    if ('status' in fault) return fail({ status: fault.status, body: { ok: false, error: 'internal_error' } });
    await wait(fault.delayMs);
    send(response, run());
  });
  return router;
};
