// What a classifier proposes: data with its origin, worth nothing until a person confirms it (invariant 3).
import type { Entry } from '../domain/history.js';
import type { TypeKey } from '../domain/playbook.js';
import type { Fields, Priority } from '../domain/task.js';

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
  /** Another request in the same message. */
  second: TypeKey | null;
};

/** From here on the form says that it may be no task. */
export const LIKELY_NO_TASK = 0.5;

/** Both of two requests are at least this sure; less clear ones are not taken for two. */
export const CLEAR = 0.6;

/** For the other of two requests, once a task of the type `made` stands; null where there was one request, or the person saw another kind of work in it. */
export const otherRequest = ({ types, second, ...rest }: Suggestion, made: TypeKey): Suggestion | null => {
  const first = types[0]?.type ?? null;
  const other = made === first ? second : made === second ? first : null;
  if (other === null) return null;
  const known = types.find(({ type }) => type === other) ?? { type: other, confidence: CLEAR, evidence: [] };
  return { ...rest, types: [known, ...types.filter(({ type }) => type !== other && type !== made)], second: null };
};

/** What a person chose, beside what was suggested. */
export type Chosen = { type: TypeKey; priority: Priority; fields: Fields };

const inPercent = (share: number) => Math.round(share * 100) / 100;

/** For the history: who suggested what, how surely, by which places of the message, and what the person did with it. No word of the message. */
export const suggestionFacts = ({ origin, types, notATask, priority, second }: Suggestion, found: Fields, chosen: Chosen): NonNullable<Entry['facts']> => {
  const rank = types.findIndex(({ type }) => type === chosen.type) + 1;
  const [first] = types;
  const kept = Object.keys(found).filter((key) => JSON.stringify(chosen.fields[key]) === JSON.stringify(found[key]));
  return {
    suggested_by: origin, suggested_type: first?.type ?? 'none', confidence: inPercent(first?.confidence ?? 0), not_a_task: inPercent(notATask),
    evidence: (first?.evidence ?? []).map(({ start, end }) => `${start}-${end}`).join(' '),
    type: rank === 1 ? 'accepted' : 'changed', rank, suggested_priority: priority, priority: priority === chosen.priority ? 'accepted' : 'changed',
    ...(Object.keys(found).length === 0 ? {} : { suggested_fields: Object.keys(found).join(' '), kept_fields: kept.join(' ') }),
    ...(second === null ? {} : { second_request: second }),
  };
};
