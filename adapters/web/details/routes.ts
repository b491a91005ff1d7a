// `/tasks/T-12/details`: the page, and its three forms. Everything is decided in the use case.
import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { taskNumber } from '../../../src/domain/task.js';
import type { Details, Refused, Saved, SentForm, Shown } from '../../../src/use-cases/details.js';
import { detailsPath } from '../../../src/view/details-link.js';
import { formBody, ownPagesOnly } from '../guard.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { privatePage, sendPage, sendSentence } from '../page.js';
import { formToken } from '../session-cookie.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { detailsBody, FIELD } from './render.js';

const Body = z.record(z.string(), z.string());
const Sent = z.looseObject({ form: z.uuid(), seen: z.coerce.number().int().nonnegative() });

/** The answers of a form by their field's key, with the line ends that people see. */
const readSent = (body: unknown): SentForm | null => {
  const [all, sent] = [Body.safeParse(body), Sent.safeParse(body)];
  if (!all.success || !sent.success) return null;
  const answers = Object.entries(all.data).filter(([name]) => name.startsWith(FIELD)).map(([name, text]) => [name.slice(FIELD.length), text.replaceAll('\r\n', '\n')]);
  return { id: sent.data.form, seen: sent.data.seen, answers: Object.fromEntries(answers) as Record<string, string> };
};

const STATUS_OF: Readonly<Record<Refused['why'], number>> = { gone: 404, not_allowed: 403 };

export const detailsRoutes = ({ details, ...signIn }: Pick<SignInOptions, 'signIn' | 'cookie'> & { details: Details }): Router => {
  const router = Router();
  const visit = makeVisit(signIn);

  const show = (response: Response, visited: Visit, answer: Shown | Exclude<Saved, { result: 'saved' }>) => {
    const bar = signedInBar(visited);
    if (answer.result === 'refused') return sendSentence(response, STATUS_OF[answer.why], 'This cannot be shown', answer.say, bar);
    const { view } = answer;
    sendPage(response, answer.result === 'again' ? 422 : 200, { title: view.title, signedIn: bar, body: detailsBody(view, { token: formToken(visited.session), newForm: randomUUID }) });
  };

  /** Answers somebody who is signed in and names a task. */
  const at = (work: (visited: Visit, number: number, request: Request, response: Response) => Promise<void>) =>
    async (request: Request<{ task: string }>, response: Response): Promise<void> => {
      const visited = await visit(request, response);
      if (visited !== null) await work(visited, taskNumber(request.params.task) ?? 0, request as Request, response);
    };

  const form = (save: Details['set']) =>
    at(async (visited, number, request, response) => {
      const sent = readSent(request.body);
      if (sent === null) return sendSentence(response, 400, 'Nothing was saved', 'This form could not be read. Open the page anew and try again.', signedInBar(visited));
      const saved = await save(visited.person, number, sent);
      // To the page itself: loading it again then sends nothing twice.
      if (saved.result === 'saved') return response.redirect(303, detailsPath(number));
      show(response, visited, saved);
    });

  router.use('/tasks/:task/details', privatePage, ownPagesOnly, formBody);
  router.get('/tasks/:task/details', at(async (visited, number, _request, response) => show(response, visited, await details.read(visited.person, number))));
  router.post('/tasks/:task/details/reveal', at(async (visited, number, request, response) => {
    const asked = z.object({ field: z.string() }).safeParse(request.body);
    show(response, visited, await details.reveal(visited.person, number, asked.success ? asked.data.field : ''));
  }));
  router.get('/tasks/:task/details/files/:file', async (request: Request<{ task: string; file: string }>, response) => {
    const visited = await visit(request, response);
    if (visited === null) return;
    const file = await details.file(visited.person, taskNumber(request.params.task) ?? 0, request.params.file);
    if (file.result === 'refused') return sendSentence(response, STATUS_OF[file.why], 'This cannot be shown', file.say, signedInBar(visited));
    // Saved and never shown: whatever stands in it runs nowhere near this page.
    response.set({ 'content-type': file.type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`, 'x-content-type-options': 'nosniff' });
    response.send(Buffer.from(file.content));
  });
  router.post('/tasks/:task/details/fields', form(details.set));
  router.post('/tasks/:task/details/notes', form(details.note));
  return router;
};
