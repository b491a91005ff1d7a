// What a browser sends of a form, or of a button, to what the use cases take. Line ends are those that people see.
import { z } from 'zod';
import { HOUR, MINUTE, dayNumber, instantOf } from '../../src/domain/local-time.js';
import { FORMS } from '../../src/view/nodes.js';
import type { ActionRef, Answers, FormName, FormRef } from '../../src/view/nodes.js';
import { KINDS } from './render-input.js';

const count = z.coerce.number().int().nonnegative();
const id = z.string().regex(/^[\w:-]{1,100}$/);
const arg = z.string().max(500);

const Body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const Sent = z.looseObject({ name: z.enum(FORMS), form: id, task: count.optional(), version: count.optional(), arg: arg.optional(), redraw: z.string().optional(), chosen: arg.optional() });
const Press = z.looseObject({ verb: z.string().regex(/^[a-z_]{1,40}$/), form: z.uuid(), task: count.optional(), version: count.optional(), arg: arg.optional() });

/** Parts that were sent, without those that were not. */
const present = <Parts extends object>(parts: Parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [Key in keyof Parts]: Exclude<Parts[Key], undefined> };

/** A wall time of the practice as a moment; null where it is none. */
const momentOf = (text: string, zone: string): string | null => {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return null;
  return instantOf(zone, dayNumber(day), Number(hours) * HOUR + Number(minutes) * MINUTE).toISOString();
};

/** The answers by their inputs' keys; empty ones are absent. Moments are read in the practice's `zone`. */
const readAnswers = (body: Readonly<Record<string, string | string[]>>, zone: string): Answers => {
  const answers: Record<string, string | readonly string[]> = {};
  for (const [name, sent] of Object.entries(body)) {
    const texts = (typeof sent === 'string' ? [sent] : sent).map((text) => text.replaceAll('\r\n', '\n')).filter((text) => text.trim() !== '');
    const [first] = texts;
    if (first === undefined) continue;
    if (name.startsWith(KINDS.many)) answers[name.slice(KINDS.many.length)] = texts;
    else if (name.startsWith(KINDS.one)) answers[name.slice(KINDS.one.length)] = first;
    else if (name.startsWith(KINDS.moment)) answers[name.slice(KINDS.moment.length)] = momentOf(first, zone) ?? first;
  }
  return answers;
};

/** The answers alone, of a form that is read by what it asks and not by its name; null where they are none. */
export const readAnswersOf = (body: unknown, zone: string): Answers | null => {
  const all = Body.safeParse(body);
  return all.success ? readAnswers(all.data, zone) : null;
};

export type SentForm = { name: FormName; ref: FormRef; answers: Answers; /** It is only to be drawn anew. */ redraw: boolean };

/** Null where it is no form of ours. */
export const readForm = (body: unknown, zone: string): SentForm | null => {
  const [all, sent] = [Body.safeParse(body), Sent.safeParse(body)];
  if (!all.success || !sent.success) return null;
  const { name, form, task, version, arg: remembered, redraw, chosen } = sent.data;
  return { name, ref: { form, ...present({ task, version, arg: chosen ?? remembered }) }, answers: readAnswers(all.data, zone), redraw: redraw !== undefined || chosen !== undefined };
};

/** Null where it is no button of ours. */
export const readPress = (body: unknown): { verb: string; ref: ActionRef; form: string } | null => {
  const sent = Press.safeParse(body);
  if (!sent.success) return null;
  const { verb, form, task, version, arg: argument } = sent.data;
  return { verb, form, ref: present({ task, version, arg: argument }) };
};
