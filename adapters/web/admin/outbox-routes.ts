// `/admin/outbox`: looks, and tries again.
import { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import type { Outbox } from '../../../src/use-cases/outbox.js';
import type { Visit } from '../navigation.js';
import type { AdminDoor } from './admin-door.js';
import { OUTBOX_PATH, outboxBody } from './outbox.js';

const Resent = z.object({ key: z.string().min(1).max(300) });

export const outboxRoutes = ({ as, send, frame }: AdminDoor, { outbox }: { outbox: Outbox }): Router => {
  const router = Router();
  const show = async (visited: Visit, response: Response, say: string | null) => send(response, visited, 200, 'Outbox', outboxBody(await outbox.look(), { ...frame(visited), say }));

  router.get(OUTBOX_PATH, as((visited, _request, response) => show(visited, response, null)));
  router.post(OUTBOX_PATH, as(async (visited, request, response) => {
    const sent = Resent.safeParse(request.body);
    const again = sent.success && (await outbox.resend(visited.person, sent.data.key));
    await show(visited, response, again ? 'It is tried again now. If it fails once more, it comes back here.' : 'It is not given up any more: nothing was done.');
  }));
  return router;
};
