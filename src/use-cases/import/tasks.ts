// A list of work: each row becomes a task in triage, once. Columns are the type's fields; what is no field becomes text.
import { plainAnswer } from '../../domain/plain-answers.js';
import { dateOfDay, dayNumber, localDateOf } from '../../domain/local-time.js';
import { typeOf, usableTypes } from '../../domain/playbook.js';
import type { Field, Playbook, TaskType } from '../../domain/playbook.js';
import { readFields } from '../../view/forms/inputs.js';
import type { Outcome, Result } from '../../view/import.js';
import { problemText } from '../../view/refusal-text.js';
import type { BringIn } from '../bring-in.js';
import type { Deps, Reading } from '../deps.js';
import { sealAnswer } from '../seal-answer.js';
import type { Row } from './csv.js';
import { digestOf, plainName } from './names.js';

/** `expires`: the date by which a row is opened `ahead` days before, and not earlier. */
export type TaskList = { head: readonly string[]; rows: readonly Row[]; type: string | null; expires: { field: string; ahead: number } | null };

type Cell = { name: string; text: string };

const cellsOf = (head: readonly string[], { cells }: Row): Cell[] => head.flatMap((name, at) => (name === '' || (cells[at] ?? '') === '' ? [] : [{ name, text: cells[at] ?? '' }]));
const named = (cells: readonly Cell[], name: string) => cells.find((cell) => plainName(cell.name) === name);
const fieldOf = (type: TaskType, name: string): Field | undefined => type.fields.find(({ key, label }) => [key, label].some((each) => plainName(each) === plainName(name)));

const typeIn = (cells: readonly Cell[], { type }: TaskList, playbook: Playbook): TaskType | string => {
  const wanted = named(cells, 'type')?.text ?? type;
  if (wanted === null) return 'It does not say which type it is: add a column "type", or --type.';
  const found = playbook.task_types.find(({ key, name }) => key === wanted || plainName(name) === plainName(wanted)) ?? null;
  if (found === null) return 'type: The playbook has no such type.';
  return usableTypes(playbook).includes(found) ? found : `type: The queue of ${found.name} is not on yet.`;
};

type Ready = { type: TaskType; fields: ReturnType<typeof readFields>['fields']; text: string | null };

const readRow = (cells: readonly Cell[], list: TaskList, { playbook, sealer }: { playbook: Playbook; sealer: Deps['sealer'] }): Ready | { wrong: string[] } => {
  const type = typeIn(cells, list, playbook);
  if (typeof type === 'string') return { wrong: [type] };
  const answered = cells.flatMap((cell) => {
    const field = fieldOf(type, cell.name);
    return field === undefined ? [] : [{ field, cell }];
  });
  const answers = Object.fromEntries(answered.map(({ field, cell }) => [field.key, plainAnswer(field, cell.text, playbook)]));
  const { fields, problems } = readFields(answered.map(({ field }) => field), type, answers, playbook, sealAnswer(sealer));
  const wrong = answered.flatMap(({ field, cell }) => {
    const problem = problems[field.key];
    return problem === undefined ? [] : [`${cell.name}: ${problemText(problem, playbook)}`];
  });
  if (list.expires !== null && fields[list.expires.field] === undefined && problems[list.expires.field] === undefined) wrong.push(`${list.expires.field}: Please fill this in.`);
  if (wrong.length > 0) return { wrong };
  const rest = cells.filter(({ name }) => plainName(name) !== 'type' && fieldOf(type, name) === undefined);
  const [only] = rest;
  return { type, fields, text: only === undefined ? null : rest.length === 1 ? only.text : rest.map(({ name, text }) => `${name}: ${text}`).join('\n') };
};

/** The day on which a row's work is opened, where that is still to come. */
const opensLater = ({ fields }: Ready, { expires }: TaskList, today: string): string | null => {
  const day = expires === null ? undefined : fields[expires.field];
  if (expires === null || typeof day !== 'string') return null;
  const opens = dateOfDay(dayNumber(day.slice(0, 10)) - expires.ahead);
  return opens > today ? opens : null;
};

export const importTasks = async (list: TaskList, deps: Pick<Deps, 'tasks' | 'clock' | 'sealer'> & Reading & { bringIn: BringIn }, dryRun: boolean): Promise<Result[]> => {
  const playbook = deps.playbooks.current();
  const today = localDateOf(playbook.practice.timezone, deps.clock.now());
  const seen = new Map<string, number>();

  const one = async (row: Row): Promise<Outcome> => {
    if (row.cells.length > list.head.length) return { outcome: 'wrong', say: [`It has ${String(row.cells.length)} cells, and the head names ${String(list.head.length)} columns.`] };
    const cells = cellsOf(list.head, row);
    const read = readRow(cells, list, { playbook, sealer: deps.sealer });
    if ('wrong' in read) return { outcome: 'wrong', say: read.wrong };
    const key = digestOf({ type: read.type.key, ...Object.fromEntries(cells.map(({ name, text }) => [plainName(name), text])) });
    const first = seen.get(key);
    if (first !== undefined) return { outcome: 'twice', as: first };
    seen.set(key, row.line);
    const command = `import:tasks:${key}`;
    const earlier = await deps.tasks.answerTo(command);
    if (earlier !== null) return { outcome: 'again', task: earlier.task };
    const opens = opensLater(read, list, today);
    if (opens !== null) return { outcome: 'not_yet', opens };
    if (dryRun) return { outcome: 'done', task: null };
    const { task } = await deps.bringIn(command, {
      door: 'job', queue: null, type: read.type.key, cameBy: 'list', fields: read.fields, sourceText: read.text === null ? null : deps.sealer.seal(read.text), facts: { intake: 'import' },
      source: { platform: 'job', channel: 'import', ts: key, thread: key, link: null, author: null, changed: null },
    });
    return { outcome: 'done', task };
  };

  const results: Result[] = [];
  // One after the other: the numbers of the tasks follow the rows.
  for (const row of list.rows) results.push({ line: row.line, ...(await one(row)) });
  return results;
};

/** The field that `--expires` names, or why it cannot be that. */
export const expiresIn = (name: string, type: string | null, playbook: Playbook): { field: string } | { say: string } => {
  const of = typeOf(playbook, type);
  if (of === null) return { say: '--expires goes with --type: it names a date of that type.' };
  const field = fieldOf(of, name);
  return field?.kind === 'date' || field?.kind === 'datetime' ? { field: field.key } : { say: `${of.name} has no date called "${name}".` };
};
