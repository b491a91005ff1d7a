// What a classifier proposes: data with its origin, worth nothing until a person confirms it (invariant 3).
import type { TypeKey } from '../domain/playbook.js';
import type { FieldValue, Priority } from '../domain/task.js';

/** Positions in the message, never its words: a history that held them would hold the patient. */
export type Span = { start: number; end: number };

export type TypeSuggestion = { type: TypeKey; /** From 0 to 1. */ confidence: number; evidence: readonly Span[] };

export type Suggestion = {
  /** `built-in@3`, `model@gpt-5-mini`. */
  origin: string;
  /** The likeliest first; at most three. */
  types: readonly TypeSuggestion[];
  /** How likely it is that nothing is to be done. */
  notATask: number;
  priority: Priority;
  /** Safe fields by their kind or key: never of the patient. */
  fields: Readonly<Record<string, FieldValue>>;
  /** Another request in the same message. */
  second: TypeKey | null;
};

/** From here on the form says that it may be no task. */
export const LIKELY_NO_TASK = 0.5;
