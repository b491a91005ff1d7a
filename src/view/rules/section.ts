// A part of the rules that has a form: how its entries are listed, and which settings are asked of one.
import type { Playbook } from '../../domain/playbook.js';
import type { RuleField } from './field.js';

export type EntryRow = { entry: string; name: string; about: string };

export type Section = {
  part: string;
  /** `keyed` entries have a key, `ordered` ones a place that matters; null: the part is one form. */
  list: 'keyed' | 'ordered' | null;
  /** What an entry is called. */
  one: string;
  /** Said above the list or the form. */
  about?: string;
  /** Whoever left stays in the list, since histories name them. */
  stays?: true;
  rows?(playbook: Playbook): readonly EntryRow[];
  fields(playbook: Playbook, isNew: boolean): readonly RuleField[];
  /** An entry in its long form, as the fields look for it. */
  opened?(entry: unknown): unknown;
  /** The entry as it is written down: in the short form where it was in it. `before` is as it stood. */
  closed?(entry: unknown, before: unknown): unknown;
};

/** The short form of a duration is one text. */
export const durationHint = 'N business, calendar or clock minutes, hours or days';
