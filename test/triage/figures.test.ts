// What people made of suggestions, as setup shows it: of the last 90 days.
import { expect, test } from '@jest/globals';
import type { Task } from '../../src/domain/task.js';
import { readSuggestionFigures } from '../../src/use-cases/suggestion-figures.js';

const NOW = new Date('2026-11-30T15:00:00Z');
const answered = (at: string) => ({ at: new Date(at), facts: { suggested_by: 'built-in@1', suggested_type: 'reschedule', type: 'accepted', rank: 1, priority: 'accepted' }, changes: [] });

test('asks for the tasks that changed since, and leaves out what was answered before', async () => {
  const asked: Date[] = [];
  const tasks = {
    changedSince: async function* (at: Date) {
      asked.push(at);
      yield { number: 1, history: [answered('2026-03-02T15:00:00Z')] } as unknown as Task;
      yield { number: 2, history: [answered('2026-11-02T15:00:00Z')] } as unknown as Task;
    },
  };
  expect(await readSuggestionFigures({ tasks }, 'America/New_York', NOW)).toMatchObject({ n: 1, first: 1, types: [{ type: 'reschedule', n: 1 }] });
  expect(asked.map((at) => at.toISOString().slice(0, 10))).toEqual(['2026-09-01']);
});
