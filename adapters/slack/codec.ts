// What travels through Slack and comes back: a button's value and a view's private metadata. Ids only, never authority, never patient data.
import { z } from 'zod';
import type { ActionRef, FormRef } from '../../src/view/nodes.js';

const VALUE_LIMIT = 2000;
const METADATA_LIMIT = 3000;

const Action = z.strictObject({ task: z.int().optional(), version: z.int().optional(), arg: z.string().optional() });
const Metadata = z.strictObject({ form: z.string(), task: z.int().optional(), version: z.int().optional(), arg: z.string().optional(), home: z.literal(true).optional() });

/** A form's ref, and whether the form was opened from App Home, which is then drawn anew after it. */
export type FormMetadata = { ref: FormRef; home: boolean };

const within = (limit: number, text: string): string => {
  // A shortened reference would point at something else: this is a fault of the view that made it.
  if (text.length > limit) throw new RangeError(`a reference of ${text.length} characters; Slack takes ${limit}`);
  return text;
};

const parsed = <T>(schema: z.ZodType<T>, text: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Leaves out what is absent: the neutral types know no `undefined`. */
const present = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

export const encodeAction = (ref: ActionRef): string => within(VALUE_LIMIT, JSON.stringify(ref));
/** Null where the value is not one of ours. */
export const decodeAction = (value: string): ActionRef | null => {
  const ref = parsed(Action, value);
  return ref && present(ref);
};

export const encodeMetadata = ({ ref, home }: FormMetadata): string => within(METADATA_LIMIT, JSON.stringify(home ? { ...ref, home } : ref));
/** Null where the metadata is not ours. */
export const decodeMetadata = (text: string): FormMetadata | null => {
  const metadata = parsed(Metadata, text);
  if (!metadata) return null;
  const { home, ...ref } = metadata;
  return { ref: present(ref) as FormRef, home: home ?? false };
};
