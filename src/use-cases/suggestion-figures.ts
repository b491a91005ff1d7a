// What people made of suggestions: as figures for setup, and as lines for other programs. No text of a message stands in either.
import { answeredIn, suggestionFigures } from '../domain/insights/suggestions.js';
import type { Answered, SuggestionFigures } from '../domain/insights/suggestions.js';
import type { TaskStore } from '../ports/task-store.js';

type Reading = { tasks: Pick<TaskStore, 'all'> };

const answeredOf = async function* ({ tasks }: Reading): AsyncGenerator<Answered> {
  for await (const task of tasks.all()) yield* answeredIn(task);
};

/** Reads every task's history: its cost is that of all tasks stored. */
export const readSuggestionFigures = async (reading: Reading): Promise<SuggestionFigures> => {
  const answered: Answered[] = [];
  for await (const one of answeredOf(reading)) answered.push(one);
  return suggestionFigures(answered);
};

/** A line of JSON for each suggestion that a person answered. */
export const exportSuggestions = async function* (reading: Reading): AsyncGenerator<string> {
  for await (const { at, ...rest } of answeredOf(reading)) yield JSON.stringify({ at: at.toISOString(), ...rest });
};
