// `npm run import -- FILE --dry-run`: a list of work, or appointments, from a spreadsheet or a calendar. Each row once, however often the file is read.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { SYSTEM } from '../src/domain/command.js';
import { faultFields } from '../src/fault-fields.js';
import { makeActOnTask } from '../src/use-cases/act-on-task.js';
import { makeBringIn } from '../src/use-cases/bring-in.js';
import { appointmentsOfCalendar, appointmentsOfSheet, importAppointments } from '../src/use-cases/import/appointments.js';
import type { Appointment } from '../src/use-cases/import/appointments.js';
import { readCsv } from '../src/use-cases/import/csv.js';
import { readIcs } from '../src/use-cases/import/ics.js';
import { expiresIn, importTasks } from '../src/use-cases/import/tasks.js';
import type { TaskList } from '../src/use-cases/import/tasks.js';
import type { Playbook } from '../src/domain/playbook.js';
import { keepAudit } from '../src/use-cases/keep-audit.js';
import { resultLine, sumLine } from '../src/view/import.js';
import type { Result } from '../src/view/import.js';
import { operatorOf } from './operator.js';
import { playbooksAtHand, sealerAtHand } from './practice-at-hand.js';
import { printLine, withStore } from './store-at-hand.js';

const USAGE = `Say what to import:
  npm run import -- list.csv --type credentialing [--expires expires_at [--ahead 120]] [--dry-run]
      a list of work: each row becomes a task in triage. Without --type a column "type" says what each row is
  npm run import -- schedule.ics [--field appointment_at] [--dry-run]
  npm run import -- schedule.csv --appointments [--field appointment_at] [--dry-run]
      appointments: each fills in a date of the open task that it names, by T-12 or by its chart number
--dry-run shows what would be done, and what is wrong with which line, and changes nothing.
--by "Your Name" stands in the audit; without it, OPERATOR or this machine's login name.`;

const refuse = (sentence: string): never => {
  throw new Error(sentence);
};

const typed = () => {
  const string = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { type: string, expires: string, ahead: string, field: string, appointments: yes, 'dry-run': yes, by: string } });
  } catch (error) {
    return refuse(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}.\n${USAGE}`);
  }
};

const textOf = (file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    return refuse(error instanceof TypeError ? `${file} is not in UTF-8. Save it as "CSV UTF-8" and try again.` : `${file} cannot be read. Name a file that is there.`);
  }
};

type Wanted = { what: 'appointments'; appointments: readonly Appointment[]; field: string } | ({ what: 'tasks' } & TaskList);

const wantedOf = (file: string, text: string, { type, expires, ahead = '120', field = 'appointment_at', appointments }: ReturnType<typeof typed>['values'], playbook: Playbook): Wanted => {
  const zone = playbook.practice.timezone;
  if (/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return { what: 'appointments', field, appointments: appointmentsOfCalendar(readIcs(text, zone) ?? []) };
  const sheet = readCsv(text);
  if (!sheet.ok) return refuse(`${file}, line ${String(sheet.line)}: ${sheet.say}`);
  if (appointments === true) {
    return { what: 'appointments', field, appointments: appointmentsOfSheet(sheet, zone) ?? refuse('The columns say neither when nor what it is about. Name them "task" or "chart number", and "appointment at" or "date" and "time".') };
  }
  const days = Number(ahead);
  if (!Number.isInteger(days) || days < 0) return refuse(`--ahead ${ahead} is no number of days.`);
  const until = expires === undefined ? null : expiresIn(expires, type ?? null, playbook);
  if (until !== null && 'say' in until) return refuse(until.say);
  return { what: 'tasks', head: sheet.head, rows: sheet.rows, type: type ?? null, expires: until && { field: until.field, ahead: days } };
};

await withStore(async (store) => {
  const { values, positionals: [file, ...rest] } = typed();
  if (file === undefined || rest.length > 0) return refuse(USAGE);
  const config = readConfig(process.env);
  const text = textOf(file);
  const [playbooks, sealer] = [await playbooksAtHand(store), await sealerAtHand(config, store)];
  const wanted = wantedOf(basename(file), text, values, playbooks.current());
  const dryRun = values['dry-run'] ?? false;
  const digest = createHash('sha256').update(text).digest('hex');
  const clock = { now: () => new Date() };
  const audit = keepAudit({ audit: store.audit, clock, onFault: (_lost, error) => console.error(faultFields(error)) });
  // A running instance carries out what follows within seconds, a stopped one when it starts.
  const deps = { tasks: store.tasks, playbooks, sealer, clock, audit, kick: () => undefined };
  if (!dryRun) await audit.keep({ actor: SYSTEM, door: 'job', action: 'import', task: null, facts: { what: wanted.what, by: operatorOf(values.by, config), file: digest } });
  const results: readonly Result[] = wanted.what === 'tasks'
    ? await importTasks(wanted, { ...deps, bringIn: makeBringIn(deps) }, dryRun)
    : await importAppointments({ ...wanted, file: digest }, { ...deps, actOnTask: makeActOnTask(deps) }, dryRun);
  for (const result of results) await printLine(resultLine(result, dryRun));
  await printLine(sumLine(results, dryRun));
  await audit.settled();
  return results.every(({ outcome }) => outcome !== 'wrong');
});
