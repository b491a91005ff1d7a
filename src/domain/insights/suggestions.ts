// How good the suggestions were, from what people made of them. Keys and counts alone.
import type { Task } from '../task.js';

/** How far back the figures look: long enough to count, and of the rules as they are today. */
export const FIGURE_DAYS = 90;

/** One suggestion that a person answered. */
export type Answered = { task: number; at: Date; by: string; suggested: string; chosen: string; rank: number; confidence: number; priority: string };

/** The suggestions in a task's history: at its making, or when it was sorted. */
export const answeredIn = ({ number, history }: Pick<Task, 'number' | 'history'>): Answered[] =>
  history.flatMap(({ at, facts, changes }) => {
    if (facts === undefined || facts['suggested_by'] === undefined) return [];
    const text = (key: string) => String(facts[key] ?? '');
    const chosen = facts['type'] === 'accepted' ? text('suggested_type') : (changes.find(({ name }) => name === 'type')?.to ?? '');
    return [{ task: number, at, by: text('suggested_by'), suggested: text('suggested_type'), chosen, rank: Number(facts['rank'] ?? 0), confidence: Number(facts['confidence'] ?? 0), priority: text('priority') }];
  });

/** Of one suggested type: how often it was taken, and what was chosen in its place, the most frequent first. */
export type TypeFigures = { type: string; n: number; accepted: number; changedTo: readonly { type: string; n: number }[] };
export type SuggestionFigures = { n: number; first: number; amongThree: number; priority: number; types: readonly TypeFigures[] };

const counted = (values: readonly string[]): { type: string; n: number }[] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([type, n]) => ({ type, n })).sort((a, b) => b.n - a.n || a.type.localeCompare(b.type));
};

export const suggestionFigures = (answered: readonly Answered[]): SuggestionFigures => ({
  n: answered.length,
  first: answered.filter(({ rank }) => rank === 1).length,
  amongThree: answered.filter(({ rank }) => rank > 0).length,
  priority: answered.filter(({ priority }) => priority === 'accepted').length,
  types: counted(answered.map(({ suggested }) => suggested)).map(({ type, n }) => {
    const of = answered.filter(({ suggested }) => suggested === type);
    return { type, n, accepted: of.filter(({ rank }) => rank === 1).length, changedTo: counted(of.filter(({ rank }) => rank !== 1).map(({ chosen }) => chosen)) };
  }),
});
