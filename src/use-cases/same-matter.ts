// Whether the same patient has the same kind of task already: open, or made not long ago. By marks; no reference is compared or shown.
import { addCalendarDays } from '../domain/local-time.js';
import { typeOf } from '../domain/playbook.js';
import type { Person } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { answer } from '../view/forms/inputs.js';
import type { Answers, FormRef } from '../view/nodes.js';
import type { Deps } from './deps.js';
import { seenBy } from './look.js';

const RECENT_DAYS = 30;
/** More than a person looks at; those whom the reader may not see are left out of it. */
const MOST = 20;

type Looking = Pick<Deps, 'tasks' | 'playbooks' | 'sealer' | 'clock'>;
export type Matter = { type: string | null; references: readonly string[]; /** The task itself: those that it is linked with are known. */ of?: Pick<Task, 'number' | 'links'> };

/** The patient references among typed answers. */
export const referencesIn = (answers: Answers, key: string | null, { playbooks }: Pick<Deps, 'playbooks'>): string[] =>
  (typeOf(playbooks.current(), key)?.fields ?? []).filter(({ kind }) => kind === 'patient_ref').map((field) => answer(answers, field.key)).filter((text) => text !== '');

const knownTo = ({ number, links }: Pick<Task, 'number' | 'links'>): readonly (number | null)[] => [number, links.followUpOf, ...links.followUps, ...links.duplicates];

/** Tasks of this type for these patients, as far as the reader may see them; not the task itself. */
export const sameMatter = async ({ tasks, playbooks, sealer, clock }: Looking, reader: Person, { type, references, of }: Matter): Promise<readonly Task[]> => {
  const marks = references.flatMap((reference) => sealer.marksOf(reference));
  if (type === null || marks.length === 0) return [];
  const since = addCalendarDays(playbooks.current().practice.timezone, clock.now(), -RECENT_DAYS);
  const { tasks: found } = await tasks.list({ marks, type, openOrSince: since }, { skip: 0, limit: MOST });
  return seenBy(reader, found.filter(({ number }) => of === undefined || !knownTo(of).includes(number)), playbooks);
};

/** Those that a form has not shown yet: once shown, going on is the person's decision. None where the form was carried out: it was delivered twice. */
export const unseenTwins = async (deps: Looking, reader: Person, matter: Matter, { form, arg = '' }: FormRef): Promise<readonly Task[]> => {
  const twins = (await sameMatter(deps, reader, matter)).filter(({ number }) => !arg.split(',').includes(taskName(number)));
  return twins.length === 0 || (await deps.tasks.answerTo(`form:${form}`)) !== null ? [] : twins;
};
