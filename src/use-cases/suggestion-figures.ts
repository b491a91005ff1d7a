// What people made of suggestions: as figures for setup, and as lines for other programs. No text of a message stands in either.
import { answeredIn, FIGURE_DAYS, suggestionFigures } from '../domain/insights/suggestions.js';
import type { Answered, SuggestionFigures } from '../domain/insights/suggestions.js';
import { addCalendarDays } from '../domain/local-time.js';
import type { TaskStore } from '../ports/task-store.js';

/** Of tasks that changed in the last 90 days, by an index: the cost is that of a season's work, and not of all tasks stored. */
export const readSuggestionFigures = async ({ tasks }: { tasks: Pick<TaskStore, 'changedSince'> }, zone: string, now: Date): Promise<SuggestionFigures> => {
  const since = addCalendarDays(zone, now, -FIGURE_DAYS);
  const answered: Answered[] = [];
  for await (const task of tasks.changedSince(since)) answered.push(...answeredIn(task).filter(({ at }) => at >= since));
  return suggestionFigures(answered);
};

/** A line of JSON for each suggestion that a person answered. */
export const exportSuggestions = async function* ({ tasks }: { tasks: Pick<TaskStore, 'all'> }): AsyncGenerator<string> {
  for await (const task of tasks.all()) for (const { at, ...rest } of answeredIn(task)) yield JSON.stringify({ at: at.toISOString(), ...rest });
};
