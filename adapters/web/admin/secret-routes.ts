// `/admin/secrets`: the sources of the signed webhook and their secrets. A secret is shown once, in the answer that made it.
import { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import type { IntakeSecrets } from '../../../src/use-cases/intake-secrets.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import type { Visit } from '../navigation.js';
import type { AdminDoor } from './admin-door.js';
import { secretsBody, secretSay, SECRETS_PATH } from './secrets.js';

const Sent = z.object({ source: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/), do: z.enum(['renew', 'renew_at_once', 'revoke']) });

const GONE = html`<p class="say" role="alert">Nothing was changed: this source has no secret, or the playbook names it no more.</p>`;
const REVOKED = html`<p class="say" role="status">Its secret is gone. The source is shut until you make one.</p>`;

export const secretRoutes = ({ as, send, unread, frame }: AdminDoor, { secrets, publicUrl }: { secrets: IntakeSecrets; publicUrl: string }): Router => {
  const router = Router();
  const show = async (visited: Visit, response: Response, status = 200, say: Html | null = null) => send(response, visited, status, 'Secrets', secretsBody(await secrets.list(), { ...frame(visited), publicUrl, say }));

  router.get(SECRETS_PATH, as((visited, _request, response) => show(visited, response)));
  router.post(SECRETS_PATH, as(async (visited, request, response) => {
    const sent = Sent.safeParse(request.body);
    if (!sent.success) return unread(response, visited);
    const { source, do: deed } = sent.data;
    const asker = { person: visited.person, door: 'web' } as const;
    if (deed === 'revoke') {
      const { result } = await secrets.revoke(source, asker);
      return show(visited, response, result === 'revoked' ? 200 : 409, result === 'revoked' ? REVOKED : GONE);
    }
    const atOnce = deed === 'renew_at_once';
    const made = await secrets.renew(source, asker, { atOnce });
    if (made.result !== 'made') return show(visited, response, 409, GONE);
    await show(visited, response, 200, secretSay(source, { ...made, atOnce }, frame(visited).zone));
  }));
  return router;
};
