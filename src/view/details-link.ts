// The way from chat to the page that shows what chat may not.
import { may } from '../domain/permissions.js';
import { typeOf } from '../domain/playbook.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { Message, Node } from './nodes.js';
import { privateLink } from './private-link.js';

/** The page of a task's details. Names the task and nothing of its patient. */
export const detailsPath = (number: number) => `/tasks/${taskName(number)}/details`;

/** Whether a task may hold anything of a patient: one that nobody has sorted yet may. */
export const holdsPatientData = (task: Pick<Task, 'type'>, playbook: Playbook): boolean => typeOf(playbook, task.type)?.patient_data !== false;

/** The card's line. Where it is not known who reads the card everybody gets it, and who may not open it is told who can. */
export const detailsRow = (task: Task, playbook: Playbook, reader: Person | null = null): Node[] =>
  holdsPatientData(task, playbook) && (reader === null || may(reader, 'details', task, playbook))
    ? [{ kind: 'row', lines: ['Patient details'], button: { verb: 'patient', label: 'Open securely', ref: { task: task.number } } }] : [];

/** The private answer that holds the link. */
export const detailsLink = (number: number, url: string): Message => privateLink(`Patient details of ${taskName(number)}`, url);
