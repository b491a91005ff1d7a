// Appointments from a schedule: each fills in one date of the open task that it is about, found by its number or by the patient's reference.
import { SYSTEM } from '../../domain/command.js';
import { readAnswers } from '../../domain/fields.js';
import { momentOf } from '../../domain/plain-answers.js';
import { typeOf } from '../../domain/playbook.js';
import type { Playbook } from '../../domain/playbook.js';
import { isClosed, isConfirmed, taskName, taskNumber } from '../../domain/task.js';
import type { Task } from '../../domain/task.js';
import type { Outcome, Result } from '../../view/import.js';
import { problemText, refusalText } from '../../view/refusal-text.js';
import type { ActOnTask } from '../act-on-task.js';
import { playbookFor } from '../deps.js';
import type { Deps, Reading } from '../deps.js';
import type { Sheet } from './csv.js';
import type { CalendarEvent } from './ics.js';
import { digestOf, plainName } from './names.js';

/** When, and what it is about: a task's number, or a patient's reference. */
export type Appointment = { line: number; at: string | null; problem: string | null; task: number | null; reference: string | null };

const COLUMNS = {
  task: ['task', 'task number'], reference: ['chart number', 'chart', 'mrn', 'patient ref', 'patient reference'],
  at: ['appointment at', 'appointment', 'visit', 'start', 'starts at'], date: ['date', 'appointment date'], time: ['time', 'appointment time'],
} as const;

/** The rows of a sheet as appointments; null where its columns name neither a time nor whom it is about. */
export const appointmentsOfSheet = ({ head, rows }: Extract<Sheet, { ok: true }>, zone: string): Appointment[] | null => {
  const at = (what: keyof typeof COLUMNS) => head.findIndex((name) => (COLUMNS[what] as readonly string[]).includes(plainName(name)));
  const [task, reference, when, date, time] = (['task', 'reference', 'at', 'date', 'time'] as const).map(at) as [number, number, number, number, number];
  if ((when < 0 && (date < 0 || time < 0)) || (task < 0 && reference < 0)) return null;
  return rows.map(({ line, cells }) => {
    const moment = momentOf(when < 0 ? `${cells[date] ?? ''} ${cells[time] ?? ''}` : (cells[when] ?? ''), zone);
    return { line, at: moment, problem: 'Its day and time cannot be read. Write them like this: 2026-12-03 14:30', task: taskNumber(cells[task] ?? ''), reference: (cells[reference] ?? '') || null };
  });
};

/** `T-12`, or a number behind "MRN" or "chart", in what a calendar's entry says. */
export const appointmentsOfCalendar = (events: readonly CalendarEvent[]): Appointment[] =>
  events.filter(({ cancelled }) => !cancelled).map(({ line, at, problem, text }) => ({
    line, at, problem, task: taskNumber(/\bT-\d{1,9}\b/i.exec(text)?.[0] ?? ''), reference: /\b(?:MRN|chart(?: (?:number|no\.?))?)[\s#:]*([A-Z0-9][A-Z0-9-]*\d[A-Z0-9-]*)/i.exec(text)?.[1] ?? null,
  }));

type Filling = Pick<Deps, 'tasks' | 'clock' | 'sealer'> & Reading & { actOnTask: ActOnTask };
const MOST = 20;

const wrong = (...say: string[]): Extract<Outcome, { outcome: 'wrong' }> => ({ outcome: 'wrong', say });
const asks = (task: Task, field: string, playbook: Playbook) => typeOf(playbook, task.type)?.fields.some(({ key, kind }) => key === field && kind === 'datetime') ?? false;

/** What is filled in, and by which file: the same one changes nothing a second time, also where a person has changed the date since; a later one may say again what an earlier one said. */
export type Schedule = { appointments: readonly Appointment[]; field: string; file: string };

export const importAppointments = async ({ appointments, field, file }: Schedule, deps: Filling, dryRun: boolean): Promise<Result[]> => {
  const { tasks, playbooks, sealer, clock, actOnTask } = deps;
  const seen = new Map<string, number>();

  const about = async ({ task: number, reference }: Appointment): Promise<Task | Outcome> => {
    if (number !== null) return (await tasks.load(number)) ?? wrong(`There is no ${taskName(number)}.`);
    const marks = reference === null ? [] : sealer.marksOf(reference);
    if (marks.length === 0) return wrong('It names no task and no chart number.');
    const { tasks: listed } = await tasks.list({ marks }, { skip: 0, limit: MOST });
    const found = listed.filter((each) => !isClosed(each) && asks(each, field, playbooks.current()));
    if (found.length > 1) return wrong(`${found.map((each) => taskName(each.number)).join(', ')} are open for this chart number: name the task.`);
    return (found[0] && (await tasks.load(found[0].number))) ?? wrong('No open task of this chart number asks for it.');
  };

  const one = async (appointment: Appointment): Promise<Outcome> => {
    const { at, problem, line } = appointment;
    if (at === null) return wrong(problem ?? 'It has no time.');
    const task = await about(appointment);
    if ('outcome' in task) return task;
    const playbook = await playbookFor(task, playbooks);
    const type = typeOf(playbook, task.type);
    const name = taskName(task.number);
    if (isClosed(task)) return wrong(`${name} is closed.`);
    if (type === null || !asks(task, field, playbook)) return wrong(`${name} does not ask for ${field.replaceAll('_', ' ')}.`);
    if (task.fields[field] === at) return { outcome: 'again', task: task.number };
    const earlier = seen.get(`${name} ${at}`);
    if (earlier !== undefined) return { outcome: 'twice', as: earlier };
    seen.set(`${name} ${at}`, line);
    const { fields, problems } = readAnswers('create', { type, outcome: null, priority: task.priority }, { ...task.fields, [field]: at }, playbook);
    const lacking = type.fields.flatMap(({ key, label }) => (problems[key] === undefined ? [] : [`${label}: ${problemText(problems[key], playbook)}`]));
    // In triage something may still be missing.
    if (isConfirmed(task) && lacking.length > 0) return wrong(`${name} is not complete.`, ...lacking);
    if (fields[field] === undefined) return wrong(`${name} does not ask for ${field.replaceAll('_', ' ')} as it is filled in.`);
    const id = `import:appointments:${digestOf({ file, task: task.number, field, at })}`;
    if ((await tasks.answerTo(id)) !== null) return { outcome: 'again', task: task.number };
    if (dryRun) return { outcome: 'done', task: null };
    const acted = await actOnTask(task.number, { id, door: 'job', actor: SYSTEM, seen: null, verb: 'edit', fields: { [field]: at } });
    return acted.ok ? { outcome: 'done', task: task.number } : wrong(refusalText(acted.refusal, 'edit', acted.task, playbook, clock.now(), SYSTEM));
  };

  const results: Result[] = [];
  for (const appointment of appointments) results.push({ line: appointment.line, ...(await one(appointment)) });
  return results;
};
