// What every page of the admin's goes through: who comes, whether they may, and the page's frame.
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Playbooks } from '../../../src/ports/playbooks.js';
import type { Admin } from '../../../src/use-cases/admin.js';
import type { Html } from '../html.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { sendPage, sendSentence } from '../page.js';
import { formToken } from '../session-cookie.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { ADMIN_PATH, PARTS } from './parts.js';

export type DoorOptions = Pick<SignInOptions, 'signIn' | 'cookie'> & { admin: Pick<Admin, 'denied'>; playbooks: Pick<Playbooks, 'current'> };

export const readPartName = z.enum(PARTS.map(([each]) => each)).catch('people');
export const readVersion = z.coerce.number().int().min(1).max(1_000_000);
export const readSkip = z.coerce.number().int().min(0).max(1_000_000).catch(0);

export type AdminDoor = {
  /** Answers an admin; says to anybody else who is one. */
  as(work: (visited: Visit, request: Request, response: Response) => Promise<void>): (request: Request, response: Response) => Promise<void>;
  send(response: Response, visited: Visit, status: number, title: string, body: Html): void;
  /** A form that no page of ours sends. */
  unread(response: Response, visited: Visit): void;
  /** What each page's forms carry. */
  frame(visited: Visit): { token: string; playbook: ReturnType<DoorOptions['playbooks']['current']>; zone: string };
};

export const makeAdminDoor = ({ admin, playbooks, ...signIn }: DoorOptions): AdminDoor => {
  const visit = makeVisit(signIn);
  return {
    as: (work) => async (request, response) => {
      const visited = await visit(request, response);
      if (visited === null) return;
      const no = admin.denied(visited.person, request.method === 'GET' ? 'see_setup' : 'change_rules');
      if (no !== null) return sendSentence(response, 403, 'This is for admins', no, signedInBar(visited));
      await work(visited, request, response);
    },
    send: (response, visited, status, title, body) => sendPage(response, status, { title, body, signedIn: signedInBar(visited, ADMIN_PATH) }),
    unread: (response, visited) => sendSentence(response, 400, 'Nothing was changed', 'Rounds could not read this form. Open the page anew.', signedInBar(visited, ADMIN_PATH)),
    frame: ({ session }) => ({ token: formToken(session), playbook: playbooks.current(), zone: playbooks.current().practice.timezone }),
  };
};
