// `/admin`: the rules as YAML and their versions, for admins. Works without a script; what is done is decided in the use case.
import express, { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Admin, Applied } from '../../../src/use-cases/admin.js';
import type { Outbox } from '../../../src/use-cases/outbox.js';
import type { Playbooks } from '../../../src/ports/playbooks.js';
import { both, nameOf } from '../../../src/view/words.js';
import { ownPagesOnly } from '../guard.js';
import type { Html } from '../html.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { privatePage, sendPage, sendSentence } from '../page.js';
import { formToken } from '../session-cookie.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { OUTBOX_PATH, outboxBody } from './outbox.js';
import { ADMIN_PATH, editorBody, overtakenSay, PARTS, savedSay, versionBody, VERSIONS_PATH, versionsBody } from './render.js';

export type AdminOptions = Pick<SignInOptions, 'signIn' | 'cookie'> & { admin: Admin; outbox: Outbox; playbooks: Pick<Playbooks, 'current'> };

const PAGE = 25;
const part = z.enum(PARTS.map(([each]) => each)).catch('people');
const version = z.coerce.number().int().min(1).max(1_000_000);
const Sent = z.object({ part, text: z.string().max(1_000_000), seen: version, do: z.enum(['check', 'apply']), why: z.string().max(1_000).default('') });
const Resent = z.object({ key: z.string().min(1).max(300) });
const Back = z.object({ seen: version, why: z.string().max(1_000).default('') });

/** Browsers send line ends as CRLF, whatever stood in the text. */
const unixed = (text: string) => text.replaceAll('\r\n', '\n');

/** All the rules in one field: more than other forms hold. */
const rulesBody = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 20 });

export const adminRoutes = ({ admin, outbox, playbooks, ...signIn }: AdminOptions): Router => {
  const router = Router();
  const visit = makeVisit(signIn);
  const send = (response: Response, visited: Visit, status: number, title: string, body: Html) => sendPage(response, status, { title, body, signedIn: signedInBar(visited, ADMIN_PATH) });

  /** Answers an admin; says to anybody else who is one. */
  const as = (work: (visited: Visit, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      const visited = await visit(request, response);
      if (visited === null) return;
      const no = admin.denied(visited.person, request.method === 'GET' ? 'see_setup' : 'change_rules');
      if (no !== null) return sendSentence(response, 403, 'This is for admins', no, signedInBar(visited));
      await work(visited, request, response);
    };

  /** What stands above the form after a try that changed nothing. */
  const overtaken = (applied: Extract<Applied, { result: 'overtaken' }>) => overtakenSay(both([...new Set(applied.meanwhile.map(({ by }) => nameOf(playbooks.current(), by)))]) || 'Somebody', applied.lines);

  const editor = as(async (visited, request, response) => {
    const draft = await admin.read(part.parse(request.query['part']));
    send(response, visited, 200, 'Rules', editorBody({ draft, token: formToken(visited.session), playbook: playbooks.current() }));
  });

  const edit = as(async (visited, request, response) => {
    const sent = Sent.safeParse(request.body);
    if (!sent.success) return sendSentence(response, 400, 'Nothing was changed', 'Rounds could not read this form. Open the page anew.', signedInBar(visited, ADMIN_PATH));
    const draft = { part: sent.data.part, text: unixed(sent.data.text), seen: sent.data.seen };
    const frame = { draft, token: formToken(visited.session), playbook: playbooks.current(), why: sent.data.why };
    if (sent.data.do === 'check') {
      const checked = await admin.check(draft);
      return send(response, visited, checked.result === 'faulty' ? 422 : 200, 'Rules', editorBody({ ...frame, checked }));
    }
    const applied = await admin.apply(visited.person, draft, sent.data.why);
    switch (applied.result) {
      case 'stored':
        return send(response, visited, 200, 'Rules', editorBody({ ...frame, draft: await admin.read(draft.part), playbook: playbooks.current(), say: savedSay(applied.version, applied.lines) }));
      case 'faulty':
        return send(response, visited, 422, 'Rules', editorBody({ ...frame, checked: applied }));
      case 'no_reason':
        return send(response, visited, 422, 'Rules', editorBody({ ...frame, checked: await admin.check(draft), wrong: applied.say }));
      case 'overtaken':
        return send(response, visited, 409, 'Rules', editorBody({ ...frame, say: overtaken(applied) }));
    }
  });

  const versions = as(async (visited, request, response) => {
    const skip = z.coerce.number().int().min(0).catch(0).parse(request.query['skip']);
    send(response, visited, 200, 'Versions', versionsBody({ ...(await admin.versions({ skip, limit: PAGE })), skip, playbook: playbooks.current() }));
  });

  const gone = (visited: Visit, response: Response) => sendSentence(response, 404, 'There is no such version', 'Look at the list of versions.', signedInBar(visited, ADMIN_PATH));

  const one = as(async (visited, request, response) => {
    const asked = version.safeParse(request.params['version']);
    const shown = asked.success ? await admin.version(asked.data) : null;
    if (shown === null) return gone(visited, response);
    send(response, visited, 200, 'Version', versionBody(shown, { token: formToken(visited.session), playbook: playbooks.current() }));
  });

  const back = as(async (visited, request, response) => {
    const [asked, sent] = [version.safeParse(request.params['version']), Back.safeParse(request.body)];
    if (!asked.success || !sent.success) return gone(visited, response);
    const applied = await admin.goBack(visited.person, asked.data, sent.data.seen, sent.data.why);
    if (applied.result === 'stored') return response.redirect(303, `${VERSIONS_PATH}/${String(applied.version)}`);
    const shown = await admin.version(asked.data);
    if (shown === null) return gone(visited, response);
    const frame = { token: formToken(visited.session), playbook: playbooks.current(), why: sent.data.why };
    const told = applied.result === 'no_reason' ? { wrong: applied.say } : applied.result === 'overtaken' ? { say: overtaken(applied) } : { wrong: applied.faults.map(({ message, fix }) => `${message} ${fix}`).join(' ') };
    send(response, visited, applied.result === 'overtaken' ? 409 : 422, 'Version', versionBody(shown, { ...frame, ...told }));
  });

  const sendOutbox = async (visited: Visit, response: Response, say: string | null) =>
    send(response, visited, 200, 'Outbox', outboxBody(await outbox.look(), { token: formToken(visited.session), playbook: playbooks.current(), say }));

  const resend = as(async (visited, request, response) => {
    const sent = Resent.safeParse(request.body);
    const again = sent.success && (await outbox.resend(visited.person, sent.data.key));
    await sendOutbox(visited, response, again ? 'It is tried again now. If it fails once more, it comes back here.' : 'It is not given up any more: nothing was done.');
  });

  router.use(ADMIN_PATH, privatePage, ownPagesOnly, rulesBody);
  router.get(ADMIN_PATH, editor);
  router.post(ADMIN_PATH, edit);
  router.get(OUTBOX_PATH, as((visited, _request, response) => sendOutbox(visited, response, null)));
  router.post(OUTBOX_PATH, resend);
  router.get(VERSIONS_PATH, versions);
  router.get(`${VERSIONS_PATH}/:version`, one);
  router.post(`${VERSIONS_PATH}/:version`, back);
  return router;
};
