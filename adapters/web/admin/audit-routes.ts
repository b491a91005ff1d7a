// `/admin/audit` and its files, for auditors. What is looked for stands in the address: keys, numbers and days.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../src/domain/audit.js';
import { dayNumber, instantOf } from '../../../src/domain/local-time.js';
import type { AuditMark, AuditQuery } from '../../../src/ports/audit-store.js';
import type { Playbooks } from '../../../src/ports/playbooks.js';
import type { AuditFormat, SearchAudit } from '../../../src/use-cases/search-audit.js';
import { signedInBar } from '../navigation.js';
import type { Visit } from '../navigation.js';
import { sendPage, sendSentence } from '../page.js';
import { makeVisit } from '../sign-in.js';
import type { SignInOptions } from '../sign-in.js';
import { auditBody, AUDIT_PATH } from './audit.js';
import type { AuditAsked } from './audit.js';

export type AuditOptions = Pick<SignInOptions, 'signIn' | 'cookie'> & { searchAudit: SearchAudit; playbooks: Pick<Playbooks, 'current'> };

const some = z.string().trim().max(100).optional().catch(undefined);
const Asked = z.object({ task: some, person: some, action: some, from: some, to: some });

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const given = (text: string | undefined): text is string => text !== undefined && text !== '';

/** What was asked for as a query, days in the practice's zone; or what is wrong with it, in a sentence. */
const queryOf = ({ task, person, action, from, to }: AuditAsked, zone: string): { ok: true; query: AuditQuery } | { ok: false; wrong: string } => {
  const [, number] = /^(?:T-)?(\d{1,9})$/i.exec(task ?? '') ?? [];
  if (given(task) && number === undefined) return { ok: false, wrong: 'A task is asked for by its number: T-12.' };
  const known = AUDIT_ACTIONS.find((each) => each === action);
  if (given(action) && known === undefined) return { ok: false, wrong: 'Choose what is looked for from the list.' };
  if ((given(from) && !isDay(from)) || (given(to) && !isDay(to))) return { ok: false, wrong: 'A day is written year, month and day: 2026-12-24.' };
  if (given(from) && given(to) && from > to) return { ok: false, wrong: 'From comes after To. Swap the two days.' };
  return {
    ok: true,
    query: {
      ...(number === undefined ? {} : { task: Number(number) }), ...(given(person) ? { actor: person } : {}), ...(known === undefined ? {} : { action: known }),
      ...(given(from) ? { from: instantOf(zone, dayNumber(from), 0) } : {}), ...(given(to) ? { until: instantOf(zone, dayNumber(to) + 1, 0) } : {}),
    },
  };
};

const markOf = (text: unknown): AuditMark | null => {
  const [, at, seq] = /^(\d{1,15})-(\d{1,12})$/.exec(typeof text === 'string' ? text : '') ?? [];
  return at === undefined ? null : { at: new Date(Number(at)), seq: Number(seq) };
};

const TYPES: Record<AuditFormat, string> = { csv: 'csv', ndjson: 'application/x-ndjson' };

export const auditRoutes = ({ searchAudit, playbooks, ...signIn }: AuditOptions): Router => {
  const router = Router();
  const visit = makeVisit(signIn);

  /** Answers somebody who may read the audit. */
  const as = (work: (visited: Visit, request: Request, response: Response, asked: AuditAsked) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      const visited = await visit(request, response);
      if (visited === null) return;
      const no = searchAudit.denied(visited.person);
      if (no !== null) return sendSentence(response, 403, 'This is for auditors', no, signedInBar(visited));
      await work(visited, request, response, Asked.parse(request.query));
    };

  const show = (visited: Visit, response: Response, status: number, body: Omit<Parameters<typeof auditBody>[0], 'playbook'>) =>
    sendPage(response, status, { title: 'Audit', signedIn: signedInBar(visited, AUDIT_PATH), body: auditBody({ ...body, playbook: playbooks.current() }) });
  const none = { entries: [], next: null };

  router.get(AUDIT_PATH, as(async (visited, request, response, asked) => {
    const read = queryOf(asked, playbooks.current().practice.timezone);
    if (!read.ok) return show(visited, response, 422, { asked, found: none, wrong: read.wrong });
    show(visited, response, 200, { asked, found: await searchAudit.look(read.query, markOf(request.query['before'])), wrong: null });
  }));
  for (const format of ['csv', 'ndjson'] as const) {
    router.get(`${AUDIT_PATH}/file.${format}`, as(async (visited, _request, response, asked) => {
      const read = queryOf(asked, playbooks.current().practice.timezone);
      if (!read.ok) return show(visited, response, 422, { asked, found: none, wrong: read.wrong });
      const lines = await searchAudit.takeOut(visited.person, read.query, format);
      response.attachment(`audit.${format}`).type(TYPES[format]);
      // Whoever closes the page meanwhile ends it; nothing is left to tell them.
      await pipeline(Readable.from(lines), response).catch((error: unknown) => {
        if (!response.destroyed) throw error;
      });
    }));
  }
  return router;
};
