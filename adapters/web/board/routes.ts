// `/dashboard` and `/tasks/T-12`: the board, a task's page, and what is pressed or sent there. Everything is decided in the use cases that chat asks as well.
import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { Request, Response } from 'express';
import { taskNumber } from '../../../src/domain/task.js';
import type { Board } from '../../../src/use-cases/board.js';
import type { Caller, Rounds } from '../../../src/use-cases/rounds.js';
import { BOARD_PATH, taskPath } from '../../../src/view/board.js';
import type { Form, Message } from '../../../src/view/nodes.js';
import { formBody, ownPagesOnly } from '../guard.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { keyedPage, sendPage, sendSentence } from '../page.js';
import { readForm, readPress } from '../read-form.js';
import { drawForm, FORM_PATH } from '../render-form.js';
import { drawButton, drawNode, PRESS_PATH } from '../render-nodes.js';
import type { Frame } from '../render-nodes.js';
import { formToken } from '../session-cookie.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { words } from '../words.js';
import { readAsk } from './read-ask.js';
import { boardBody, taskBody } from './render.js';

export type BoardOptions = Pick<SignInOptions, 'signIn' | 'cookie'> & { board: Board; rounds: Pick<Rounds, 'press' | 'submit' | 'redraw'>; /** The practice's time zone. */ zone(): string };

const STATUS_OF = { gone: 404, not_allowed: 403 } as const;

export const boardRoutes = ({ board, rounds, zone, ...signIn }: BoardOptions): Router => {
  const router = Router();
  const visit = makeVisit(signIn);

  const send = (response: Response, visited: Visit, status: number, title: string, body: Html) => sendPage(response, status, { title, body, keyed: true, signedIn: signedInBar(visited, BOARD_PATH) });
  const frameOf = ({ session }: Visit): Frame => ({ token: formToken(session), newForm: randomUUID });
  const callerOf = ({ person }: Visit): Caller => ({ person: person.key, door: 'web' });
  const backTo = (task: number | undefined) => (task === undefined ? BOARD_PATH : taskPath(task));

  /** The title names the task and nothing that somebody typed. */
  const sendForm = (response: Response, visited: Visit, form: Form, { status = 200, errors = {} }: { status?: number; errors?: Readonly<Record<string, string>> } = {}) =>
    send(response, visited, status, form.title, drawForm(form, { frame: frameOf(visited), zone: zone(), errors, back: backTo(form.ref.task) }));

  const sendMessage = (response: Response, visited: Visit, { nodes }: Message, task: number | undefined) => {
    const frame = frameOf(visited);
    send(response, visited, 200, 'Answer', html`${nodes.map((node) => drawNode(node, (button) => drawButton(button, frame)))}<p><a class="button" href="${backTo(task)}">Back</a></p>`);
  };

  /** Answers somebody who is signed in. */
  const as = (work: (visited: Visit, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      const visited = await visit(request, response);
      if (visited !== null) await work(visited, request, response);
    };

  const press = as(async (visited, request, response) => {
    const pressed = readPress(request.body);
    if (pressed === null) return sendSentence(response, 400, 'Nothing was done', words.unknown, signedInBar(visited, BOARD_PATH));
    const { verb, ref, form } = pressed;
    const answer = await rounds.press(callerOf(visited), { verb, ref }, `web:${form}`);
    switch (answer.result) {
      case 'form':
        return sendForm(response, visited, answer.form);
      case 'say':
        return sendMessage(response, visited, answer.say, ref.task);
      case 'done':
        // To the page itself: loading it again then presses nothing twice.
        return answer.say === null ? response.redirect(303, backTo(ref.task)) : sendMessage(response, visited, answer.say, ref.task);
    }
  });

  const submit = as(async (visited, request, response) => {
    const sent = readForm(request.body, zone());
    if (sent === null) return sendSentence(response, 400, 'Nothing was saved', words.unknown, signedInBar(visited, BOARD_PATH));
    const { name, ref, answers, redraw } = sent;
    const caller = callerOf(visited);
    if (redraw) return sendForm(response, visited, await rounds.redraw(caller, { name, ref }, answers));
    const answer = await rounds.submit(caller, { name, ref }, answers);
    switch (answer.result) {
      case 'errors':
        return sendForm(response, visited, await rounds.redraw(caller, { name, ref }, answers), { status: 422, errors: answer.errors });
      case 'next':
        return sendForm(response, visited, answer.form);
      case 'done':
        return answer.say === null ? response.redirect(303, backTo(ref.task)) : sendMessage(response, visited, answer.say, ref.task);
    }
  });

  const task = as(async (visited, request, response) => {
    const shown = await board.task(visited.person, taskNumber(String(request.params['task'])) ?? 0);
    if (shown.result === 'refused') return sendSentence(response, STATUS_OF[shown.why], 'This cannot be shown', shown.say, signedInBar(visited, BOARD_PATH));
    send(response, visited, 200, shown.page.title, taskBody(shown.page, frameOf(visited)));
  });

  const page = as(async (visited, request, response) => {
    const view = await board.page(visited.person, readAsk(request.query));
    send(response, visited, 200, view.title, boardBody(view, frameOf(visited)));
  });

  router.use(BOARD_PATH, keyedPage, ownPagesOnly, formBody);
  router.get(BOARD_PATH, page);
  router.post(PRESS_PATH, press);
  router.post(FORM_PATH, submit);
  router.get('/tasks/:task', keyedPage, task);
  return router;
};
