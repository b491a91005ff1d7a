// `/admin/form`: one entry of the rules as a form. What it asks for is looked at first, as a change of the YAML is.
import { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import type { FormAsked, Proposed, RuleForm, RuleForms } from '../../../src/use-cases/rule-forms.js';
import { html } from '../html.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { sendSentence } from '../page.js';
import { readAnswersOf } from '../read-form.js';
import type { AdminDoor } from './admin-door.js';
import { readPartName, readVersion } from './admin-door.js';
import { formBody, FORM_PATH } from './forms.js';
import { ADMIN_PATH, list } from './parts.js';
import { editorBody } from './render.js';

const entry = z.string().regex(/^\w{1,100}$/).nullable().default(null).catch(null);
const Sent = z.object({ part: readPartName, entry, seen: readVersion, do: z.enum(['fill', 'up', 'down', 'remove']) });

export const formRoutes = ({ as, send, unread, frame }: AdminDoor, { ruleForms, parts }: { ruleForms: RuleForms; /** Draws a part's own page, with something said above it. */ parts(visited: Visit, response: Response, part: string, status: number, say: ReturnType<typeof html>): Promise<void> }): Router => {
  const router = Router();
  const gone = (visited: Visit, response: Response) => sendSentence(response, 404, 'It is not there any more', 'Somebody took it out, or there never was one. Look at the list.', signedInBar(visited, ADMIN_PATH));
  const draw = (visited: Visit, response: Response, status: number, form: RuleForm) => send(response, visited, status, 'Rules', formBody(form, frame(visited)));

  const answer = async (visited: Visit, response: Response, asked: FormAsked, proposed: Proposed): Promise<void> => {
    switch (proposed.result) {
      case 'proposed': return send(response, visited, 200, 'Rules', editorBody({ ...frame(visited), draft: proposed.draft, checked: proposed.checked }));
      case 'problems': return draw(visited, response, 422, proposed.form);
      case 'refused': return parts(visited, response, asked.part, 422, html`<section class="say" role="alert"><h2>Nothing was changed</h2>${list(proposed.say)}</section>`);
      case 'gone': return gone(visited, response);
    }
  };

  router.get(FORM_PATH, as(async (visited, request, response) => {
    const form = await ruleForms.open(readPartName.parse(request.query['part']), entry.parse(request.query['entry']));
    if (form === null) return gone(visited, response);
    draw(visited, response, 200, form);
  }));
  router.post(FORM_PATH, as(async (visited, request, response) => {
    const [sent, answers] = [Sent.safeParse(request.body), readAnswersOf(request.body, frame(visited).zone)];
    if (!sent.success || answers === null) return unread(response, visited);
    const { do: deed, ...asked } = sent.data;
    await answer(visited, response, asked, deed === 'fill' ? await ruleForms.fill(asked, answers) : await ruleForms.change(asked, deed));
  }));
  return router;
};
