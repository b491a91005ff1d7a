// A task in one line: the card's facts, the thread's line, a list's row.
import { isOverdue } from '../domain/deadlines.js';
import { choicesOf, isPrivate } from '../domain/fields.js';
import { typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import { isClosed, isConfirmed, isSealed, taskName } from '../domain/task.js';
import type { ConfirmedTask, Task } from '../domain/task.js';
import { sayIn, sayLate, sayTime } from './times.js';
import { cancelWords, nameOf, needWords, PRIORITY_WORDS, STATUS_WORDS, typeNameOf } from './words.js';

/** `Main Street · Dr Patel`: the type's safe fields in words. Private fields never come through, whatever the playbook lists. */
export const cardLine = (task: Task, playbook: Playbook): string[] => {
  const type = typeOf(playbook, task.type);
  if (type === null) return [];
  return type.card_line.flatMap((key) => {
    const field = type.fields.find((each) => each.key === key);
    const value = task.fields[key];
    if (field === undefined || value === undefined || isSealed(value) || isPrivate(type, field)) return [];
    if (typeof value === 'boolean') return value ? [field.label] : [];
    const label = (each: string) => choicesOf(field, playbook)?.find((choice) => choice.key === each)?.label ?? each;
    if (field.kind === 'money') return [`$${Number(value).toFixed(2)}`];
    if (field.kind === 'datetime' && typeof value === 'string') return [sayTime(new Date(value), new Date(value), playbook.practice.timezone)];
    return Array.isArray(value) ? value.map((each) => label(String(each))) : [typeof value === 'string' ? label(value) : String(value)];
  });
};

/** `due Tue 2 pm`, `4 h late`, `due date paused`; the legal limit beside it, the nearer one leading. */
export const clockWords = (task: ConfirmedTask, playbook: Playbook, now: Date): string[] => {
  if (isClosed(task)) return [];
  const zone = playbook.practice.timezone;
  const due = task.due.pausedSince !== null ? 'due date paused' : isOverdue(task.due, now) ? sayLate(task.due.at, now, zone) : `due ${sayTime(task.due.at, now, zone)}`;
  if (task.deadline === null) return [due];
  const limit = task.deadline.at < now ? `deadline passed ${sayTime(task.deadline.at, now, zone)}` : `deadline ${sayIn(task.deadline.at, now, zone)}`;
  return task.deadline.at < task.due.at ? [limit, due] : [due, limit];
};

const outcomeWords = (task: ConfirmedTask, playbook: Playbook, key: string) => typeOf(playbook, task.type)?.outcomes.find((outcome) => outcome.key === key)?.label ?? key;

/** Where it stands, in words: `Waiting on the patient, chase Wed 8 am`. */
export const stateWords = (task: Task, playbook: Playbook, now: Date): string => {
  const { state } = task;
  const zone = playbook.practice.timezone;
  const type = typeOf(playbook, task.type);
  if (!isConfirmed(task)) return state.status === 'cancelled' ? `Cancelled: ${cancelWords(state.reason)}` : STATUS_WORDS.triage;
  switch (task.state.status) {
    case 'todo': case 'in_progress': return STATUS_WORDS[task.state.status];
    case 'waiting': {
      const { on, chaseAt } = task.state;
      const reason = type?.waiting_on.find(({ key }) => key === on);
      const tries = task.attempts > 0 && reason?.patient ? ` (${task.attempts} of ${type?.attempts ?? task.attempts})` : '';
      return `Waiting on ${reason?.label.toLowerCase() ?? on}${tries}, chase ${sayTime(chaseAt, now, zone)}`;
    }
    case 'blocked': {
      const { need, from, task: other } = task.state;
      const what = other === null ? needWords(need) : taskName(other);
      return `Blocked: needs ${what}${from === null ? '' : ` from ${nameOf(playbook, from)}`}`;
    }
    case 'in_review': return `In review with ${nameOf(playbook, task.state.reviewer)}: ${outcomeWords(task, playbook, task.state.outcome)}`;
    case 'done': return `Done: ${outcomeWords(task, playbook, task.state.outcome)}`;
    case 'cancelled': return `Cancelled: ${cancelWords(task.state.reason)}${task.state.duplicateOf === null ? '' : ` (${taskName(task.state.duplicateOf)})`}`;
  }
};

/** What stands between number and state in a list or a thread: type, owner, clocks. */
export const lineWords = (task: Task, playbook: Playbook, now: Date): string => {
  const owner = task.owner === null ? 'no owner yet' : nameOf(playbook, task.owner);
  const end = isClosed(task) || !isConfirmed(task) ? stateWords(task, playbook, now).toLowerCase() : clockWords(task, playbook, now).join(' · ');
  return [taskName(task.number), typeNameOf(playbook, task), owner, end].join(' · ');
};

/** A list's row in two lines: what, then how it stands. */
export const rowWords = (task: Task, playbook: Playbook, now: Date, { own = false }: { own?: boolean } = {}): [string, string] => {
  const urgent = isConfirmed(task) && (task.priority === 'urgent' || task.priority === 'high') ? [PRIORITY_WORDS[task.priority]] : [];
  const clocks = isConfirmed(task) ? clockWords(task, playbook, now) : [];
  return [
    [`${taskName(task.number)} ${typeNameOf(playbook, task)}`, ...cardLine(task, playbook)].join(' · '),
    [...urgent, ...clocks, stateWords(task, playbook, now), ...(task.owner === null || own ? [] : [nameOf(playbook, task.owner)])].join(' · '),
  ];
};
