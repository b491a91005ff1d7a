// `/admin`: the rules as forms and as YAML, and their versions, for admins. Works without a script; what is done is decided in the use cases.
import express, { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import type { Admin, Applied } from '../../../src/use-cases/admin.js';
import type { IntakeSecrets } from '../../../src/use-cases/intake-secrets.js';
import type { Outbox } from '../../../src/use-cases/outbox.js';
import type { RuleForms } from '../../../src/use-cases/rule-forms.js';
import { both, nameOf } from '../../../src/view/words.js';
import { sectionOf } from '../../../src/view/rules/sections.js';
import { ownPagesOnly } from '../guard.js';
import type { Html } from '../html.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { privatePage, sendSentence } from '../page.js';
import { makeAdminDoor, readPartName, readSkip, readVersion } from './admin-door.js';
import type { AdminDoor, DoorOptions } from './admin-door.js';
import { auditRoutes } from './audit-routes.js';
import type { AuditOptions } from './audit-routes.js';
import { formRoutes } from './form-routes.js';
import { listPart } from './forms.js';
import { outboxRoutes } from './outbox-routes.js';
import { ADMIN_PATH, VERSIONS_PATH } from './parts.js';
import { secretRoutes } from './secret-routes.js';
import { editorBody, overtakenSay, savedSay, versionBody, versionsBody } from './render.js';

export type AdminOptions = DoorOptions & AuditOptions & { admin: Admin; ruleForms: RuleForms; outbox: Outbox; secrets: IntakeSecrets; publicUrl: string };

const PAGE = 25;
const Sent = z.object({ part: readPartName, text: z.string().max(1_000_000), seen: readVersion, do: z.enum(['check', 'apply']), why: z.string().max(1_000).default('') });
const Back = z.object({ seen: readVersion, why: z.string().max(1_000).default('') });

/** Browsers send line ends as CRLF, whatever stood in the text. */
const unixed = (text: string) => text.replaceAll('\r\n', '\n');

/** All the rules in one field: more than other forms hold. A form's ticks are a parameter each. */
const rulesBody = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 1_000 });

type Says = { overtaken(applied: Extract<Applied, { result: 'overtaken' }>): Html };

/** A part: its list or form, and its YAML. */
const rulesRoutes = ({ as, send, unread, frame }: AdminDoor, { admin, ruleForms, overtaken }: Pick<AdminOptions, 'admin' | 'ruleForms'> & Says) => {
  const router = Router();

  const showPart = async (visited: Visit, response: Response, part: string, { status = 200, say = null, skip = 0 }: { status?: number; say?: Html | null; skip?: number } = {}): Promise<void> => {
    const [draft, section] = [await admin.read(part), sectionOf(part)];
    const form = section && listPart(section, { rows: ruleForms.rows(part), findings: await ruleForms.findings(part), skip, frame: { token: frame(visited).token, seen: draft.seen } });
    send(response, visited, status, 'Rules', editorBody({ ...frame(visited), draft, form, ...(say === null ? {} : { say }) }));
  };

  router.get(ADMIN_PATH, as((visited, request, response) => showPart(visited, response, readPartName.parse(request.query['part']), { skip: readSkip.parse(request.query['skip']) })));
  router.post(ADMIN_PATH, as(async (visited, request, response) => {
    const sent = Sent.safeParse(request.body);
    if (!sent.success) return unread(response, visited);
    const draft = { part: sent.data.part, text: unixed(sent.data.text), seen: sent.data.seen };
    const editing = { ...frame(visited), draft, why: sent.data.why };
    if (sent.data.do === 'check') {
      const checked = await admin.check(draft);
      return send(response, visited, checked.result === 'faulty' ? 422 : 200, 'Rules', editorBody({ ...editing, checked }));
    }
    const applied = await admin.apply(visited.person, draft, sent.data.why);
    switch (applied.result) {
      case 'stored':
        return showPart(visited, response, draft.part, { say: savedSay(applied.version, applied.lines) });
      case 'faulty':
        return send(response, visited, 422, 'Rules', editorBody({ ...editing, checked: applied }));
      case 'no_reason':
        return send(response, visited, 422, 'Rules', editorBody({ ...editing, checked: await admin.check(draft), wrong: applied.say }));
      case 'overtaken':
        return send(response, visited, 409, 'Rules', editorBody({ ...editing, say: overtaken(applied) }));
    }
  }));
  return { router, showPart };
};

const versionRoutes = ({ as, send, frame }: AdminDoor, { admin, overtaken }: Pick<AdminOptions, 'admin'> & Says): Router => {
  const router = Router();
  const gone = (visited: Visit, response: Response) => sendSentence(response, 404, 'There is no such version', 'Look at the list of versions.', signedInBar(visited, ADMIN_PATH));

  router.get(VERSIONS_PATH, as(async (visited, request, response) => {
    const skip = readSkip.parse(request.query['skip']);
    send(response, visited, 200, 'Versions', versionsBody({ ...(await admin.versions({ skip, limit: PAGE })), skip, ...frame(visited) }));
  }));
  router.get(`${VERSIONS_PATH}/:version`, as(async (visited, request, response) => {
    const asked = readVersion.safeParse(request.params['version']);
    const shown = asked.success ? await admin.version(asked.data) : null;
    if (shown === null) return gone(visited, response);
    send(response, visited, 200, 'Version', versionBody(shown, frame(visited)));
  }));
  router.post(`${VERSIONS_PATH}/:version`, as(async (visited, request, response) => {
    const [asked, sent] = [readVersion.safeParse(request.params['version']), Back.safeParse(request.body)];
    if (!asked.success || !sent.success) return gone(visited, response);
    const applied = await admin.goBack(visited.person, asked.data, sent.data.seen, sent.data.why);
    if (applied.result === 'stored') return response.redirect(303, `${VERSIONS_PATH}/${String(applied.version)}`);
    const shown = await admin.version(asked.data);
    if (shown === null) return gone(visited, response);
    const told = applied.result === 'no_reason' ? { wrong: applied.say } : applied.result === 'overtaken' ? { say: overtaken(applied) } : { wrong: applied.faults.map(({ message, fix }) => `${message} ${fix}`).join(' ') };
    send(response, visited, applied.result === 'overtaken' ? 409 : 422, 'Version', versionBody(shown, { ...frame(visited), why: sent.data.why, ...told }));
  }));
  return router;
};

export const adminRoutes = (options: AdminOptions): Router => {
  const router = Router();
  const door = makeAdminDoor(options);
  /** What stands above the form after a try that changed nothing. */
  const overtaken: Says['overtaken'] = (applied) => overtakenSay(both([...new Set(applied.meanwhile.map(({ by }) => nameOf(options.playbooks.current(), by)))]) || 'Somebody', applied.lines);
  const rules = rulesRoutes(door, { ...options, overtaken });
  router.use(ADMIN_PATH, privatePage, ownPagesOnly, rulesBody);
  router.use(
    rules.router, versionRoutes(door, { ...options, overtaken }), auditRoutes(options), outboxRoutes(door, options), secretRoutes(door, options),
    formRoutes(door, { ...options, parts: (visited, response, part, status, say) => rules.showPart(visited, response, part, { status, say }) }),
  );
  return router;
};
