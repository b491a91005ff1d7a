// What an import says at the terminal: a line a row, by its line in the file, and never with what stands in it.
import { taskName } from '../domain/task.js';

/** What became, or would become, of one row of an imported file. */
export type Outcome =
  /** `task` once it was done; null in a preview. */
  | { outcome: 'done'; task: number | null }
  | { outcome: 'again'; task: number }
  | { outcome: 'twice'; as: number }
  | { outcome: 'not_yet'; opens: string }
  | { outcome: 'wrong'; say: readonly string[] };
export type Result = { line: number } & Outcome;

export const resultLine = (result: Result, dryRun: boolean): string => {
  const where = `line ${String(result.line)}`;
  switch (result.outcome) {
    case 'done': return `${where}: ${result.task === null ? 'ready' : taskName(result.task)}`;
    case 'again': return `${where}: ${taskName(result.task)} has it already`;
    case 'twice': return `${where}: says the same as line ${String(result.as)}`;
    case 'not_yet': return `${where}: not yet; its work opens on ${result.opens}. Import it again then`;
    case 'wrong': return `${where}: ${dryRun ? 'wrong' : 'not imported'}. ${result.say.join(' ')}`;
  }
};

export const sumLine = (results: readonly Result[], dryRun: boolean): string => {
  const count = (...outcomes: Result['outcome'][]) => String(results.filter(({ outcome }) => outcomes.includes(outcome)).length);
  return `${count('done')} ${dryRun ? 'ready' : 'imported'}, ${count('again', 'twice')} there already, ${count('not_yet')} not yet, ${count('wrong')} wrong.${dryRun ? ' Nothing was changed: leave out --dry-run to import what is ready.' : ''}`;
};
