// What travels through Teams and comes back: the data of an action. Ids only, never authority, never patient data. Answers come beside it, by their inputs' ids.
import { z } from 'zod';
import { FORMS } from '../../src/view/nodes.js';
import type { ActionRef, Control, FormName, FormRef, Standing } from '../../src/view/nodes.js';

const DATA_LIMIT = 4000;
const CONTROLS = ['text', 'number', 'date', 'datetime', 'choice', 'choices', 'account', 'channel'] as const satisfies readonly Control['kind'][];

const whole = z.int().optional();
const Ref = z.strictObject({ task: whole, version: whole, arg: z.string().optional() });
const Sent = z.strictObject({
  form: z.enum(FORMS),
  ref: z.strictObject({ form: z.string(), task: whole, version: whole, arg: z.string().optional() }),
  asks: z.record(z.string(), z.enum(CONTROLS)),
  drawn: z.record(z.string(), z.string()),
  fill: z.string().optional(),
});
const Press = z.strictObject({ press: z.string(), ref: Ref, inside: Sent.optional() });
const Close = z.strictObject({ close: z.literal(true), task: whole });
const Refresh = z.strictObject({
  refresh: z.discriminatedUnion('show', [
    z.strictObject({ show: z.literal('home') }), z.strictObject({ show: z.literal('task'), task: z.int() }), z.strictObject({ show: z.literal('notice'), key: z.string(), news: whole }),
  ]),
});
const Data = z.object({ rounds: z.union([Press, Sent, Close, Refresh]) });

/** A form as a card carries it: `asks` is its inputs' kinds by key; `drawn` what stood in those that change the form. */
export type SentForm = { form: FormName; ref: FormRef; asks: Readonly<Record<string, Control['kind']>>; drawn: Readonly<Record<string, string>>; /** Not to be sent yet: drawn again with this in its reference. */ fill?: string };
/** `inside`: the form that the button stands in, whose answers come along so that they are not lost. */
export type ActionData = { press: string; ref: ActionRef; inside?: SentForm } | SentForm | { close: true; task?: number } | { refresh: Standing };

export const encodeData = (rounds: ActionData): { rounds: ActionData } => {
  // A shortened reference would point at something else: this is a fault of the view that made it.
  if (JSON.stringify(rounds).length > DATA_LIMIT) throw new RangeError('an action with more data than Rounds gives any');
  return { rounds };
};

/** Null where the data is not one of ours. */
export const decodeData = (data: unknown): ActionData | null => {
  const parsed = Data.safeParse(data);
  // Without what is absent: the neutral types know no `undefined`.
  return parsed.success ? (JSON.parse(JSON.stringify(parsed.data.rounds)) as ActionData) : null;
};
